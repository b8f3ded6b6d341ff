using System.Text.Json;
using Alerts.Core.Datasets;
using Alerts.Core.Delivery;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Output;

/// <summary>The documents of <c>--json</c> that are no events (CONTRACT §3).</summary>
internal static class Documents
{
    public static string File(Ingested file) => Json.Object(json =>
    {
        json.WriteString("type", "file.read");
        json.WriteString("file", file.File);
        json.WriteString("sha256", file.Sha256);
        var (dataset, outcome) = file switch
        {
            FileRead read => (read.Dataset.Id, read.Reading.Outcome.ToString().ToLowerInvariant()),
            FileSkipped skipped => (skipped.Earlier.Dataset, "skipped"),
            _ => (null, "unmatched"),
        };
        json.Text("dataset", dataset);
        json.Instant("published", file.Published);
        json.WriteString("outcome", outcome);
        Reading(json, file as FileRead);
    });

    public static string Delivery(DeliveryAttempt attempt) => Json.Object(json =>
    {
        var notification = attempt.Notification;
        json.WriteString("type", "delivery");
        json.WriteString("notification", notification.Id.Text);
        json.WriteString("event", notification.Event.Text);
        json.WriteString("subscriber", notification.Subscriber);
        json.WriteString("channel", notification.Channel);
        json.WriteString("outcome", attempt.Answer.Outcome.Text());
        json.WriteNumber("attempt", attempt.Number);
    });

    public static string Summary(RunCounts counts) => Json.Object(json =>
    {
        json.WriteString("type", "summary");
        json.WriteNumber("files", counts.Files);
        json.WriteNumber("events", counts.Events);
        json.WriteNumber("notifications", counts.Notifications);
        json.WriteNumber("dead", counts.Dead);
    });

    private static void Reading(Utf8JsonWriter json, FileRead? read)
    {
        json.WriteNumber("accepted", read?.Reading.Accepted ?? 0);
        json.WriteNumber("unchanged", read?.Values.Unchanged ?? 0);
        json.Objects("rejected", read?.Reading.SetAside ?? [], row =>
        {
            json.WriteNumber("line", row.Line);
            json.Text("column", row.Column);
            json.WriteString("reason", row.Reason);
            json.WriteString("found", row.Found);
        });
        json.WriteNumber("quarantined", read?.Reading.Quarantined ?? 0);
        json.Objects("warnings", read?.Reading.Warnings ?? [], warning =>
        {
            json.WriteString("reason", warning.Reason);
            json.Number("line", warning.Line);
            json.Text("column", warning.Column);
            json.WriteString("message", warning.Message);
        });
        json.Text("reason", read?.Reading.Reason);
    }
}
