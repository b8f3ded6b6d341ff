using Alerts.Core.Observations;

namespace Alerts.Core.Datasets.Recognition;

/// <summary>The column whose cells are days or months.</summary>
/// <param name="Format">Null where every one is a date of the workbook.</param>
/// <param name="First">Index of the first row that has one.</param>
internal sealed record PeriodColumn(int At, PeriodFormat? Format, int First)
{
    private const int Looked = 300;

    /// <summary>Of the columns the one with most periods; of equal ones the first.</summary>
    public static PeriodColumn? Find(TableSample sample)
    {
        PeriodColumn? best = null;
        var most = 0;
        for (var at = 0; at < Math.Min(sample.Width, 200); at++)
        {
            var (column, found) = In(sample, at);
            if (column is not null && found > most) (best, most) = (column, found);
        }
        return best is null ? null : best with { Format = best.Format is null ? null : AmongAll(sample, best.At, best.Format) };
    }

    public bool Reads(SampleCell cell, out Period period)
    {
        var format = cell.Kind == CellKind.Date ? PeriodFormat.All[0] : Format;
        period = default;
        return format is not null && format.Reads(cell.Text, out period);
    }

    private static (PeriodColumn?, int) In(TableSample sample, int at)
    {
        var first = -1;
        var dates = 0;
        var texts = new List<(int Row, string Text)>();
        for (var row = 0; row < sample.Rows.Count && dates + texts.Count < Looked; row++)
        {
            var cell = sample.Rows[row][at];
            if (cell.IsBlank) continue;
            if (cell.Kind != CellKind.Date) texts.Add((row, cell.Text));
            else if (dates++ == 0) first = row;
        }
        PeriodFormat? best = null;
        var most = 0;
        foreach (var format in PeriodFormat.All)
        {
            var read = texts.Count(text => format.Reads(text.Text, out _));
            if (read > most) (best, most) = (format, read);
        }
        if (best is not null && texts.First(text => best.Reads(text.Text, out _)) is var (row1, _) && (first < 0 || row1 < first)) first = row1;
        if (first < 0) return (null, 0);
        var below = dates + texts.Count(text => text.Row >= first);
        return (dates + most) * 2 < below ? (null, 0) : (new(at, best, first), dates + most);
    }

    // What the first rows leave open (12/11/2025) a later one may settle (25/11/2025).
    private static PeriodFormat AmongAll(TableSample sample, int at, PeriodFormat format)
    {
        if (format.Exchanged is not { } other) return format;
        int read = 0, readByOther = 0;
        foreach (var row in sample.Rows)
        {
            if (row[at].Kind == CellKind.Date || row[at].IsBlank) continue;
            if (format.Reads(row[at].Text, out _)) read++;
            if (other.Reads(row[at].Text, out _)) readByOther++;
        }
        return readByOther > read ? other : format;
    }
}
