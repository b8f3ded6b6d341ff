using Alerts.Core.Alerting;
using Alerts.Core.UseCases;
using Azure;
using Azure.Data.Tables;

namespace Alerts.Azure.Storage;

/// <summary>
/// Rule states and events in the table <c>alerts</c>. A partition is the end of an instance's event ids, so that a state, its events and their work are one
/// transaction, and an event is found by its id.
/// </summary>
internal sealed class AzureAlertStore(AzureStorage storage, IWakes wakes, PutOrder order) : IAlertStore
{
    /// <summary>Of whatever belongs to a rule instance: states, events, notifications, work.</summary>
    public const string Table = "alerts";

    private readonly Progress _progress = new(storage);
    private readonly StateRows _states = new(storage);
    private readonly EventRows _events = new(storage, order);

    public Task<DateTimeOffset> FirstRun(DateTimeOffset now, CancellationToken cancel) => _progress.FirstRun(now, cancel);

    public Task<long> Evaluated(CancellationToken cancel) => _progress.Evaluated(cancel);

    public Task MarkEvaluated(long sequence, CancellationToken cancel) => _progress.MarkEvaluated(sequence, cancel);

    public Task<DateOnly?> LastDay(CancellationToken cancel) => _progress.LastDay(cancel);

    public Task MarkDay(DateOnly day, CancellationToken cancel) => _progress.MarkDay(day, cancel);

    public Task<string?> CaughtUp(CancellationToken cancel) => _progress.CaughtUp(cancel);

    public Task MarkCaughtUp(string rules, CancellationToken cancel) => _progress.MarkCaughtUp(rules, cancel);

    public async Task<IReadOnlyList<(InstanceId Id, string Meaning)>> Instances(CancellationToken cancel)
    {
        var instances = new List<(InstanceId Id, string Meaning)>();
        await foreach (var row in (await Alerts(cancel)).Beginning(null, StateRows.Beginning, select: StateRows.InstanceProperties, cancel: cancel)) instances.Add(await _states.ReadInstance(row, cancel));
        return instances;
    }

    public async Task<IReadOnlyList<InstanceState>> Restless(CancellationToken cancel)
    {
        var states = new List<InstanceState>();
        await foreach (var row in (await Alerts(cancel)).Beginning(null, StateRows.Beginning, StateRows.IsRestless, cancel: cancel)) states.Add(await _states.Read(row, cancel));
        return [.. states.OrderBy(state => state.Rule, StringComparer.Ordinal).ThenBy(state => state.Instance, StringComparer.Ordinal)];
    }

    public async Task<IReadOnlyList<InstanceState>> States(IReadOnlyCollection<InstanceId> instances, CancellationToken cancel)
    {
        var table = await Alerts(cancel);
        var states = await Rows.Each(instances, async (id, cancelled) => await State(table, id, cancelled) is { } row ? await _states.Read(row, cancelled) : null, cancel);
        return [.. states.OfType<InstanceState>()];
    }

    public async Task<bool> Record(InstanceState next, IReadOnlyList<AlertEvent> events, CancellationToken cancel)
    {
        var table = await Alerts(cancel);
        var partition = StateRows.Partition(next.Id);
        if (events.FirstOrDefault(told => EventRows.Partition(told.Id) != partition) is { } stranger) throw new ArgumentException($"the event {stranger.Id} is not of {next.Rule} over {next.Instance}", nameof(events));
        var token = StateRows.Token(next, events);
        IReadOnlyList<StoredEvent> fresh = [.. events.Select((told, at) => StoredEvent.Of(told, next, at))];
        for (var attempt = 1; ; attempt++)
        {
            var fitting = EventRows.Fitting(fresh);
            List<TableTransactionAction> changes = [.. await _states.Replace(next, token, cancel)];
            foreach (var told in fresh.Take(fitting)) changes.AddRange(await _events.Add(partition, told, cancel));
            if (fitting < fresh.Count) changes.AddRange(await _events.AddList(partition, token, [.. fresh.Skip(fitting)], cancel));
            try
            {
                await table.SubmitTransactionAsync(changes, cancel);
                break;
            }
            catch (RequestFailedException error) when (Rows.IsConflict(error) && attempt < Rows.Tries)
            {
                var current = await State(table, next.Id, cancel);
                // Ours, where the answer to the transaction was lost.
                if (current is not null && StateRows.TokenOf(current) == token) break;
                if ((current is null ? 0 : StateRows.VersionOf(current)) != next.Version - 1) return false;
                fresh = await Missing(table, partition, fresh, cancel);
            }
        }
        var rows = EventRows.Fitting(fresh);
        if (rows < fresh.Count) await Unfold(table, partition, cancel);
        foreach (var told in fresh.Take(rows)) await wakes.Wake(WorkKind.Route, told.Id, DateTimeOffset.UnixEpoch, told.Carried, cancel);
        return true;
    }

    public async Task Announce(IReadOnlyList<AlertEvent> events, CancellationToken cancel)
    {
        var table = await Alerts(cancel);
        for (var at = 0; at < events.Count; at++)
        {
            var told = new StoredEvent(EventJson.Write(events[at]), events[at].Publication, events[at].Publication.Sequence, 0, at);
            var partition = EventRows.Partition(events[at].Id);
            await AddMissing(table, partition, await Missing(table, partition, [told], cancel), cancel);
            await wakes.Wake(WorkKind.Route, told.Id, DateTimeOffset.UnixEpoch, told.Carried, cancel);
        }
    }

    public async Task Close(InstanceId instance, CancellationToken cancel)
    {
        var table = await Alerts(cancel);
        for (var attempt = 1; await State(table, instance, cancel) is { } row; attempt++)
        {
            try
            {
                await table.SubmitTransactionAsync(StateRows.Remove(row, instance), cancel);
            }
            catch (RequestFailedException error) when (Rows.IsConflict(error) && attempt < Rows.Tries)
            {
            }
        }
    }

    public async Task<AlertEvent?> Event(EventId id, CancellationToken cancel)
    {
        var table = await Alerts(cancel);
        var partition = EventRows.Partition(id);
        if (await Find(table, partition, id.Text, cancel) is { } told) return told.Event;
        return await Unfold(table, partition, cancel) ? (await Find(table, partition, id.Text, cancel))?.Event : null;
    }

    public async Task<IReadOnlyList<AlertEvent>> Events(CancellationToken cancel)
    {
        var events = new List<(StoredEvent Told, string Partition, DateTimeOffset Written)>();
        await foreach (var row in (await Alerts(cancel)).Beginning(null, EventRows.Beginning, cancel: cancel))
        {
            IReadOnlyList<StoredEvent> stored = IsList(row) ? await _events.ReadList(row, cancel) : [await _events.Read(row, cancel)];
            events.AddRange(stored.Select(told => (told, row.PartitionKey, row.Timestamp!.Value)));
        }
        return [.. events.GroupBy(one => (one.Told.Applied, one.Partition)).SelectMany(Following)
            .OrderBy(one => one.Told.Applied).ThenBy(one => one.Written).ThenBy(one => one.Told.Version).ThenBy(one => one.Told.Ordinal)
            .Select(one => one.Told).DistinctBy(told => told.Id).Select(told => told.Event)];
    }

    // The order of an instance's own events is known; the server's clock, which may go back too, only places them among those of others.
    private static IEnumerable<(StoredEvent Told, DateTimeOffset Written)> Following(IEnumerable<(StoredEvent Told, string Partition, DateTimeOffset Written)> ofAnInstance)
    {
        var latest = DateTimeOffset.MinValue;
        foreach (var (told, _, written) in ofAnInstance.OrderBy(one => one.Told.Version).ThenBy(one => one.Told.Ordinal))
        {
            if (written > latest) latest = written;
            yield return (told, latest);
        }
    }

    /// <summary>Gives the events of lists rows of their own, and their work. Safe to repeat, and for two at once.</summary>
    /// <returns>Whether there was a list.</returns>
    private async Task<bool> Unfold(TableClient table, string partition, CancellationToken cancel)
    {
        var lists = new List<TableEntity>();
        await foreach (var row in table.Beginning(partition, EventRows.List, cancel: cancel)) lists.Add(row);
        foreach (var list in lists)
        {
            var listed = await _events.ReadList(list, cancel);
            for (int at = 0, count; at < listed.Count; at += count) await AddMissing(table, partition, [.. listed.Skip(at).Take(count = EventRows.Fitting(listed.Skip(at)))], cancel);
            await table.Remove(list.PartitionKey, list.RowKey, ETag.All, cancel);
            foreach (var told in listed) await wakes.Wake(WorkKind.Route, told.Id, DateTimeOffset.UnixEpoch, told.Carried, cancel);
        }
        return lists.Count > 0;
    }

    private async Task AddMissing(TableClient table, string partition, IReadOnlyList<StoredEvent> events, CancellationToken cancel)
    {
        for (var attempt = 1; events.Count > 0; attempt++)
        {
            var changes = new List<TableTransactionAction>();
            foreach (var told in events) changes.AddRange(await _events.Add(partition, told, cancel));
            try
            {
                await table.SubmitTransactionAsync(changes, cancel);
                return;
            }
            catch (RequestFailedException error) when (Rows.IsConflict(error) && attempt < Rows.Tries)
            {
                events = await Missing(table, partition, events, cancel);
            }
        }
    }

    private async Task<IReadOnlyList<StoredEvent>> Missing(TableClient table, string partition, IReadOnlyList<StoredEvent> events, CancellationToken cancel)
    {
        var known = await Rows.Each(events, async (told, cancelled) => await Find(table, partition, told.Id, cancelled) is not null, cancel);
        return [.. events.Where((_, at) => !known[at])];
    }

    private async Task<StoredEvent?> Find(TableClient table, string partition, string id, CancellationToken cancel) =>
        await table.Find(partition, EventRows.Event + RowKeys.Of(id), cancel) is { } row ? await _events.Read(row, cancel) : null;

    private static bool IsList(TableEntity row) => row.RowKey.StartsWith(EventRows.List, StringComparison.Ordinal);

    private static Task<TableEntity?> State(TableClient table, InstanceId id, CancellationToken cancel) => table.Find(StateRows.Partition(id), StateRows.Key(id), cancel);

    private Task<TableClient> Alerts(CancellationToken cancel) => storage.Table(Table, cancel);
}
