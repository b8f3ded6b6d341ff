using Alerts.Core.Observations;

namespace Alerts.Core.Datasets.Smm;

/// <summary>An average with a low and a high beside it, in three columns of a row. -1: there is no such column.</summary>
/// <param name="judges">Whether the dataset asks for <c>average-outside-range</c>: an average far outside waits.</param>
internal sealed class SmmRange(TableHeader header, int low, int average, int high, ValueCells cells, bool judges)
{
    public string Column => header.Names[average];

    public int Average => average;

    /// <summary>Adds the average, unless its range shows that the row cannot be right; a warning where it lies outside.</summary>
    /// <param name="text">Of the average, trimmed, not blank.</param>
    public void Add(ITableRows row, SeriesInFile series, Period period, ReadOnlySpan<char> text)
    {
        if (NumberText.Read(text, '.', out var value) is { } fault) cells.SetAside(row, Column, fault, text);
        else if (TryBound(row, low, out var least) && TryBound(row, high, out var most)) Add(row, series, period, text, value, new(least, most));
    }

    private void Add(ITableRows row, SeriesInFile series, Period period, ReadOnlySpan<char> text, decimal value, AssessedRange range)
    {
        if (range.Fault is { } fault)
        {
            cells.SetAside(row, header.Names[low], fault, range.ToString());
            return;
        }
        var doubt = judges && range.IsFarOutside(value) ? AssessedRange.FarOutside : null;
        if (doubt is null && range.IsOutside(value)) cells.Warn(AssessedRange.Keyword, row, Column, $"average of {series.Definition.Id} lies outside its range of {range}", text.ToString(), "kept, look whether it belongs to another product");
        cells.Add(row, series, period, Column, text, value, doubt);
    }

    private bool TryBound(ITableRows row, int at, out decimal? bound)
    {
        bound = null;
        if (at < 0 || at >= row.FieldCount) return true;
        var text = row.Field(at).Trim(' ');
        if (text.IsEmpty) return true;
        if (NumberText.Read(text, '.', out var value) is { } fault)
        {
            cells.SetAside(row, header.Names[at], fault, text);
            return false;
        }
        bound = value;
        return true;
    }
}
