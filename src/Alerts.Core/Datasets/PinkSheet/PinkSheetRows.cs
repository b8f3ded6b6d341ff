namespace Alerts.Core.Datasets.PinkSheet;

/// <summary>A row for each month. A text where a value should stand sets its cell aside, and names its address.</summary>
/// <param name="columns">By column of the sheet; null where it is no series.</param>
internal sealed class PinkSheetRows(PinkSheetHead head, SeriesInFile?[] columns, ValueCells cells)
{
    private const int LettersInAlphabet = 26;

    public void Read(ITableRows row)
    {
        if (!HasValues(row) || !cells.TryPeriod(row, "A", 0, out var period)) return;
        for (var at = 1; at < columns.Length && at < row.FieldCount; at++)
        {
            var text = row.Field(at).Trim(' ');
            var code = head.Code(at);
            if (cells.IsNone(text)) cells.None(row, code);
            else if (code.Length == 0) continue;
            else if (columns[at] is not { } series) cells.Ignore(row, code, text);
            else if (text.Length > TableLimits.FieldLength) cells.SetAside(row, code, RowFault.FieldTooLong, "");
            else if (NumberText.Read(text, '.', out var value) is { } fault) cells.SetAside(row, code, fault with { What = $"cell {Letters(at)}{row.Line} {fault.What}" }, text);
            else cells.Add(row, series, period, code, text, value);
        }
    }

    private bool HasValues(ITableRows row)
    {
        for (var at = 1; at < columns.Length && at < row.FieldCount; at++)
        {
            if (head.Code(at).Length > 0 && !cells.IsNone(row.Field(at).Trim(' '))) return true;
        }
        return false;
    }

    private static string Letters(int at) => at < LettersInAlphabet ? $"{(char)('A' + at)}" : $"{Letters((at / LettersInAlphabet) - 1)}{(char)('A' + (at % LettersInAlphabet))}";
}
