using System.Globalization;
using System.Text;
using Alerts.Core.Datasets;

namespace Alerts.Adapters.Tests.Formats.Mutants;

/// <summary>What must hold of a text file that was not refused: each value is the one that its line shows, and no line is lost without a word.</summary>
internal static class TextChecks
{
    public static void Long(Mutant mutant, FileReading reading)
    {
        var rows = Rows(mutant, reading, "utf-8");
        var header = rows[0].Fields.ConvertAll(name => name.Trim());
        var layout = mutant.Original.Dataset.Layout!;
        var (period, key, value, unit) = (header.IndexOf(layout.PeriodColumn), header.IndexOf(layout.SeriesColumn!), header.IndexOf(layout.ValueColumn!), layout.UnitColumn is null ? -1 : header.IndexOf(layout.UnitColumn));
        var kept = reading.Values.ToDictionary(read => read.Rows.Single());
        var aside = reading.SetAside.Select(row => row.Line).ToHashSet();
        foreach (var row in rows.Skip(1).Where(row => !row.IsBlank && !aside.Contains(row.Line)))
        {
            var shown = row.Fields[value].Trim(' ');
            var series = mutant.Original.Dataset.Series.FirstOrDefault(one => one.Key == row.Fields[key].Trim(' '));
            if (shown.Length == 0 || series is null) continue;
            var scale = unit < 0 ? 1 : Scale(row.Fields[unit]);
            if (scale is null) continue;
            var number = NaiveText.Number(shown) * scale;
            if (kept.TryGetValue(row.Line, out var read)) AssertSame(mutant, (series.Definition.Id, row.Fields[period].Trim(' '), number), (read.Series, read.Period.ToString(), read.Value));
            else Assert.True(reading.Values.Any(one => one.Series == series.Definition.Id && one.Period.ToString() == row.Fields[period].Trim(' ') && one.Value == number), $"line {row.Line} is lost");
        }
        AssertAccepted(reading);
    }

    public static void Wide(Mutant mutant, FileReading reading)
    {
        var rows = Rows(mutant, reading, "utf-8");
        var header = rows[0].Fields.ConvertAll(name => name.Trim());
        var period = header.IndexOf(mutant.Original.Dataset.Layout!.PeriodColumn);
        var byLine = rows.Skip(1).ToDictionary(row => row.Line);
        foreach (var read in reading.Values)
        {
            var row = byLine[read.Rows.Single()];
            var column = header.IndexOf(mutant.Original.Dataset.Series.Single(one => one.Definition.Id == read.Series).Key);
            AssertSame(mutant, (read.Series, row.Fields[period].Trim(' '), NaiveText.Number(row.Fields[column])), (read.Series, read.Period.ToString(), read.Value));
        }
        var aside = reading.SetAside.Select(row => row.Line).ToHashSet();
        foreach (var row in byLine.Values.Where(row => !row.IsBlank && !aside.Contains(row.Line)))
        {
            foreach (var series in mutant.Original.Dataset.Series.Where(series => header.Contains(series.Key)))
            {
                var shown = row.Fields[header.IndexOf(series.Key)];
                if (shown.Trim(' ').Length > 0) Assert.True(reading.Values.Any(read => read.Series == series.Definition.Id && read.Period.ToString() == row.Fields[period].Trim(' ') && read.Value == NaiveText.Number(shown)), $"line {row.Line} is lost");
            }
        }
        AssertAccepted(reading);
    }

    public static void Customs(Mutant mutant, FileReading reading)
    {
        var rows = Rows(mutant, reading, "gb18030").ToDictionary(row => row.Line);
        var header = rows.Values.First().Fields.ConvertAll(name => name.Trim());
        int At(string name) => header.IndexOf(name);
        int month = At("数据年月"), code = At("商品编码"), quantity = At("第一数量"), unit = At("第一计量单位");
        foreach (var read in reading.Values)
        {
            Assert.All(read.Rows, line => Assert.Equal(read.Period.ToString().Replace("-", "", StringComparison.Ordinal), rows[line].Fields[month].Trim()));
            Assert.All(read.Rows, line => Assert.StartsWith("28", rows[line].Fields[code].Trim(), StringComparison.Ordinal));
            var sum = read.Rows.Sum(line => NaiveText.Number(rows[line].Fields[quantity]) * (rows[line].Fields[unit].Trim() switch { "千克" => 0.001m, "克" => 0.000001m, "吨" => 1m, _ => null }));
            AssertSame(mutant, (read.Series, "", sum), (read.Series, "", read.Value));
        }
        AssertMonths(reading, rows, month, At("贸易伙伴编码"), code);
    }

    // Of each month, a basket has all rows of its codes, or no value at all.
    private static void AssertMonths(FileReading reading, Dictionary<int, NaiveText.Row> rows, int month, int partner, int code)
    {
        var aside = reading.SetAside.Select(row => row.Line).ToHashSet();
        var compounds = reading.Values.Where(read => read.Series == "compounds").ToDictionary(read => read.Period.ToString().Replace("-", "", StringComparison.Ordinal));
        foreach (var (line, row) in rows.Where(row => !row.Value.IsBlank).Skip(1))
        {
            if (aside.Contains(line) || row.Fields[partner].Trim() != "106" || !row.Fields[code].Trim().StartsWith("2846", StringComparison.Ordinal)) continue;
            if (!compounds.TryGetValue(row.Fields[month].Trim(), out var read) || read.Rows.Contains(line)) continue;
            Assert.True(reading.Warnings.Any(warning => warning.Line == line), $"line {line} is lost");
        }
    }

    private static List<NaiveText.Row> Rows(Mutant mutant, FileReading reading, string encoding)
    {
        var text = NaiveText.Decoded(mutant.Bytes, encoding);
        Assert.True(text is not null, "bytes that do not decode were read");
        var rows = new List<NaiveText.Row>();
        Assert.False(NaiveText.Read(text, rows), "a quote is left open, and the file was read");
        var width = rows[0].Fields.Count;
        var aside = reading.SetAside.Select(row => row.Line).ToHashSet();
        foreach (var row in rows.Where(row => !row.IsBlank && (IsMisquoted(row) || row.Fields.Count < width - 1 || row.Fields.Count > width + 1))) Assert.True(aside.Contains(row.Line), $"line {row.Line} has {row.Fields.Count} fields or text behind a quote, and was read: {string.Join('|', row.Fields)}");
        AssertCut(mutant, reading, encoding);
        return rows;
    }

    // Where a quote stands inside a field as well, the library tells of that alone.
    private static bool IsMisquoted(NaiveText.Row row) => row.IsOdd && !row.Fields.Exists(text => text.Contains('"', StringComparison.Ordinal));

    // A file that ends within a line was cut off; what is left of that line must not pass for the whole.
    private static void AssertCut(Mutant mutant, FileReading reading, string encoding)
    {
        if (mutant.How != TextMutations.CutOff || reading.Outcome != ReadingOutcome.Accepted) return;
        var (whole, cut) = (NaiveText.Decoded(mutant.Original.Bytes, encoding)!, NaiveText.Decoded(mutant.Bytes, encoding)!);
        var lost = whole[cut.Length..].Split('\n')[0].Trim('"', ',', '\r');
        Assert.True(cut.EndsWith('\n') || lost.Length == 0 || reading.Warnings.Any(warning => warning.Reason == "line-unfinished"), "the last line was cut off, and nobody was told");
    }

    private static void AssertSame(Mutant mutant, (string, string, decimal?) shown, (string, string, decimal?) read) =>
        Assert.True(shown == read, string.Create(CultureInfo.InvariantCulture, $"{mutant.How}: the file shows {shown}, and {read} was read"));

    private static void AssertAccepted(FileReading reading) => Assert.Equal(reading.Values.Count + reading.Ignored, reading.Accepted);

    private static decimal? Scale(string unit) => unit.Trim(' ').ToLowerInvariant() switch { "yuan/kg" or "元/公斤" or "元/千克" => 1m, "yuan/mt" or "元/吨" => 0.001m, "万元/吨" => 10m, _ => null };
}
