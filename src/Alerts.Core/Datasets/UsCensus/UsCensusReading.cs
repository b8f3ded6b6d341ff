using Alerts.Core.Observations;

namespace Alerts.Core.Datasets.UsCensus;

/// <summary>Reads an answer of the US Census international trade API (FORMATS §4).</summary>
public static class UsCensusReading
{
    private const string Currency = "USD";

    /// <param name="rows">The names of the fields, then the rows.</param>
    /// <inheritdoc cref="TableReading.Read"/>
    public static FileReading Read(Dataset dataset, string file, ITableRows rows, DateTimeOffset published, bool explains = false)
    {
        var query = dataset.Customs ?? throw new ArgumentException($"{dataset.Id} has no customs query", nameof(dataset));
        var draft = new ReadingDraft(file, explains);
        if (TableHeader.Next(file, rows) is not { } header) return Rejection.Empty(file);
        var columns = new UsCensusColumns(header, query);
        if (columns.Fault() is { } fault) return fault;

        var baskets = new CustomsBaskets(CustomsStatistics.Suited(dataset, query, Currency, header, draft), query, period: null);
        var reader = new UsCensusRows(draft, columns, query, baskets, new("yyyy-MM", Frequency.Monthly, published));
        return CustomsStatistics.Read(rows, header, reader, baskets, query.Measure, columns.AmountName, columns.CodeName, draft);
    }

    /// <summary>The body of HTTP 204: what was asked for is not published.</summary>
    public static FileReading NotPublished(string file) => Rejection.Of("empty-file", file, null, null, "the file is empty: the month is not published yet", "nothing to do, fetch it again later");
}
