using Alerts.Core.Observations;

namespace Alerts.Core.Datasets;

/// <summary>The rows of one publisher's trade statistics.</summary>
internal interface ICustomsRows
{
    /// <summary>Rows of codes and partners that a series counts.</summary>
    CustomsRows Rows { get; }

    /// <summary>True where several rows for a month, partner and code add up; otherwise they are repeats.</summary>
    bool AddUp { get; }

    /// <summary>What the rows together forbid; null where they can be counted.</summary>
    FileReading? Refusal => null;

    void Read(ITableRows row);

    /// <summary>A row that was set aside before its fields were read: what it would have counted in is not known.</summary>
    /// <param name="isWhole">Its fields stand where the header says.</param>
    void Lose(ITableRows row, bool isWhole);
}

/// <summary>Reads trade statistics, row by row, into the sums of a dataset's baskets.</summary>
internal static class CustomsStatistics
{
    /// <summary>The series that can be told in the file's amounts; of each other one a warning says why not.</summary>
    /// <param name="currency">ISO 4217 code of the file's values.</param>
    public static List<DatasetSeries> Suited(Dataset dataset, CustomsQuery query, string currency, TableHeader header, ReadingDraft draft)
    {
        var suited = new List<DatasetSeries>();
        foreach (var series in dataset.Series)
        {
            var unit = series.Definition.Unit;
            if (query.Measure == CustomsMeasure.Value ? unit.Text == currency : unit is { Dimension: Dimension.Mass }) suited.Add(series);
            else draft.Warn(query.Measure == CustomsMeasure.Value ? "no-value-column" : "unit-not-weight", header.Line, null, $"the file has no amounts in the unit of {series.Definition.Id}", unit.Text, "no value is read for it, look at its unit");
        }
        return suited;
    }

    /// <param name="amountColumn">Header of what is added up, for messages.</param>
    /// <param name="codeColumn">Header of the codes, for messages.</param>
    public static FileReading Read(ITableRows rows, TableHeader header, ICustomsRows reader, CustomsBaskets baskets, CustomsMeasure measure, string amountColumn, string codeColumn, ReadingDraft draft)
    {
        var hasRows = false;
        while (rows.Next())
        {
            if (rows.IsBlank()) continue;
            hasRows = true;
            if (draft.Refuses(rows, header)) reader.Lose(rows, isWhole: !rows.IsMisquoted && rows.Fits(header));
            else reader.Read(rows);
        }
        if (!reader.AddUp) new CustomsRepeats(reader.Rows, baskets, amountColumn, draft).Settle();
        var values = new CustomsTotals(baskets, reader.Rows, measure, codeColumn, draft).Values();
        return draft.Done(values, rows.OpenQuoteLine, reader.Refusal ?? (hasRows ? null : Rejection.NoDataRows(draft.File)));
    }
}
