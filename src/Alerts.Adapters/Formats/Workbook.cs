using System.Collections.Frozen;
using System.Text;
using Alerts.Core.Datasets;
using ExcelDataReader;

namespace Alerts.Adapters.Formats;

/// <summary>Opens one sheet of a workbook of Office Open XML, once its archive is known to be sound.</summary>
internal static class Workbook
{
    // The reader's fallback for old binary workbooks asks for a code page even where none is read.
    static Workbook() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <param name="sheet">By name; null: the first.</param>
    /// <param name="layout">How dates and numbers are to be written.</param>
    public static FileReading Read(string file, ReadOnlyMemory<byte> bytes, string? sheet, TableLayout layout, Func<ITableRows, FileReading> read)
    {
        if (bytes.IsEmpty) return Rejection.Empty(file);
        if (WebPage.Is(bytes.Span)) return Rejection.WebPage(file);
        if (Archive.Fault(file, bytes) is { } fault) return fault;
        try
        {
            using var workbook = Open(bytes);
            if (!FindSheet(workbook, sheet, out var found)) return SheetMissing(file, sheet, found);
            return read(new XlsxRows(workbook, ErrorCells.Of(bytes, workbook.Name), layout, Archive.Expanded(bytes)));
        }
        catch (SheetTooLargeException)
        {
            return Archive.TooManyCells(file);
        }
        // The library fails in its own ways on a workbook that is not one; all mean the same.
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return Archive.Invalid(file, $"its parts cannot be read ({failure.GetType().Name})");
        }
    }

    /// <summary>Looks at the first rows of a sheet, before anybody asks for all of it.</summary>
    /// <param name="sheet">By name; null: the first.</param>
    /// <param name="look">Is given the sheet's name and its rows.</param>
    /// <returns>The fallback where the sheet is not there or cannot be read: reading it says why.</returns>
    public static T Look<T>(ReadOnlyMemory<byte> bytes, string? sheet, TableLayout layout, Func<string, ITableRows, T> look, T fallback)
    {
        if (Archive.Fault("", bytes) is not null) return fallback;
        try
        {
            using var workbook = Open(bytes);
            return FindSheet(workbook, sheet, out _) ? look(workbook.Name, new XlsxRows(workbook, FrozenDictionary<(int, int), string>.Empty, layout, mostCells: 0)) : fallback;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return fallback;
        }
    }

    private static IExcelDataReader Open(ReadOnlyMemory<byte> bytes) => ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(bytes.ToArray(), writable: false));

    private static bool FindSheet(IExcelDataReader workbook, string? wanted, out List<string> found)
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
