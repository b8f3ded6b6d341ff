using Alerts.Core.Routing;
using Alerts.Core.UseCases;
using Azure;
using Azure.Data.Tables;

namespace Alerts.Azure.Storage;

/// <summary>The table <c>subscriptions</c>: a row for each receiver of mail who decided something. The list is looked at for every message, so that what others wrote is seen in it within a minute, and not at once.</summary>
internal sealed class AzureSubscriptionStore : ISubscriptionStore
{
    private const string Table = "subscriptions";
    private const string Partition = "subscription";
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly AzureStorage _storage;
    private readonly FreshList<Subscription> _all;

    public AzureSubscriptionStore(AzureStorage storage, TimeProvider clock) => (_storage, _all) = (storage, new(clock, Fresh, ReadAll));

    public Task<IReadOnlyList<Subscription>> Subscriptions(CancellationToken cancel) => _all.Get(cancel);

    public async Task<Subscription?> FindSubscription(string subscriber, string address, CancellationToken cancel) =>
        await (await _storage.Table(Table, cancel)).Find(Partition, Key(subscriber, address), cancel) is { } row ? await Read(row, cancel) : null;

    public async Task<bool> PutSubscription(Subscription next, CancellationToken cancel)
    {
        var table = await _storage.Table(Table, cancel);
        var row = new TableEntity(Partition, Key(next.Subscriber, next.Address)) { ["Subscriber"] = next.Subscriber, ["Address"] = next.Address, ["Version"] = next.Version };
        await new LongText(_storage).Set(row, "Document", SubscriptionJson.Write(next), cancel);
        try
        {
            if (next.Version == 1) await table.AddEntityAsync(row, cancel);
            else if (await table.Find(Partition, row.RowKey, cancel) is { } before && before.GetInt64("Version") == next.Version - 1) await table.UpdateEntityAsync(row, before.ETag, TableUpdateMode.Replace, cancel);
            else return false;
        }
        catch (RequestFailedException error) when (Rows.IsConflict(error))
        {
            return false;
        }
        _all.Forget();
        return true;
    }

    public async Task RemoveSubscription(Subscription known, CancellationToken cancel)
    {
        var table = await _storage.Table(Table, cancel);
        if (await table.Find(Partition, Key(known.Subscriber, known.Address), cancel) is { } row && row.GetInt64("Version") == known.Version) await table.Remove(Partition, row.RowKey, row.ETag, cancel);
        _all.Forget();
    }

    private async Task<IReadOnlyList<Subscription>> ReadAll(CancellationToken cancel)
    {
        var all = new List<Subscription>();
        var table = await _storage.Table(Table, cancel);
        await foreach (var row in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {Partition}"), cancellationToken: cancel)) all.Add(await Read(row, cancel));
        return [.. all.OrderBy(one => one.Subscriber, StringComparer.Ordinal).ThenBy(one => one.Address.ToLowerInvariant(), StringComparer.Ordinal)];
    }

    private static string Key(string subscriber, string address) => $"{RowKeys.Of(subscriber)}:{RowKeys.Of(address.ToLowerInvariant())}";

    private async Task<Subscription> Read(TableEntity row, CancellationToken cancel) =>
        SubscriptionJson.Read(row.GetString("Subscriber"), row.GetString("Address"), row.GetInt64("Version")!.Value, await new LongText(_storage).Get(row, "Document", cancel));
}
