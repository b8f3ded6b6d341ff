using Alerts.Core.Delivery;
using Alerts.Core.UseCases;
using Azure.Data.Tables;

namespace Alerts.Azure.Storage;

internal sealed partial class AzureNotificationStore
{
    public async Task<ReportChange?> Report(ProviderEvent said, CancellationToken cancel)
    {
        if (said.Notification is not { } id) return null;
        Destination? destinationBefore = null;
        for (var attempt = 1; ; attempt++)
        {
            if (await Find(id, cancel) is not { } row || !row.Notification.Address.Equals(said.Address, StringComparison.OrdinalIgnoreCase)) return null;
            var reports = await Reports(row, cancel);
            if (reports.Exists(known => known.Key == said.Report.Key)) return null;
            var next = ProviderStanding.Of(reports.Append(said.Report), row.Standing.FirstAt) is { } standing
                ? row.Standing with { Status = standing.Status(), Due = standing.GivenUpAt, ClaimedUntil = null }
                : row.Standing;
            var works = next.Status is NotificationStatus.Accepted or NotificationStatus.Delivered;
            var destination = await destinations.Change(row.Destination, known => After(known, said, works), cancel);
            destinationBefore ??= destination.Before;
            List<TableTransactionAction> also = [await _ledger.Add(row, said.Report, cancel)];
            if (next.Status == NotificationStatus.Accepted && next.Due is { } until) also.Add(WorkRows.Queue(row, until, wasTried: true, order.Next()));
            if (await Try(row, next, also, attempt, cancel)) return new(row.Notification, row.Standing.Status, next.Status, destinationBefore.Standing, destination.After.Standing);
        }
    }

    // A failure that is counted must be counted once, though its report be written twice where the process ends in between.
    private static Destination After(Destination known, ProviderEvent said, bool works)
    {
        var report = $"{said.Notification} {said.Report.Key}";
        var failing = works ? null : known.FailingSince;
        var standing = known.LastReport == report ? known.Standing : known.Standing.After(said.Effect, said.Report.At);
        return ReferenceEquals(standing, known.Standing) && failing == known.FailingSince ? known : known with { FailingSince = failing, Standing = standing, LastReport = report };
    }

    private async Task<List<ProviderReport>> Reports(NotificationRow row, CancellationToken cancel)
    {
        var reports = new List<ProviderReport>();
        await foreach (var report in (await Table(cancel)).Beginning(row.Key.Partition, row.Key.ReportsBegin, cancel: cancel)) reports.Add((await _ledger.ReadReport(report, cancel)).Report);
        return reports;
    }
}
