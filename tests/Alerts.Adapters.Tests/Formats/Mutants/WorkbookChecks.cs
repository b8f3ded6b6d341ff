using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Alerts.Core.Datasets;

namespace Alerts.Adapters.Tests.Formats.Mutants;

/// <summary>What must hold of a workbook that was not refused: its sheet is whole XML, and each value stands in the row that it is said to come from.</summary>
internal static class WorkbookChecks
{
    public static void Prices(Mutant mutant, FileReading reading)
    {
        // Harm to the archive itself either shows, or changes nothing: without its styles no date is one, and every row says so.
        if (TextMutations.All.Any(mutation => mutation.Name == mutant.How) || mutant.How == "a size that lies")
        {
            var whole = mutant.Original.Dataset.Read("whole.xlsx", mutant.Original.Bytes, MutantTests.Published);
            if (reading.Outcome == ReadingOutcome.Accepted) Assert.Equal(whole.Values.Select(Shown), reading.Values.Select(Shown));
            else Assert.Subset(whole.Values.Select(Shown).ToHashSet(), reading.Values.Select(Shown).ToHashSet());
            return;
        }
        if (mutant.How is "two parts swapped" or "a part twice") return;
        var sheet = Sheet(mutant.Bytes);
        foreach (var read in reading.Values)
        {
            var row = sheet.Where(row => row.Number == read.Rows.Single()).ToList();
            Assert.True(row.Exists(one => one.Texts.Any(text => IsShown(read.Value, text))), $"{Shown(read)} is in no cell of its row");
        }
        var told = reading.Values.SelectMany(read => read.Rows).Concat(reading.SetAside.Select(aside => aside.Line)).ToHashSet();
        foreach (var row in sheet.Where(row => row is { Number: > 1, IsInOrder: true } && row.Texts is [_, "TXO" or "DXO", { Length: > 0 }])) Assert.True(told.Contains(row.Number) || reading.Warnings.Count > 0, $"row {row.Number} is lost");
    }

    private static string Shown(ReadValue read) => string.Create(CultureInfo.InvariantCulture, $"{read.Series} {read.Period} {read.Value} {read.Rows[0]}");

    private static bool IsShown(decimal value, string text) => decimal.TryParse(text.Trim(' '), NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) && Math.Abs(number - value) <= Math.Abs(value) * 1e-14m;

    private static List<(int Number, List<string> Texts, bool IsInOrder)> Sheet(byte[] bytes)
    {
        try
        {
            var xml = XDocument.Parse(WorkbookMutations.Text(bytes, "xl/worksheets/sheet2.xml")!);
            var rows = new List<(int, List<string>, bool)>();
            var number = 0;
            foreach (var row in xml.Descendants().Where(element => element.Name.LocalName == "row"))
            {
                number = int.TryParse(row.Attribute("r")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : number + 1;
                rows.Add((number, [.. row.Elements().Where(cell => cell.Name.LocalName == "c").Select(cell => string.Concat(cell.Descendants().Where(text => text.Name.LocalName is "v" or "t").Select(text => text.Value)))], row.Elements().All(cell => cell.Attribute("r") is null)));
            }
            return rows;
        }
        catch (XmlException fault)
        {
            Assert.Fail($"the sheet is no whole XML, and was read: {fault.Message}");
            throw;
        }
    }
}
