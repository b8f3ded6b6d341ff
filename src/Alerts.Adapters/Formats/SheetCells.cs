using System.Globalization;
using Alerts.Core.Datasets;

namespace Alerts.Adapters.Formats;

/// <summary>Where the values of a workbook stand, as spreadsheets name a cell: <c>'Monthly Prices'!C14</c>.</summary>
public sealed class SheetCells
{
    private readonly string _sheet;
    private readonly IReadOnlyDictionary<string, int> _columns;

    private SheetCells(string sheet, IReadOnlyDictionary<string, int> columns) => (_sheet, _columns) = (sheet, columns);

    /// <param name="dataset">That read the file.</param>
    /// <returns>Null where the file is no workbook that the dataset reads by its layout.</returns>
    public static SheetCells? Of(Dataset dataset, string file, ReadOnlyMemory<byte> bytes)
    {
        if (dataset.Layout is not { } layout || !bytes.Span.StartsWith("PK"u8)) return null;
        return Workbook.Look<SheetCells?>(bytes, layout.Sheet, layout, (sheet, rows) => TableReading.Columns(dataset, file, rows) is { } columns ? new(sheet, columns) : null, null);
    }

    /// <param name="row">Of the sheet; the first is 1.</param>
    /// <returns>Null where the sheet has no column of the series.</returns>
    public string? Cell(string series, int row) => _columns.TryGetValue(series, out var column) ? string.Create(CultureInfo.InvariantCulture, $"{Sheet}!{Letters(column)}{row}") : null;

    private string Sheet => _sheet.All(letter => char.IsLetterOrDigit(letter) || letter == '_') ? _sheet : $"'{_sheet.Replace("'", "''", StringComparison.Ordinal)}'";

    // A to Z, then AA.
    private static string Letters(int column) => (column < 26 ? "" : Letters((column / 26) - 1)) + (char)('A' + (column % 26));
}
