using System.IO.Compression;
using System.Text;

namespace Alerts.Adapters.Tests.Formats;

/// <summary>Small workbooks, written by hand so that a test sees each byte of theirs.</summary>
internal static class SomeWorkbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <param name="rows">Cells as XML, by <see cref="Text"/> and its like; a null row leaves a gap.</param>
    public static byte[] With(string sheet, params string[]?[] rows) => Zip(
        ("[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"""),
        ("_rels/.rels", $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>"""),
        ("xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="{Relations}"><sheets><sheet name="Notes" sheetId="1" r:id="rId1"/><sheet name="{sheet}" sheetId="2" r:id="rId2"/></sheets></workbook>"""),
        ("xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{Relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{Relations}/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="{Relations}/styles" Target="styles.xml"/></Relationships>"""),
        ("xl/styles.xml", $"""<styleSheet xmlns="{Main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>"""),
        ("xl/worksheets/sheet1.xml", Sheet([[Text("nothing here")]])),
        ("xl/worksheets/sheet2.xml", Sheet(rows)));

    public static byte[] Zip(params (string Name, string Text)[] parts)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            foreach (var (name, text) in parts)
            {
                var entry = archive.CreateEntry(name);
                entry.LastWriteTime = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using var part = entry.Open();
                part.Write(Encoding.UTF8.GetBytes(text));
            }
        }
        return stream.ToArray();
    }

    public static string Text(string text) => $"""<c t="inlineStr"><is><t>{text}</t></is></c>""";

    public static string Number(string number) => $"<c><v>{number}</v></c>";

    /// <summary>A day as Excel counts it: 45740 is 24 March 2025.</summary>
    public static string Date(int day) => $"""<c s="1"><v>{day}</v></c>""";

    public static string Error(string error) => $"""<c t="e"><v>{error}</v></c>""";

    public static string Blank() => "<c/>";

    private static string Sheet(string[]?[] rows)
    {
        var written = rows.Select((cells, at) => cells is null ? "" : $"""<row r="{at + 1}">{string.Concat(cells)}</row>""");
        return $"""<worksheet xmlns="{Main}"><sheetData>{string.Concat(written)}</sheetData></worksheet>""";
    }
}
