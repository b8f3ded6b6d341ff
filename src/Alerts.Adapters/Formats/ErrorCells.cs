using System.Globalization;
using System.IO.Compression;
using System.Xml;

namespace Alerts.Adapters.Formats;

/// <summary>
/// The cells of a sheet whose formula failed (<c>#DIV/0!</c>). The workbook reader shows them as blank ones, and a blank is
/// no error: so they are looked up in the sheet's own XML.
/// </summary>
internal static class ErrorCells
{
    private static readonly XmlReaderSettings Safe = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true };

    /// <returns>What each shows, by row of the sheet and column, both from 0.</returns>
    public static IReadOnlyDictionary<(int Row, int Column), string> Of(ReadOnlyMemory<byte> workbook, string sheet)
    {
        var errors = new Dictionary<(int, int), string>();
        using var archive = new ZipArchive(new MemoryStream(workbook.ToArray(), writable: false));
        if (RelationOf(archive, sheet) is not { } relation || PartOf(archive, relation) is not { } part) return errors;
        using var xml = XmlReader.Create(part.Open(), Safe);
        int row = -1, column = -1;
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "row")
            {
                var next = int.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number - 1 : row + 1;
                // The workbook reader would go on counting, and name other rows as the source of what it reads.
                if (next <= row) throw new InvalidDataException("rows are out of order");
                row = next;
                column = -1;
            }
            else if (xml.LocalName == "c")
            {
                column = ColumnOf(xml.GetAttribute("r")) ?? column + 1;
                if (xml.GetAttribute("t") == "e") errors[(row, column)] = Shown(xml);
            }
        }
        return errors;
    }

    private static string? RelationOf(ZipArchive archive, string sheet)
    {
        foreach (var element in Elements(archive.GetEntry("xl/workbook.xml"), "sheet"))
        {
            if (element.GetAttribute("name") == sheet) return element.GetAttribute("id", "http://schemas.openxmlformats.org/officeDocument/2006/relationships") ?? element.GetAttribute("r:id");
        }
        return null;
    }

    private static ZipArchiveEntry? PartOf(ZipArchive archive, string relation)
    {
        foreach (var element in Elements(archive.GetEntry("xl/_rels/workbook.xml.rels"), "Relationship"))
        {
            if (element.GetAttribute("Id") != relation || element.GetAttribute("Target") is not { } target) continue;
            return archive.GetEntry(target.StartsWith('/') ? target[1..] : $"xl/{target}");
        }
        return null;
    }

    private static IEnumerable<XmlReader> Elements(ZipArchiveEntry? part, string name)
    {
        if (part is null) yield break;
        using var xml = XmlReader.Create(part.Open(), Safe);
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == name) yield return xml;
        }
    }

    // "AB12" is column 27.
    private static int? ColumnOf(string? address)
    {
        var column = 0;
        foreach (var letter in (address ?? "").TakeWhile(char.IsAsciiLetterUpper).Take(4)) column = (column * 26) + letter - 'A' + 1;
        return column == 0 ? null : column - 1;
    }

    private static string Shown(XmlReader cell)
    {
        using var inside = cell.ReadSubtree();
        while (inside.Read())
        {
            if (inside.NodeType == XmlNodeType.Element && inside.LocalName == "v") return inside.ReadElementContentAsString();
        }
        return "#N/A";
    }
}
