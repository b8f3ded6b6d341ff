using System.Globalization;
using Alerts.Core.Datasets;

namespace Alerts.Adapters.Formats;

/// <summary>Where the values of a workbook stand, as spreadsheets name a cell: <c>'Monthly Prices'!C14</c>.</summary>
public sealed class SheetCells
{
    private readonly string _sheet;
    private readonly IReadOnlyDictionary<string, int> _columns;

    private SheetCells(string sheet, IReadOnlyDictionary<string, int> columns) => (_sheet, _columns) = (sheet, columns);

    /// <summary>Whether it may be worth looking into a dataset's files.</summary>
    public static bool MayBeIn(Dataset dataset) => Format(dataset) is not null;

    /// <param name="dataset">That read the file.</param>
    /// <returns>Null where the file is no workbook whose columns the dataset reads.</returns>
    public static SheetCells? Of(Dataset dataset, string file, ReadOnlyMemory<byte> bytes)
    {
        if (Format(dataset) is not { } format || !bytes.Span.StartsWith("PK"u8)) return null;
        var layout = format.Sheet(dataset);
        return Workbook.Look<SheetCells?>(bytes, layout.Sheet, layout, (sheet, rows) => format.Columns(dataset, file, rows) is { } columns ? new(sheet, columns) : null, null);
    }

    /// <param name="row">Of the sheet; the first is 1.</param>
    /// <returns>Null where the sheet has no column of the series.</returns>
    public string? Cell(string series, int row) => _columns.TryGetValue(series, out var column) ? string.Create(CultureInfo.InvariantCulture, $"{Sheet}!{Letters(column)}{row}") : null;

    private static IWorkbookFormat? Format(Dataset dataset) => AllFormats.Find(dataset.Format) as IWorkbookFormat;

    private string Sheet => _sheet.All(letter => char.IsLetterOrDigit(letter) || letter == '_') ? _sheet : $"'{_sheet.Replace("'", "''", StringComparison.Ordinal)}'";

    // A to Z, then AA.
    private static string Letters(int column) => (column < 26 ? "" : Letters((column / 26) - 1)) + (char)('A' + (column % 26));
}
