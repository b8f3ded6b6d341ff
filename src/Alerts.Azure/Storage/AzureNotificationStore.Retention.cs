using Alerts.Core.Notifications;
using Alerts.Core.UseCases;
using Azure;
using Azure.Data.Tables;

namespace Alerts.Azure.Storage;

internal sealed partial class AzureNotificationStore
{
    /// <summary>Retries end after that; what a provider reports comes a day later at most.</summary>
    private static readonly TimeSpan LongestDelivery = TimeSpan.FromDays(5);

    /// <remarks>When it was tried last stands in rows of its own; that a message is five days older than it began to be sent is enough to know.</remarks>
    public async Task<IReadOnlyList<FinishedNotification>> Finished(DateTimeOffset before, CancellationToken cancel)
    {
        var rows = new Dictionary<string, NotificationRow>(StringComparer.Ordinal);
        await foreach (var row in (await Table(cancel)).Beginning(null, NotificationKey.Notifications, null, NotificationRow.StandingProperties, cancel))
            if (row.GetString("Id") is { } id) rows[id] = NotificationRow.ReadStanding(row);
        return [.. rows.Values.Where(row => IsOver(row, rows, before)).OrderBy(row => row.Put).Select(row => new FinishedNotification(row.Notification.Id, row.Notification.Event, row.Notification.In))];
    }

    private static bool IsOver(NotificationRow row, Dictionary<string, NotificationRow> rows, DateTimeOffset before)
    {
        if (row.Standing.Due is not null) return false;
        if (row.Notification.In is { } teller) return !rows.TryGetValue(teller.Text, out var told) || IsOver(told, rows, before);
        var begun = row.Standing.FirstAt ?? new DateTimeOffset(row.Put, TimeSpan.Zero);
        return begun + LongestDelivery < before;
    }

    public async Task Forget(IReadOnlyCollection<NotificationId> ids, CancellationToken cancel)
    {
        foreach (var id in ids)
        {
            if (await Find(id, cancel) is not { Standing.Due: null } row) continue;
            var table = await Table(cancel);
            try
            {
                await table.UpdateEntityAsync(row.Stripped(), row.ETag, TableUpdateMode.Replace, cancel);
            }
            catch (RequestFailedException error) when (Rows.IsConflict(error))
            {
                // It was replayed meanwhile, and stays.
                continue;
            }
            // Nothing reads them without their notification; should the process end here, they are left over and say nothing that people see.
            foreach (var beginning in new[] { row.Key.AttemptsBegin, row.Key.ReportsBegin })
                await foreach (var line in table.Beginning(row.Key.Partition, beginning, select: ["PartitionKey", "RowKey"], cancel: cancel)) await table.Remove(line.PartitionKey, line.RowKey, ETag.All, cancel);
        }
    }
}
