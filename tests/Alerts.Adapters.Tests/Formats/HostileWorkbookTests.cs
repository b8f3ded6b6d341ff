using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using Alerts.Core.Datasets;
using Alerts.Core.Observations;
using static Alerts.Adapters.Tests.Formats.SomeWorkbook;

namespace Alerts.Adapters.Tests.Formats;

/// <summary>Workbooks that are made to fill memory or to reach outside are refused within a second and 100 MB, by every reader of workbooks.</summary>
public sealed class HostileWorkbookTests
{
    private const long MostMemory = 100L * 1024 * 1024;
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(1);

    private static readonly Dataset[] Readers =
    [
        SomeDataset.Fixed("pink-sheet", Frequency.Monthly, ("COPPER", "copper", "USD/t")),
        SomeDataset.Of("xlsx", SomeDataset.Long with { Sheet = "Monthly Prices" }, ("COPPER", "copper", "USD/t")),
    ];

    public static TheoryData<string, string> Files => new()
    {
        { "bad/xlsx_zip_bomb.xlsx", "archive-too-large" },
        { "bad/xlsx_xxe.xlsx", "xml-dtd-forbidden" },
        { "bad/xlsx_entity_bomb.xlsx", "xml-dtd-forbidden" },
        { "bad/xlsx_zip_slip.xlsx", "archive-entry-path" },
        { "a size of 4 GB that is claimed", "archive-invalid" },
        { "200 MB of zeros", "archive-too-large" },
        { "many parts that are too much together", "archive-too-large" },
        { "a DTD in a part that nobody reads", "xml-dtd-forbidden" },
        { "a DTD in UTF-16", "xml-dtd-forbidden" },
        { "a sheet of all columns and rows", "archive-too-large" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void A_hostile_workbook_is_refused_at_once(string name, string reason)
    {
        var bytes = name.StartsWith("bad/", StringComparison.Ordinal) ? DataFile.Bytes(name) : Made(name);
        foreach (var dataset in Readers)
        {
            _ = dataset.Read("bad/xlsx_minimal_ok.xlsx");
            var (took, memory) = (TimeSpan.MaxValue, 0L);
            // The least of three: the machine may have other work.
            for (var attempt = 0; attempt < 3 && took >= MostTime; attempt++)
            {
                var (watch, before) = (Stopwatch.StartNew(), GC.GetAllocatedBytesForCurrentThread());
                var reading = dataset.Read("w.xlsx", bytes);
                (took, memory) = (watch.Elapsed, GC.GetAllocatedBytesForCurrentThread() - before);
                Assert.Equal((ReadingOutcome.Rejected, reason), (reading.Outcome, reading.Reason));
            }

            Assert.True(took < MostTime && memory < MostMemory, string.Create(CultureInfo.InvariantCulture, $"{dataset.Format} took {took.TotalSeconds:0.00} s and {memory / 1024 / 1024} MB"));
        }
    }

    private static byte[] Made(string name) => name switch
    {
        "a size of 4 GB that is claimed" => Claimed(),
        "200 MB of zeros" => Packed(1, 200),
        "many parts that are too much together" => Packed(70, 1),
        "a DTD in a part that nobody reads" => Zip(("[Content_Types].xml", "<Types/>"), ("docProps/app.xml", "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>")),
        "a DTD in UTF-16" => Utf16(),
        _ => Repeated(With("Monthly Prices", [Text("date"), Text("code"), Text("average"), Text("unit")], [Blank()], [Blank()], [Blank()], [Blank(), Text("Copper")], [Blank(), Text("($/mt)")], [Blank(), Text("COPPER")])),
    };

    private static byte[] Packed(int parts, int megabytes)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            var zeros = new byte[1024 * 1024];
            for (var at = 0; at < parts; at++)
            {
                using var part = archive.CreateEntry($"xl/{at}.xml").Open();
                for (var written = 0; written < megabytes; written++) part.Write(zeros);
            }
        }
        return stream.ToArray();
    }

    // The directory at the end says that the first part is 4 GB, and is small itself.
    private static byte[] Claimed()
    {
        var bytes = DataFile.Bytes("bad/xlsx_minimal_ok.xlsx");
        var directory = Enumerable.Range(0, bytes.Length - 4).First(at => bytes.AsSpan(at).StartsWith("PK\u0001\u0002"u8));
        BitConverter.TryWriteBytes(bytes.AsSpan(directory + 20), 0xFFFF_FFF0);
        return bytes;
    }

    private static byte[] Utf16()
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var part = archive.CreateEntry("xl/workbook.xml").Open();
            part.Write([.. System.Text.Encoding.Unicode.GetPreamble(), .. System.Text.Encoding.Unicode.GetBytes("<!DOCTYPE a><a/>")]);
        }
        return stream.ToArray();
    }

    // Rows of one cell each, in the last column there is: small on disk, 16,384 cells wide.
    private static byte[] Repeated(byte[] workbook)
    {
        using var archive = new ZipArchive(new MemoryStream(workbook));
        var parts = archive.Entries.Select(entry => (entry.FullName, new StreamReader(entry.Open()).ReadToEnd())).ToList();
        var rows = string.Concat(Enumerable.Range(8, 12_000).Select(row => $"<row r=\"{row}\"><c r=\"XFD{row}\"><v>1</v></c></row>"));
        return Zip([.. parts.Select(part => part.FullName.EndsWith("sheet2.xml", StringComparison.Ordinal) ? (part.FullName, part.Item2.Replace("</sheetData>", rows + "</sheetData>", StringComparison.Ordinal)) : part)]);
    }
}
