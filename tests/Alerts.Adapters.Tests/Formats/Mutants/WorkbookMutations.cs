using System.IO.Compression;
using System.Text;

namespace Alerts.Adapters.Tests.Formats.Mutants;

/// <summary>What broken disks, programs and attackers do to a workbook: to its archive, and to the XML inside, packed again.</summary>
internal static class WorkbookMutations
{
    private const string SheetPart = "xl/worksheets/sheet2.xml";

    /// <summary>Cells that show nothing.</summary>
    public static IReadOnlyList<string> Blanks { get; } = ["<c/>", "<c><v/></c>", "<c t=\"inlineStr\"><is/></c>", "<c><f>1+1</f></c>"];

    /// <summary>Cells that show something, if often no price.</summary>
    public static IReadOnlyList<string> Odd { get; } =
    [
        "<c><v>1e309</v></c>", "<c><v>-1e-320</v></c>", "<c><v>NaN</v></c>", "<c><v>99999999999999999999</v></c>", "<c t=\"s\"><v>999999</v></c>", "<c t=\"s\"><v>-1</v></c>", "<c t=\"s\"><v>x</v></c>",
        "<c t=\"b\"><v>1</v></c>", "<c t=\"e\"><v>#N/A</v></c>", "<c t=\"str\"><v>6550</v></c>", "<c t=\"d\"><v>2025-03-24</v></c>", "<c t=\"zz\"><v>1</v></c>", "<c s=\"1\"><v>-5</v></c>", "<c s=\"1\"><v>99999999</v></c>", "<c s=\"77\"><v>5</v></c>",
        "<c r=\"\"><v>1</v></c>", "<c><f>1/0</f><v>3</v></c>", "<c t=\"inlineStr\"><is><r><t>TX</t></r><r><t>O</t></r></is></c>",
        "<c t=\"inlineStr\"><is><t>a&#10;b</t></is></c>", "<c t=\"inlineStr\"><is><t>_x0000_</t></is></c>", "<c t=\"inlineStr\"><is><t>" + new string('A', 10_001) + "</t></is></c>",
    ];

    // Cells that say they stand elsewhere.
    private static readonly string[] Elsewhere = ["<c r=\"XFD1\"><v>1</v></c>", "<c r=\"ZZZZ9\"><v>1</v></c>", "<c r=\"A0\"><v>1</v></c>"];

    private static readonly string[] Cells = [.. Blanks, .. Odd, .. Elsewhere];

    private static readonly string[] Inserts =
    [
        "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>", "&lol;", "<!-- x -->", "<![CDATA[6550]]>", "</sheetData>", "</row>", "<row/>", "<row r=\"1048576\"><c r=\"A1048576\"><v>1</v></c></row>", "<row r=\"1048577\"/>", "<row r=\"-1\"/>", "<row r=\"2\"/>",
        "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>", "<dimension ref=\"A1:XFD1048576\"/>", "<dimension ref=\"nonsense\"/>", "<mergeCells><mergeCell ref=\"A1:C9\"/></mergeCells>", "<mergeCells><mergeCell ref=\"A1:XFD1048576\"/></mergeCells>", "\0", "\uFFFE", "<?xml version=\"1.1\"?>", "<cols><col min=\"1\" max=\"2147483647\"/></cols>",
    ];

    public static Mutation[] All { get; } =
    [
        .. TextMutations.All.Where(mutation => mutation.Name is TextMutations.CutOff or "a bit flipped" or "a byte changed" or "bytes put in" or "bytes taken out" or "a block doubled" or "a block zeroed" or "head and tail spliced"),
        new("a size that lies", (bytes, random) => Sized(bytes, random)),
        new("a part left out", (bytes, random) => Repacked(bytes, parts => parts.RemoveAt(random.Next(parts.Count)))),
        new("a part twice", (bytes, random) => Repacked(bytes, parts => parts.Add(parts[random.Next(parts.Count)]))),
        new("two parts swapped", (bytes, random) => Repacked(bytes, parts => Swap(parts, random))),
        new("an odd path", (bytes, random) => Repacked(bytes, parts => parts.Add(("../" + random.Next(9) + ".xml", "<a/>")))),
        new("many sheets", (bytes, random) => Part(bytes, "xl/workbook.xml", text => text.Replace("<sheets>", "<sheets>" + string.Concat(Enumerable.Range(10, random.Next(1, 2000)).Select(id => $"<sheet name=\"S{id}\" sheetId=\"{id}\" r:id=\"rId1\"/>")), StringComparison.Ordinal))),
        new("deep XML", (bytes, random) => random.Next(1, 20_000) is var deep ? Part(bytes, SheetPart, text => text.Replace("<sheetData>", string.Concat(Enumerable.Repeat("<a>", deep)) + string.Concat(Enumerable.Repeat("</a>", deep)) + "<sheetData>", StringComparison.Ordinal)) : bytes),
        new("XML put in", (bytes, random) => AnyPart(bytes, random, text => Inserts[random.Next(Inserts.Length)] is var insert && text.IndexOf('>', random.Next(text.Length)) is var at ? text.Insert(at + 1, insert) : text)),
        new("XML cut off", (bytes, random) => AnyPart(bytes, random, text => text[..random.Next(text.Length)])),
        new("a letter of the XML changed", (bytes, random) => AnyPart(bytes, random, text => random.Next(text.Length) is var at ? text[..at] + "<>/&\"=0123456789srtv A"[random.Next(22)] + text[(at + 1)..] : text)),
        new("a cell replaced", (bytes, random) => Part(bytes, SheetPart, text => Cell(text, random))),
        new("an attribute changed", (bytes, random) => AnyPart(bytes, random, text => text.IndexOf('"', random.Next(text.Length)) is var at and > 0 ? text.Insert(at + 1, $"{random.Next(-9, 99)}") : text)),
    ];

    public static string? Text(byte[] bytes, string part)
    {
        using var archive = new ZipArchive(new MemoryStream(bytes));
        if (archive.Entries.Where(entry => entry.FullName == part).ToList() is not [{ } entry, ..]) return null;
        using var reader = new StreamReader(entry.Open(), new UTF8Encoding(false, true));
        return reader.ReadToEnd();
    }

    private static byte[] Repacked(byte[] bytes, Action<List<(string Name, string Text)>> change)
    {
        using var archive = new ZipArchive(new MemoryStream(bytes));
        var parts = archive.Entries.Select(entry => (entry.FullName, new StreamReader(entry.Open()).ReadToEnd())).ToList();
        change(parts);
        return SomeWorkbook.Zip([.. parts]);
    }

    private static byte[] Part(byte[] bytes, string name, Func<string, string> change) => Repacked(bytes, parts =>
    {
        var at = parts.FindIndex(part => part.Name == name);
        parts[at] = (name, change(parts[at].Text));
    });

    // Most of the harm goes to the sheet that is read.
    private static byte[] AnyPart(byte[] bytes, Random random, Func<string, string> change) => Repacked(bytes, parts =>
    {
        var at = random.Next(2) == 0 ? parts.FindIndex(part => part.Name == SheetPart) : random.Next(parts.Count);
        parts[at] = (parts[at].Name, change(parts[at].Text));
    });

    private static string Cell(string sheet, Random random)
    {
        var start = sheet.IndexOf("<c", random.Next(sheet.Length * 3 / 4), StringComparison.Ordinal);
        var end = start < 0 ? -1 : sheet.IndexOf("</c>", start, StringComparison.Ordinal);
        return end < 0 ? sheet : sheet[..start] + Cells[random.Next(Cells.Length)] + sheet[(end + 4)..];
    }

    // Four bytes somewhere in a header of the archive: sizes, offsets, checksums.
    private static byte[] Sized(byte[] bytes, Random random)
    {
        var copy = bytes.ToArray();
        var marks = Enumerable.Range(0, copy.Length - 46).Where(at => copy[at] == 'P' && copy[at + 1] == 'K' && copy[at + 2] is 1 or 3).ToList();
        BitConverter.TryWriteBytes(copy.AsSpan(marks[random.Next(marks.Count)] + 14 + (4 * random.Next(4))), random.Next(2) == 0 ? random.Next() : random.Next(2000));
        return copy;
    }

    private static void Swap(List<(string, string)> parts, Random random)
    {
        var (one, other) = (random.Next(parts.Count), random.Next(parts.Count));
        (parts[one], parts[other]) = ((parts[one].Item1, parts[other].Item2), (parts[other].Item1, parts[one].Item2));
    }
}
