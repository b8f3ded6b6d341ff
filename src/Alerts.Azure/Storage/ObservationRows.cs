using Alerts.Core.Datasets;
using Azure.Data.Tables;

namespace Alerts.Azure.Storage;

/// <summary>Values of one series that one file added, or a part of them.</summary>
/// <param name="Token">Which publication they belong to.</param>
internal sealed record StoredChunk(string Token, IReadOnlyList<ReadValue> Values);

/// <summary>
/// Rows of the table <c>observations</c>: partition = series, row = the values that one file added to it, some thousands together. <c>FromDay</c> and
/// <c>ToDay</c> are the least and the greatest last day of their periods, by which a row is found.
/// </summary>
internal sealed class ObservationRows(AzureStorage storage)
{
    private const string Table = "observations";

    /// <summary>Some 35 characters each: as many as properties hold.</summary>
    private const int ValuesOfARow = 5_000;

    private readonly LongText _texts = new(storage);

    public async Task<int> Write(SeriesValues values, string token, CancellationToken cancel)
    {
        var table = await storage.Table(Table, cancel);
        var written = 0;
        foreach (var part in values.Chunk(ValuesOfARow))
        {
            var row = new TableEntity(RowKeys.Of(values.Series), $"{token}:{RowKeys.Of(written++)}")
            {
                ["Token"] = token,
                ["FromDay"] = part[0].Period.Last.DayNumber,
                ["ToDay"] = part[^1].Period.Last.DayNumber,
            };
            await _texts.Set(row, "Values", StoredValues.Write(part), cancel);
            await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancel);
        }
        return written;
    }

    public Task<List<StoredChunk>> All(string series, CancellationToken cancel) => Read(series, null, cancel);

    /// <summary>Those with a period that ends on the day or later.</summary>
    public Task<List<StoredChunk>> From(string series, DateOnly day, CancellationToken cancel) =>
        Read(series, TableClient.CreateQueryFilter($"ToDay ge {day.DayNumber}"), cancel);

    /// <summary>Those that may have a period that ends between the days, both included.</summary>
    public Task<List<StoredChunk>> Between(string series, DateOnly from, DateOnly to, CancellationToken cancel) =>
        Read(series, TableClient.CreateQueryFilter($"ToDay ge {from.DayNumber} and FromDay le {to.DayNumber}"), cancel);

    private async Task<List<StoredChunk>> Read(string series, string? also, CancellationToken cancel)
    {
        var table = await storage.Table(Table, cancel);
        var ofSeries = TableClient.CreateQueryFilter($"PartitionKey eq {RowKeys.Of(series)}");
        var chunks = new List<StoredChunk>();
        await foreach (var row in table.QueryAsync<TableEntity>(also is null ? ofSeries : $"{ofSeries} and {also}", cancellationToken: cancel))
            chunks.Add(new(row.GetString("Token"), StoredValues.Read(await _texts.Get(row, "Values", cancel), series)));
        return chunks;
    }
}
