using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Alerts.Core.Alerting;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;
using Alerts.Core.UseCases;
using Azure;
using Azure.Data.Tables;

namespace Alerts.Azure.Storage;

/// <summary>
/// Notifications and their ledger in the partition of their event, so that an id leads to them, and what becomes of one is one transaction with its work.
/// </summary>
/// <remarks>
/// A destination is a row of another table. It is written before the notification: where the process ends between the two, what is known of the destination
/// is true all the same, and the notification is taken again, or its report comes again, and says the same once more.
/// </remarks>
internal sealed partial class AzureNotificationStore(AzureStorage storage, Destinations destinations, IWakes wakes, PutOrder order) : INotificationStore
{
    private readonly LongText _texts = new(storage);
    private readonly LedgerRows _ledger = new(new(storage));

    // What the last one to write saw, so that nobody has to read it again: whether it still is so the ETag tells.
    private readonly ConcurrentDictionary<string, NotificationRow> _carried = new(StringComparer.Ordinal);
    private readonly ConditionalWeakTable<Claim, NotificationRow> _claimed = [];

    /// <summary>Takes over what a message tells of a notification, for the claim that follows.</summary>
    public void Know(string carried)
    {
        var row = NotificationRow.ReadCarried(carried);
        _carried[row.Notification.Id.Text] = row;
    }

    public async Task<bool> Replay(NotificationId id, DateTimeOffset now, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await Find(id, cancel) is not { Standing.Status: not NotificationStatus.Waiting, Notification.In: null } row) return false;
            // Not its owner's wish to get no mail: that is not ours to overrule.
            await destinations.Change(row.Destination, known => known with { HeldUntil = null, FailingSince = null, Standing = known.Standing with { GoneSince = null, SoftFailures = [] } }, cancel);
            var waits = row.Standing with { Status = NotificationStatus.Waiting, Due = now, ClaimedUntil = null, FirstAt = null, Unknown = 0 };
            if (!await Try(row, waits, [WorkRows.Queue(row, now, row.Standing.Claims > 0, order.Next())], attempt, cancel)) continue;
            await wakes.Wake(WorkKind.Deliver, id.Text, now, null, cancel);
            return true;
        }
    }

    public async Task<IReadOnlyList<Notification>> Of(EventId alert, CancellationToken cancel) => [.. (await Counting(await OfEvent(alert, cancel), cancel)).Select(row => row.Notification)];

    public async Task<IReadOnlyList<WaitingNotification>> Waiting(CancellationToken cancel)
    {
        var held = await destinations.Held(cancel);
        var rows = new List<NotificationRow>();
        await foreach (var row in (await Table(cancel)).Beginning(null, NotificationKey.Notifications, $"Status eq '{NotificationStatus.Waiting}'", NotificationRow.StandingProperties, cancel)) rows.Add(NotificationRow.ReadStanding(row));
        return [.. (await Counting(rows, cancel)).Select(row => new WaitingNotification(row.Notification.Id, Due(row, held)!.Value, row.Standing.FirstAt))];
    }

    public async Task<IReadOnlyList<LedgerEntry>> Ledger(CancellationToken cancel)
    {
        var held = await destinations.Held(cancel);
        var attempts = await Each(NotificationKey.Attempts, _ledger.ReadAttempt, cancel);
        var reports = await Each(NotificationKey.Reports, _ledger.ReadReport, cancel);
        return [.. (await Counting(await Read((await Table(cancel)).Beginning(null, NotificationKey.Notifications, cancel: cancel), cancel), cancel)).Select(row => new LedgerEntry(
            row.Notification, row.Standing.Status, Due(row, held), [.. attempts[row.Notification.Id.Text].OrderBy(attempt => attempt.Number)])
        {
            Reports = [.. reports[row.Notification.Id.Text].OrderBy(report => report.At).ThenBy(report => report.Key, StringComparer.Ordinal)],
        })];
    }

    private static DateTimeOffset? Due(NotificationRow row, IReadOnlyDictionary<string, Destination> held) =>
        row.Standing is { Status: NotificationStatus.Waiting, Due: { } due } && held.TryGetValue(row.Destination, out var destination) ? destination.Due(due, row.Standing.Claims > 0) : row.Standing.Due;

    /// <returns>Null when it is unknown, or does not count yet.</returns>
    private async Task<NotificationRow?> Find(NotificationId id, CancellationToken cancel)
    {
        if (NotificationKey.Of(id) is not { } key) return null;
        var table = await Table(cancel);
        if (await table.Find(key.Partition, key.Row, cancel) is not { } found || NotificationRow.IsForgotten(found)) return null;
        var row = await NotificationRow.Read(found, _texts, cancel);
        return !row.IsPart || await table.Find(key.Partition, key.CompleteRow, cancel) is not null ? row : null;
    }

    /// <summary>Changes where a notification stands, with all that goes with it.</summary>
    /// <returns>False when somebody else was faster, or a row was not as it was thought to be.</returns>
    private async Task<bool> Try(NotificationRow row, NotificationStanding next, IEnumerable<TableTransactionAction> also, int attempt, CancellationToken cancel)
    {
        try
        {
            await (await Table(cancel)).SubmitTransactionAsync([row.Change(next), .. also], cancel);
            return true;
        }
        catch (RequestFailedException error) when (Rows.IsConflict(error) && attempt < Rows.Tries)
        {
            return false;
        }
    }

    private async Task<List<NotificationRow>> OfEvent(EventId alert, CancellationToken cancel)
    {
        var (partition, beginning) = NotificationKey.Of(alert);
        return await Read((await Table(cancel)).Beginning(partition, beginning, cancel: cancel), cancel);
    }

    private async Task<List<NotificationRow>> Read(AsyncPageable<TableEntity> rows, CancellationToken cancel)
    {
        var read = new List<NotificationRow>();
        await foreach (var row in rows) if (!NotificationRow.IsForgotten(row)) read.Add(await NotificationRow.Read(row, _texts, cancel));
        return read;
    }

    /// <returns>Those that count, in the order added.</returns>
    private async Task<IEnumerable<NotificationRow>> Counting(List<NotificationRow> rows, CancellationToken cancel)
    {
        var complete = new HashSet<string>(StringComparer.Ordinal);
        foreach (var key in rows.Where(row => row.IsPart).Select(row => row.Key).DistinctBy(key => key.Event))
            if (await (await Table(cancel)).Find(key.Partition, key.CompleteRow, cancel) is not null) complete.Add(key.Event);
        return rows.Where(row => !row.IsPart || complete.Contains(row.Key.Event)).OrderBy(row => row.Put);
    }

    private async Task<ILookup<string, T>> Each<T>(string beginning, Func<TableEntity, CancellationToken, Task<(string Notification, T Line)>> read, CancellationToken cancel)
    {
        var lines = new List<(string Notification, T Line)>();
        await foreach (var row in (await Table(cancel)).Beginning(null, beginning, cancel: cancel)) lines.Add(await read(row, cancel));
        return lines.ToLookup(line => line.Notification, line => line.Line, StringComparer.Ordinal);
    }

    private Task<TableClient> Table(CancellationToken cancel) => storage.Table(AzureAlertStore.Table, cancel);
}
