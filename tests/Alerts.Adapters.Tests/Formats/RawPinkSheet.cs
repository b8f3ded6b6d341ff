using System.Globalization;
using System.IO.Compression;
using System.Xml.Linq;

namespace Alerts.Adapters.Tests.Formats;

/// <summary>A Pink Sheet read another way than the product does: the XML of its sheet, cell by cell, without a library of workbooks.</summary>
internal sealed class RawPinkSheet
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static readonly XNamespace Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private readonly Dictionary<(int Row, string Column), string> _cells;

    public RawPinkSheet(string path)
    {
        using var archive = new ZipArchive(new MemoryStream(DataFile.Bytes(path)));
        var shared = Part(archive, "xl/sharedStrings.xml").Descendants(Main + "si").Select(item => string.Concat(item.Descendants(Main + "t").Select(text => text.Value))).ToList();
        var workbook = Part(archive, "xl/workbook.xml");
        Sheets = [.. workbook.Descendants(Main + "sheet").Select(sheet => sheet.Attribute("name")!.Value)];
        var relation = workbook.Descendants(Main + "sheet").Single(sheet => sheet.Attribute("name")!.Value == "Monthly Prices").Attribute(Relations + "id")!.Value;
        var target = Part(archive, "xl/_rels/workbook.xml.rels").Descendants().Single(one => one.Attribute("Id")?.Value == relation).Attribute("Target")!.Value;
        var cells = new Dictionary<(int Row, string Column), string>();
        foreach (var cell in Part(archive, $"xl/{target}").Descendants(Main + "c"))
        {
            var address = cell.Attribute("r")!.Value;
            var column = new string([.. address.TakeWhile(char.IsAsciiLetterUpper)]);
            var text = cell.Attribute("t")?.Value == "s" ? shared[int.Parse(cell.Element(Main + "v")!.Value, CultureInfo.InvariantCulture)] : string.Concat(cell.Descendants().Where(one => one.Name.LocalName is "v" or "t").Select(one => one.Value));
            if (text.Length > 0) cells[(int.Parse(address[column.Length..], CultureInfo.InvariantCulture), column)] = text;
        }
        _cells = cells;
        Updated = cells[(4, "A")];
        foreach (var (row, column) in cells.Keys.Where(key => key.Row == 7))
        {
            Labels[cells[(row, column)]] = cells[(5, column)];
            Units[cells[(row, column)]] = cells[(6, column)];
        }
        foreach (var ((row, column), text) in cells)
        {
            if (row < 8 || column == "A" || !cells.TryGetValue((7, column), out var code) || !cells.TryGetValue((row, "A"), out var period)) continue;
            if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)) Values[(code, period)] = Rounded(value);
            else Missing[text] = Missing.GetValueOrDefault(text) + 1;
        }
        Periods = [.. cells.Where(cell => cell.Key is { Row: >= 8, Column: "A" }).OrderBy(cell => cell.Key.Row).Select(cell => cell.Value)];
    }

    public IReadOnlyList<string> Sheets { get; }

    public string Updated { get; }

    public IReadOnlyList<string> Periods { get; }

    public SortedDictionary<string, string> Labels { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> Units { get; } = new(StringComparer.Ordinal);

    public Dictionary<(string Code, string Period), decimal> Values { get; } = [];

    public Dictionary<string, int> Missing { get; } = new(StringComparer.Ordinal);

    /// <param name="address">Such as <c>B12</c>.</param>
    public decimal Cell(string address)
    {
        var column = new string([.. address.TakeWhile(char.IsAsciiLetterUpper)]);
        return Rounded(decimal.Parse(_cells[(int.Parse(address[column.Length..], CultureInfo.InvariantCulture), column)], NumberStyles.Float, CultureInfo.InvariantCulture));
    }

    // Excel shows 15 digits of the binary number.
    private static decimal Rounded(decimal value) => decimal.Parse(((double)value).ToString("G15", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static XDocument Part(ZipArchive archive, string name)
    {
        using var part = archive.GetEntry(name)!.Open();
        return XDocument.Load(part);
    }
}
