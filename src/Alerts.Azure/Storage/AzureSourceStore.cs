using Alerts.Core.UseCases;
using Azure;
using Azure.Data.Tables;

namespace Alerts.Azure.Storage;

/// <summary>The table <c>sources</c>: a row for each dataset that was polled, and one for each host that asked to wait.</summary>
internal sealed class AzureSourceStore(AzureStorage storage) : ISourceStore
{
    private const string Table = "sources";
    private const string Datasets = "datasets";
    private const string Hosts = "hosts";
    private const string HeldUntil = "HeldUntil";

    private readonly LongText _texts = new(storage);

    public async Task<SourceState?> Source(string dataset, CancellationToken cancel) =>
        await (await storage.Table(Table, cancel)).Find(Datasets, RowKeys.Of(dataset), cancel) is { } row ? await Read(row, cancel) : null;

    public async Task<IReadOnlyList<SourceState>> Sources(CancellationToken cancel)
    {
        var states = new List<SourceState>();
        await foreach (var row in (await storage.Table(Table, cancel)).QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {Datasets}"), cancellationToken: cancel)) states.Add(await Read(row, cancel));
        return [.. states.OrderBy(state => state.Dataset, StringComparer.Ordinal)];
    }

    public async Task Record(SourceState state, CancellationToken cancel)
    {
        var row = new TableEntity(Datasets, RowKeys.Of(state.Dataset))
        {
            ["Dataset"] = state.Dataset,
            ["Due"] = StoredInstant.Text(state.Due),
            ["AskedAt"] = StoredInstant.Text(state.AskedAt),
            ["Outcome"] = state.Outcome.Text(),
            ["Reason"] = state.Reason,
            ["Failures"] = state.Failures,
        };
        await _texts.Set(row, "Definition", state.Definition, cancel);
        await _texts.Set(row, "Seen", SeenAnswersJson.Write(state.Seen), cancel);
        await (await storage.Table(Table, cancel)).UpsertEntityAsync(row, TableUpdateMode.Replace, cancel);
    }

    public async Task<DateTimeOffset?> Hold(string host, CancellationToken cancel) =>
        await (await storage.Table(Table, cancel)).Find(Hosts, RowKeys.Of(host), cancel) is { } row ? StoredInstant.Read(row.GetString(HeldUntil)) : null;

    public async Task Hold(string host, DateTimeOffset until, CancellationToken cancel)
    {
        var table = await storage.Table(Table, cancel);
        for (var attempt = 1; ; attempt++)
        {
            var before = await table.Find(Hosts, RowKeys.Of(host), cancel);
            if (before is not null && StoredInstant.Read(before.GetString(HeldUntil)) >= until) return;
            var row = new TableEntity(Hosts, RowKeys.Of(host)) { ["Host"] = host, [HeldUntil] = StoredInstant.Utc(until) };
            try
            {
                if (before is null) await table.AddEntityAsync(row, cancel);
                else await table.UpdateEntityAsync(row, before.ETag, TableUpdateMode.Replace, cancel);
                return;
            }
            catch (RequestFailedException error) when (Rows.IsConflict(error) && attempt < Rows.Tries)
            {
            }
        }
    }

    private async Task<SourceState> Read(TableEntity row, CancellationToken cancel) => new(
        row.GetString("Dataset"), await _texts.Get(row, "Definition", cancel), StoredInstant.Read(row.GetString("Due")), StoredInstant.Read(row.GetString("AskedAt")),
        PollOutcomes.Read(row.GetString("Outcome")), row.GetString("Reason"), row.GetInt32("Failures")!.Value, SeenAnswersJson.Read(await _texts.Get(row, "Seen", cancel)));
}
