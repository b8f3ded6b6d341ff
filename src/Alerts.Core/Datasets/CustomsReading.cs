using Alerts.Core.Observations;

namespace Alerts.Core.Datasets;

/// <summary>Reads an export of the customs query of China into the sums of its dataset's baskets (FORMATS §1, CONTRACT §1 "Coverage").</summary>
public static class CustomsReading
{
    private const string MonthFormat = "yyyyMM";

    /// <param name="file">The file's name, for messages.</param>
    /// <param name="published">For telling which months lie in the future.</param>
    /// <exception cref="ArgumentException">The dataset has no customs query, which a check should have reported.</exception>
    public static FileReading Read(Dataset dataset, string file, ITableRows rows, DateTimeOffset published)
    {
        var query = dataset.Customs ?? throw new ArgumentException($"{dataset.Id} has no customs query", nameof(dataset));
        var draft = new ReadingDraft(file);
        if (TableHeader.Next(file, rows) is not { } header) return draft.Done([], rows.OpenQuoteLine, Rejection.Empty(file));
        var columns = new CustomsColumns(header);
        if (columns.Fault(dataset.Period is not null) is { } fault) return draft.Done([], rows.OpenQuoteLine, fault);
        var series = Suited(dataset, query, columns, header, draft);
        if (series.Count == 0) return draft.Done([], rows.OpenQuoteLine, Unsuited(query, columns));

        var period = columns.Month < 0 ? dataset.Period : null;
        var baskets = new CustomsBaskets(series, query, period);
        var customs = new CustomsRows(draft, columns, query.Measure, baskets, new(MonthFormat, Frequency.Monthly, published), period);
        var hasRows = ReadAll(rows, header, customs, draft);
        var counted = columns.IsBrokenDown ? customs.Rows : CustomsRepeats.Settle(customs.Rows, baskets, columns.AmountHeader(query.Measure), draft);
        var values = new CustomsTotals(baskets, counted, query.Measure, draft).Values();
        return draft.Done(values, rows.OpenQuoteLine, hasRows ? null : Rejection.NoDataRows(file));
    }

    private static bool ReadAll(ITableRows rows, TableHeader header, CustomsRows customs, ReadingDraft draft)
    {
        var hasRows = false;
        while (rows.Next())
        {
            if (rows.IsBlank()) continue;
            hasRows = true;
            if (draft.Refuses(rows, header)) customs.Lose(rows, isWhole: !rows.IsMisquoted && rows.Fits(header));
            else customs.Read(rows);
        }
        return hasRows;
    }

    // The currency stands only in the header: a series in another one has no value in this file, not even 0.
    private static List<DatasetSeries> Suited(Dataset dataset, CustomsQuery query, CustomsColumns columns, TableHeader header, ReadingDraft draft)
    {
        if (columns.Currency is null && query.Measure == CustomsMeasure.FirstQuantity)
        {
            draft.Warn("no-value-column", header.Line, null, "the file has no column 人民币 or 美元", null, "weights are read all the same");
        }
        var suited = new List<DatasetSeries>();
        foreach (var series in dataset.Series)
        {
            if (Suits(series.Definition.Unit, query.Measure, columns)) suited.Add(series);
            else draft.Warn(ReasonOfUnsuited(query), header.Line, null, $"the file has no amounts in the unit of {series.Definition.Id}", series.Definition.Unit.Text, "no value is read for it, look at its unit and at the export");
        }
        return suited;
    }

    private static bool Suits(Unit unit, CustomsMeasure measure, CustomsColumns columns) =>
        measure == CustomsMeasure.Value ? unit.Text == columns.Currency : unit is { Dimension: Dimension.Mass };

    private static string ReasonOfUnsuited(CustomsQuery query) => query.Measure == CustomsMeasure.Value ? "no-value-column" : "unit-not-weight";

    private static FileReading Unsuited(CustomsQuery query, CustomsColumns columns) => columns.Refused(
        ReasonOfUnsuited(query),
        query.Measure == CustomsMeasure.Value
            ? $"values are needed in the currency of the series, the file has {columns.MoneyHeader ?? "no column 人民币 or 美元"}"
            : "first quantities are weights, no series of the dataset is one",
        "file refused, export it with that currency or correct the dataset");
}
