using Alerts.Core.Observations;

namespace Alerts.Core.Datasets.Comtrade;

/// <summary>Reads records of UN Comtrade, from an answer of its API or from a download (FORMATS §2, §3).</summary>
public static class ComtradeReading
{
    /// <summary>Codes of more digits are national, and Comtrade has none.</summary>
    public const int MostDigits = 6;

    /// <summary>Header of the column that names the edition of the Harmonized System.</summary>
    public const string EditionColumn = ComtradeEditions.Column;

    private const string Currency = "USD";

    /// <param name="rows">The names of the fields, then the records.</param>
    /// <inheritdoc cref="TableReading.Read"/>
    public static FileReading Read(Dataset dataset, string file, ITableRows rows, char? delimiter, DateTimeOffset published, bool explains = false)
    {
        var query = dataset.Customs ?? throw new ArgumentException($"{dataset.Id} has no customs query", nameof(dataset));
        var draft = new ReadingDraft(file, explains);
        if (TableHeader.Next(file, rows) is not { } header) return draft.Done([], rows.OpenQuoteLine, Rejection.Empty(file));
        var columns = new ComtradeColumns(header);
        if (columns.Fault(query.Measure, delimiter) is { } fault) return draft.Done([], rows.OpenQuoteLine, fault);

        var baskets = new CustomsBaskets(CustomsStatistics.Suited(dataset, query, Currency, header, draft), query, period: null);
        var reader = new ComtradeRows(draft, columns, query, baskets, new("yyyyMM", Frequency.Monthly, published));
        var reading = CustomsStatistics.Read(rows, header, reader, baskets, query.Measure, ComtradeColumns.AmountName(query.Measure), ComtradeColumns.CodeName, draft);
        return dataset.Checks.EditionChanged ? reading with { Editions = reader.Editions } : reading;
    }
}
