using System.Text;
using Alerts.Core.Datasets;
using ExcelDataReader;

namespace Alerts.Adapters.Formats;

/// <summary>Workbooks of Office Open XML: one sheet, by the layout of its dataset.</summary>
internal sealed class XlsxFormat : IFormat
{
    public string Name => "xlsx";

    public FileReading Read(Dataset dataset, string file, ReadOnlyMemory<byte> bytes, DateTimeOffset published)
    {
        var layout = dataset.Layout ?? throw new ArgumentException($"{dataset.Id} has no layout", nameof(dataset));
        if (bytes.IsEmpty) return Rejection.Empty(file);
        if (WebPage.Is(bytes.Span)) return Rejection.WebPage(file);
        // The reader's fallback for old binary workbooks asks for a code page even where none is read. Registered twice it is there once.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        if (Archive.Fault(file, bytes) is { } fault) return fault;
        try
        {
            using var workbook = ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(bytes.ToArray(), writable: false));
            if (!FindSheet(workbook, layout.Sheet, out var found)) return SheetMissing(file, layout.Sheet, found);
            return TableReading.Read(dataset, file, new XlsxRows(workbook, ErrorCells.Of(bytes, workbook.Name), layout), delimiter: null, published);
        }
        catch (SheetTooLargeException)
        {
            return Archive.TooLarge(file);
        }
        // The library fails in its own ways on a workbook that is not one; all mean the same.
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return Archive.Invalid(file, $"its parts cannot be read ({failure.GetType().Name})");
        }
    }

    internal static bool FindSheet(IExcelDataReader workbook, string? wanted, out List<string> found)
    {
        found = [];
        do
        {
            found.Add(workbook.Name);
            if (wanted is null || workbook.Name == wanted) return true;
        }
        while (workbook.NextResult());
        return false;
    }

    private static FileReading SheetMissing(string file, string? wanted, List<string> found)
    {
        var names = string.Join(", ", found.Select(name => $"\"{ReadingMessage.Shown(name)}\""));
        return Rejection.Of("sheet-missing", file, null, null, $"no sheet \"{wanted}\"; found {names}", "file refused, correct the sheet of the dataset");
    }
}
