using Alerts.Core.Delivery;
using Alerts.Core.UseCases;
using Azure.Data.Tables;

namespace Alerts.Azure.Storage;

/// <summary>Rows of attempts and of provider's reports, beside those of their notifications.</summary>
internal sealed class LedgerRows(LongText texts)
{
    public async Task<TableTransactionAction> Add(NotificationRow about, LedgerAttempt attempt, CancellationToken cancel)
    {
        var row = new TableEntity(about.Key.Partition, about.Key.AttemptRow(attempt.Number))
        {
            ["Notification"] = about.Notification.Id.Text,
            ["Number"] = attempt.Number,
            ["At"] = StoredInstant.Text(attempt.At),
            ["Outcome"] = attempt.Outcome.ToString(),
            ["Decision"] = attempt.Decision,
        };
        await texts.Set(row, "Detail", attempt.Detail, cancel);
        return new(TableTransactionActionType.Add, row);
    }

    public async Task<TableTransactionAction> Add(NotificationRow about, ProviderReport report, CancellationToken cancel)
    {
        var row = new TableEntity(about.Key.Partition, about.Key.ReportRow(report.Key))
        {
            ["Notification"] = about.Notification.Id.Text,
            ["Key"] = report.Key,
            ["Name"] = report.Name,
            ["At"] = StoredInstant.Utc(report.At),
            ["Outcome"] = report.Outcome?.ToString() ?? "",
        };
        await texts.Set(row, "Detail", report.Detail, cancel);
        return new(TableTransactionActionType.Add, row);
    }

    public async Task<(string Notification, LedgerAttempt Attempt)> ReadAttempt(TableEntity row, CancellationToken cancel) => (row.GetString("Notification"), new(
        row.GetInt32("Number")!.Value, StoredInstant.Read(row.GetString("At")), Enum.Parse<Outcome>(row.GetString("Outcome")), await texts.Get(row, "Detail", cancel), row.GetString("Decision")));

    public async Task<(string Notification, ProviderReport Report)> ReadReport(TableEntity row, CancellationToken cancel) => (row.GetString("Notification"), new(
        row.GetString("Key"), row.GetString("Name"), StoredInstant.Read(row.GetString("At")), row.GetString("Outcome") is { Length: > 0 } outcome ? Enum.Parse<Outcome>(outcome) : null, await texts.Get(row, "Detail", cancel)));
}
