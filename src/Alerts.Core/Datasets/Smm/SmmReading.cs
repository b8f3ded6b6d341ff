using Alerts.Core.Observations;

namespace Alerts.Core.Datasets.Smm;

/// <summary>Reads daily prices as desks keep them of Shanghai Metals Market (FORMATS §8), in whichever of three layouts the header shows.</summary>
public static class SmmReading
{
    private const string DateFormat = "yyyy-MM-dd";

    /// <inheritdoc cref="TableReading.Read"/>
    public static FileReading Read(Dataset dataset, string file, ITableRows rows, DateTimeOffset published, bool explains = false)
    {
        var draft = new ReadingDraft(file, explains);
        if (TableHeader.Next(file, rows) is not { } header) return draft.Done([], rows.OpenQuoteLine, Rejection.Empty(file));
        var cells = new ValueCells(draft, new(DateFormat, dataset.Frequency, published), '.', []);
        return TableReading.Below(header, rows, Layout(dataset, header, cells), cells, draft, ',');
    }

    // Codes in a column of their own, or one column for each: only the long layout has both names.
    private static ITableLayoutRows Layout(Dataset dataset, TableHeader header, ValueCells cells)
    {
        if (header.Has(SmmChineseRows.Day)) return new SmmChineseRows(dataset, header, cells);
        if (header.Names.FirstOrDefault(name => name.Equals("date", StringComparison.OrdinalIgnoreCase)) is { } day && !SmmLongRows.IsLong(header) && dataset.Series.Any(series => header.Has(series.Key)))
            return new WideRows(dataset, new(Wide: true, day, null, null, null, DateFormat, "utf-8", ',', '.', Sheet: null), header, cells);
        return new SmmLongRows(dataset, header, cells);
    }
}
