using System.Text;
using Alerts.Core.Datasets;
using Alerts.Core.Datasets.Recognition;
using ExcelDataReader;

namespace Alerts.Adapters.Formats;

/// <summary>Every way in which a file may be meant to be read, as rows for Core to judge: encodings and delimiters of a text, sheets of a workbook.</summary>
internal static class Samples
{
    // Enough to settle what a file is; its values are counted by reading it.
    private const int MostCells = 1_000_000;

    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    // Dates are told one way, numbers with a point: what the workbook itself knows is no question.
    private static readonly TableLayout Plain = new(Wide: false, "", null, null, null, "yyyy-MM-dd", "utf-8", ',', '.', null);

    static Samples() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>A packed file is a workbook, whatever its name; all else is text.</summary>
    /// <returns>A rejection where nothing can be read.</returns>
    public static (IReadOnlyList<TableSample> Samples, FileReading? Rejection) Of(string file, ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty) return ([], Rejection.Empty(file));
        if (WebPage.Is(bytes.Span)) return ([], Rejection.WebPage(file));
        if (bytes.Span.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0])) return ([], Archive.Invalid(file, "it is an old .xls, or it has a password: save it as .xlsx without one"));
        if (bytes.Span.StartsWith("PK"u8) || Path.GetExtension(file).Equals(".xlsx", StringComparison.OrdinalIgnoreCase)) return OfWorkbook(file, bytes);
        return OfText(file, bytes);
    }

    private static (IReadOnlyList<TableSample>, FileReading?) OfText(string file, ReadOnlyMemory<byte> bytes)
    {
        var (encoding, doubt) = TextEncoding.Of(bytes.Span);
        if (TextFile.AsUtf8(file, bytes, encoding, out var text) is { } rejection) return ([], rejection);
        var samples = new List<TableSample>();
        int? openQuote = null;
        foreach (var delimiter in Delimiters)
        {
            using var rows = new CsvRows(new Utf8Stream(text), delimiter);
            var (read, isWhole) = Rows(rows, _ => CellKind.Text);
            if (rows.OpenQuoteLine is { } line && delimiter == ',') openQuote = line;
            samples.Add(new("csv", encoding, doubt, delimiter, null, read, isWhole));
        }
        if (samples[0].Rows.All(row => row.IsBlank)) return ([], Rejection.Empty(file));
        if (openQuote is { } opened) return ([], Rejection.Of("unterminated-quote", file, opened, null, "a quote is opened and never closed", "close the quote or fetch the file again"));
        return (samples, null);
    }

    private static (IReadOnlyList<TableSample>, FileReading?) OfWorkbook(string file, ReadOnlyMemory<byte> bytes)
    {
        if (Archive.Fault(file, bytes) is { } fault) return ([], fault);
        try
        {
            using var workbook = ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(bytes.ToArray(), writable: false));
            var samples = new List<TableSample>();
            do
            {
                var sheet = new XlsxRows(workbook, ErrorCells.Of(bytes, workbook.Name), Plain, Archive.Expanded(bytes));
                var (rows, isWhole) = Rows(sheet, sheet.Kind);
                samples.Add(new("xlsx", "utf-8", null, ',', samples.Count == 0 ? null : workbook.Name, rows, isWhole));
            }
            while (workbook.NextResult());
            return samples.TrueForAll(sample => sample.Rows.All(row => row.IsBlank)) ? ([], Rejection.Empty(file)) : (samples, null);
        }
        catch (SheetTooLargeException)
        {
            return ([], Archive.TooManyCells(file));
        }
        // The library fails in its own ways on a workbook that is not one; all mean the same.
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return ([], Archive.Invalid(file, $"its parts cannot be read ({failure.GetType().Name})"));
        }
    }

    private static (List<SampleRow>, bool IsWhole) Rows(ITableRows rows, Func<int, CellKind> kind)
    {
        var read = new List<SampleRow>();
        var left = MostCells;
        while (rows.Next())
        {
            if (left <= 0) return (read, false);
            left -= rows.FieldCount;
            var cells = new SampleCell[rows.FieldCount];
            for (var at = 0; at < cells.Length; at++) cells[at] = new(Cut(rows.Field(at)), kind(at));
            read.Add(new(rows.Line, cells));
        }
        return (read, true);
    }

    // Longer ones are set aside when the file is read.
    private static string Cut(ReadOnlySpan<char> text) => text.Length > TableLimits.FieldLength ? "" : text.ToString();
}
