namespace Alerts.Core.Datasets.Recognition;

public enum CellKind
{
    Text,

    /// <summary>A number of a workbook: no decimal mark was chosen by whoever wrote it.</summary>
    Number,

    /// <summary>A date of a workbook, told as <c>yyyy-MM-dd</c>.</summary>
    Date,
}

/// <summary>A cell as the file gives it, without its quotes.</summary>
public readonly record struct SampleCell(string Text, CellKind Kind = CellKind.Text)
{
    public bool IsBlank => string.IsNullOrWhiteSpace(Text);
}

/// <param name="Line">Line on which the row starts, or row of the sheet; the first is 1.</param>
public sealed record SampleRow(int Line, IReadOnlyList<SampleCell> Cells)
{
    /// <summary>Blank beyond the end of the row.</summary>
    public SampleCell this[int at] => at < Cells.Count ? Cells[at] : new("");

    public bool IsBlank => Cells.All(cell => cell.IsBlank);
}

/// <summary>One way to read a file as a table: with this encoding and delimiter, or this sheet.</summary>
/// <param name="Format"><c>csv</c> or <c>xlsx</c>.</param>
/// <param name="Encoding">Name of the encoding; <c>utf-8</c> where a byte order mark says it all.</param>
/// <param name="EncodingDoubt">What else it could be; null where it is certain.</param>
/// <param name="Sheet">xlsx: its name; null for the first, which needs none.</param>
/// <param name="Rows">Blank ones may be left out.</param>
/// <param name="IsWhole">False where the file goes on.</param>
public sealed record TableSample(string Format, string Encoding, string? EncodingDoubt, char Delimiter, string? Sheet, IReadOnlyList<SampleRow> Rows, bool IsWhole)
{
    public int Width => Rows.Count == 0 ? 0 : Rows.Max(row => row.Cells.Count);
}
