using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Alerts.Core.Alerting;
using Alerts.Core.Notifications;
using Alerts.Core.UseCases;
using Azure;
using Azure.Data.Tables;

namespace Alerts.Azure.Storage;

/// <summary>
/// What is to be done: rows beside the decisions that caused it (<see cref="WorkRows"/>), which are the truth, and a message for each, which wakes a
/// worker at its time. A message may be late, doubled or lost: <see cref="WakeDue"/> makes up for it.
/// </summary>
internal sealed class AzureWork(AzureStorage storage, Destinations destinations, PutOrder order, TimeProvider clock) : IWorkQueue, IWakes
{
    /// <summary>What is due later is left to whoever looks through the rows. A message may be hidden for seven days, but what is hidden cannot be taken back.</summary>
    private static readonly TimeSpan MostAhead = TimeSpan.FromMinutes(5);

    /// <summary>A message that was not followed by then is taken for lost.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>A worker that has much to do is not given the same work over and over.</summary>
    private static readonly TimeSpan BetweenWakes = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Forever = TimeSpan.FromSeconds(-1);
    private static readonly string[] Tables = [FileRows.Table, AzureAlertStore.Table, AzurePostponementStore.Table];

    private readonly ConditionalWeakTable<WorkItem, WorkRow> _handedOut = [];
    private readonly ConcurrentDictionary<long, DateTimeOffset> _woken = [];

    public async Task<WorkItem?> Next(DateTimeOffset now, CancellationToken cancel) => await Due(_ => true, now, 1, cancel) is [var first, ..] ? first : null;

    public Task<IReadOnlyList<WorkItem>> Messages(DateTimeOffset now, int most, CancellationToken cancel) => Due(kind => kind == WorkKind.Deliver, now, most, cancel);

    public Task<IReadOnlyList<WorkItem>> Decisions(DateTimeOffset now, int most, CancellationToken cancel) => Due(kind => kind != WorkKind.Deliver, now, most, cancel);

    private async Task<IReadOnlyList<WorkItem>> Due(Func<WorkKind, bool> isOne, DateTimeOffset now, int most, CancellationToken cancel)
    {
        var due = new List<WorkItem>();
        foreach (var (row, at) in (await Rows(TableClient.CreateQueryFilter($"Due le {StoredInstant.Utc(now)}"), cancel)).Where(one => one.Due <= now && isOne(one.Row.Kind)).OrderBy(one => one.Due).ThenBy(one => one.Row.Put).Take(most))
        {
            var item = new WorkItem(row.Put, row.Kind, row.Key, at);
            _handedOut.Add(item, row);
            due.Add(item);
        }
        return due;
    }

    public async Task Done(WorkItem item, CancellationToken cancel)
    {
        var table = await Table(item.Kind, cancel);
        if (!_handedOut.TryGetValue(item, out var row)) row = await WorkRows.Find(table, Partition(item.Kind, item.Key), item.Kind, item.Key, cancel);
        // One that was queued again meanwhile has another place in the order, and stays.
        if (row is not null && row.Put == item.Id) await WorkRows.Done(table, row, cancel);
    }

    /// <summary>The same for work that a message told of, whenever it was queued: its result says that nothing is left to do.</summary>
    public async Task Done(WorkKind kind, string key, CancellationToken cancel) =>
        await WorkRows.Remove(await Table(kind, cancel), Partition(kind, key), kind, key, cancel);

    public async Task<DateTimeOffset?> NextDue(CancellationToken cancel) => await Rows(null, cancel) is { Count: > 0 } rows ? rows.Min(one => one.Due) : null;

    public async Task<bool> Put(WorkKind kind, string key, DateTimeOffset due, CancellationToken cancel)
    {
        var queued = WorkRows.Queue(Partition(kind, key), kind, key, due, order.Next());
        try
        {
            await (await Table(kind, cancel)).AddEntityAsync((TableEntity)queued.Entity, cancel);
        }
        catch (RequestFailedException error) when (Storage.Rows.IsConflict(error))
        {
            return false;
        }
        await Wake(kind, key, due, null, cancel);
        return true;
    }

    public async Task Wake(WorkKind kind, string key, DateTimeOffset due, string? about, CancellationToken cancel)
    {
        var wait = due - clock.GetUtcNow();
        if (wait > MostAhead) return;
        var hidden = wait <= TimeSpan.Zero ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Ceiling(wait.TotalSeconds));
        var queue = await storage.Queue(WorkMessage.Queue(kind), cancel);
        await queue.SendMessageAsync(new WorkMessage(key, about).Text(), hidden, Forever, cancel);
    }

    /// <summary>Sends a message for work that is due and that none seems to wake: what was left to this, and what was lost.</summary>
    /// <returns>How many.</returns>
    public async Task<int> WakeDue(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        foreach (var (put, at) in _woken) if (now - at >= BetweenWakes) _woken.TryRemove(put, out _);
        var asleep = (await Rows(TableClient.CreateQueryFilter($"Due le {StoredInstant.Utc(now)}"), cancel)).Where(one => IsAsleep(one.Row, one.Due, now)).ToList();
        foreach (var (row, _) in asleep.OrderBy(one => one.Due).ThenBy(one => one.Row.Put))
        {
            await Wake(row.Kind, row.Key, now, null, cancel);
            _woken[row.Put] = now;
        }
        return asleep.Count;
    }

    private bool IsAsleep(WorkRow row, DateTimeOffset due, DateTimeOffset now)
    {
        if (due > now || _woken.ContainsKey(row.Put)) return false;
        var put = new DateTimeOffset(row.Put, TimeSpan.Zero);
        return row.Due - put > MostAhead || (due > put ? due : put) + Patience <= now;
    }

    private async Task<List<(WorkRow Row, DateTimeOffset Due)>> Rows(string? also, CancellationToken cancel)
    {
        var rows = new List<WorkRow>();
        foreach (var name in Tables)
        {
            await foreach (var row in WorkRows.All(await storage.Table(name, cancel), cancel, also)) rows.Add(row);
        }
        var held = rows.Exists(row => row.Destination is not null) ? await destinations.Held(cancel) : new Dictionary<string, Destination>(StringComparer.Ordinal);
        return [.. rows.Select(row => (row, row.Destination is { } to && held.TryGetValue(to, out var destination) ? destination.Due(row.Due, row.WasTried) : row.Due))];
    }

    private Task<TableClient> Table(WorkKind kind, CancellationToken cancel) => storage.Table(kind switch { WorkKind.Evaluate => FileRows.Table, WorkKind.Bundle => AzurePostponementStore.Table, _ => AzureAlertStore.Table }, cancel);

    private static string Partition(WorkKind kind, string key) => kind switch
    {
        WorkKind.Evaluate => FileRows.Partition,
        WorkKind.Route => EventRows.Partition(new EventId(key)),
        WorkKind.Bundle => AzurePostponementStore.Partition(key),
        _ => NotificationKey.Of(new NotificationId(key))?.Partition ?? throw new ArgumentException($"'{key}' is no notification's id", nameof(key)),
    };
}
