using Alerts.Core.Observations;

namespace Alerts.Core.Datasets.Gacc;

/// <summary>Reads an export of the customs query of China into the sums of its dataset's baskets (FORMATS §1, CONTRACT §1 "Coverage").</summary>
public static class GaccReading
{
    private const string MonthFormat = "yyyyMM";

    /// <param name="file">The file's name, for messages.</param>
    /// <param name="published">For telling which months lie in the future.</param>
    /// <param name="explains">What each row became is noted as well.</param>
    /// <exception cref="ArgumentException">The dataset has no customs query, which a check should have reported.</exception>
    public static FileReading Read(Dataset dataset, string file, ITableRows rows, DateTimeOffset published, bool explains = false)
    {
        var query = dataset.Customs ?? throw new ArgumentException($"{dataset.Id} has no customs query", nameof(dataset));
        var draft = new ReadingDraft(file, explains);
        if (TableHeader.Next(file, rows) is not { } header) return draft.Done([], rows.OpenQuoteLine, Rejection.Empty(file));
        var columns = new GaccColumns(header);
        if (columns.Fault(dataset.Period is not null) is { } fault) return draft.Done([], rows.OpenQuoteLine, fault);
        var series = Suited(dataset, query, columns, header, draft);
        if (series.Count == 0) return draft.Done([], rows.OpenQuoteLine, Unsuited(query, columns));

        var period = columns.Month < 0 ? dataset.Period : null;
        var baskets = new CustomsBaskets(series, query, period);
        var customs = new GaccRows(draft, columns, query.Measure, baskets, new(MonthFormat, Frequency.Monthly, published), period);
        return CustomsStatistics.Read(rows, header, customs, baskets, query.Measure, columns.AmountHeader(query.Measure), GaccColumns.Code, draft);
    }

    // The currency stands only in the header: a series in another one has no value in this file, not even 0.
    private static List<DatasetSeries> Suited(Dataset dataset, CustomsQuery query, GaccColumns columns, TableHeader header, ReadingDraft draft)
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

    private static bool Suits(Unit unit, CustomsMeasure measure, GaccColumns columns) =>
        measure == CustomsMeasure.Value ? unit.Text == columns.Currency : unit is { Dimension: Dimension.Mass };

    private static string ReasonOfUnsuited(CustomsQuery query) => query.Measure == CustomsMeasure.Value ? "no-value-column" : "unit-not-weight";

    private static FileReading Unsuited(CustomsQuery query, GaccColumns columns) => columns.Refused(
        ReasonOfUnsuited(query),
        query.Measure == CustomsMeasure.Value
            ? $"values are needed in the currency of the series, the file has {columns.MoneyHeader ?? "no column 人民币 or 美元"}"
            : "first quantities are weights, no series of the dataset is one",
        "file refused, export it with that currency or correct the dataset");
}
