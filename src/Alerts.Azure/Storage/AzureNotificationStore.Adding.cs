using Alerts.Core.Alerting;
using Alerts.Core.Notifications;
using Alerts.Core.UseCases;
using Azure;
using Azure.Data.Tables;

namespace Alerts.Azure.Storage;

internal sealed partial class AzureNotificationStore
{
    /// <summary>A transaction has 100 rows: two of each notification, and two more.</summary>
    private const int MostTogether = 49;

    /// <summary>A transaction has 4 MiB, and a character may take six bytes on its way.</summary>
    private const int MostCharacters = 500_000;

    /// <remarks>
    /// One transaction, as a rule, which also ends the work of routing the event. Where that cannot hold them all, rows that do not count yet are written
    /// first; they count from the last transaction on. Their work follows; should it not, it is missing, which <see cref="Sweep"/> finds.
    /// </remarks>
    public async Task Add(IReadOnlyList<Notification> notifications, DateTimeOffset now, CancellationToken cancel)
    {
        foreach (var ofEvent in notifications.DistinctBy(notification => notification.Id).GroupBy(notification => notification.Event))
        {
            var added = await Add(ofEvent.Key, [.. ofEvent.Select(notification => new NotificationRow(KeyOf(notification), notification, NotificationStanding.New(notification, now), order.Next(), false, default))], cancel);
            foreach (var row in added.Where(row => row.Standing.Due is not null)) await wakes.Wake(WorkKind.Deliver, row.Notification.Id.Text, now, row.Carry(), cancel);
        }
    }

    private async Task<IReadOnlyList<NotificationRow>> Add(EventId told, IReadOnlyList<NotificationRow> rows, CancellationToken cancel)
    {
        var parts = Parts(rows);
        var overflow = new List<NotificationRow>();
        foreach (var part in parts.SkipLast(1)) overflow.AddRange(await Write(told, [.. part.Select(row => row with { IsPart = true })], _ => [], cancel));
        var completes = overflow.Count > 0 || parts.Count > 1 ? [new TableTransactionAction(TableTransactionActionType.UpsertReplace, new TableEntity(rows[0].Key.Partition, rows[0].Key.CompleteRow))] : Array.Empty<TableTransactionAction>();
        var last = await Write(told, parts[^1], missing => [.. missing.Where(row => row.Standing.Due is not null).Select(Work), .. completes], cancel, endsRouting: true);
        foreach (var part in overflow.Where(row => row.Standing.Due is not null).Chunk(MostTogether)) await (await Table(cancel)).SubmitTransactionAsync(part.Select(Work), cancel);
        return [.. overflow, .. last];
    }

    /// <summary>Writes those that are not there yet, and what goes with them, in one transaction.</summary>
    /// <returns>What was written, as it is now.</returns>
    private async Task<IReadOnlyList<NotificationRow>> Write(EventId told, IReadOnlyList<NotificationRow> rows, Func<IReadOnlyList<NotificationRow>, IReadOnlyList<TableTransactionAction>> also, CancellationToken cancel, bool endsRouting = false)
    {
        var table = await Table(cancel);
        var partition = EventRows.Partition(told);
        for (var attempt = 1; ; attempt++)
        {
            var changes = new List<TableTransactionAction>();
            foreach (var row in rows) changes.Add(new(TableTransactionActionType.Add, await row.Write(_texts, cancel)));
            changes.AddRange(also(rows));
            if (endsRouting) changes.Add(WorkRows.Delete(partition, WorkKind.Route, told.Text));
            if (changes.Count == 0) return [];
            try
            {
                var answers = (await table.SubmitTransactionAsync(changes, cancel)).Value;
                return [.. rows.Select((row, at) => row with { ETag = answers[at].Headers.ETag ?? default })];
            }
            catch (RequestFailedException error) when (Rows.IsConflict(error) && attempt < Rows.Tries)
            {
                // Those too of which only the key is left.
                var known = new HashSet<string>(StringComparer.Ordinal);
                await foreach (var row in table.Beginning(partition, NotificationKey.Of(told).Beginning, select: ["RowKey"], cancel: cancel)) known.Add(row.RowKey);
                rows = [.. rows.Where(row => !known.Contains(row.Key.Row))];
                endsRouting = endsRouting && await WorkRows.Find(table, partition, WorkKind.Route, told.Text, cancel) is not null;
            }
        }
    }

    private TableTransactionAction Work(NotificationRow row) => WorkRows.Queue(row, row.Standing.Due!.Value, wasTried: false, row.Put);

    private static List<IReadOnlyList<NotificationRow>> Parts(IReadOnlyList<NotificationRow> rows)
    {
        var parts = new List<IReadOnlyList<NotificationRow>>();
        for (int at = 0, count; at < rows.Count; at += count) parts.Add([.. rows.Skip(at).Take(count = Fitting(rows.Skip(at)))]);
        return parts;
    }

    private static int Fitting(IEnumerable<NotificationRow> rows)
    {
        var characters = 0;
        return rows.Take(MostTogether).TakeWhile((row, at) => (characters += row.Characters) <= MostCharacters || at == 0).Count();
    }

    private static NotificationKey KeyOf(Notification notification) =>
        NotificationKey.Of(notification.Id) is { } key && key.Partition == EventRows.Partition(notification.Event) ? key : throw new ArgumentException($"'{notification.Id}' is no id of a notification of {notification.Event}", nameof(notification));
}
