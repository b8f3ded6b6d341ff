using Alerts.Core.Datasets;

namespace Alerts.Adapters.Formats.Xlsx;

/// <summary>Workbooks of Office Open XML: one sheet, by the layout of its dataset.</summary>
internal sealed class XlsxFormat : IWorkbookFormat
{
    public FormatFacts Facts { get; } = new("xlsx", "a sheet of a workbook, laid out as the dataset says", null, "xlsx");

    public FormatKeys Keys { get; } = new("long: the code in the series column; wide: the header of its column", [.. FormatKeys.Table, "sheet", "header-row", "first-row"]);

    public FileReading Read(FileToRead file) =>
        Workbook.Read(file.File, file.Bytes, file.Layout.Sheet, file.Layout, rows => TableReading.Read(file.Dataset, file.File, rows, delimiter: null, file.Published, file.Explains));

    public TableLayout Sheet(Dataset dataset) => dataset.Layout ?? throw new InvalidOperationException($"{dataset.Id} has no layout");

    public IReadOnlyDictionary<string, int>? Columns(Dataset dataset, string file, ITableRows rows) => TableReading.Columns(dataset, file, rows);
}
