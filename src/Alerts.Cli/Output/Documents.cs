using System.Text.Json;
using Alerts.Core.Datasets;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;
using Alerts.Core.Routing;
using Alerts.Core.Rules;
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
        json.Text("dataset", FileFacts.Dataset(file));
        json.Instant("published", file.Published);
        json.WriteString("outcome", FileFacts.Outcome(file));
        Reading(json, file as FileRead);
    });

    public static string Delivery(DeliveryAttempt attempt) => Json.Object(json => Delivery(json, attempt.Notification, attempt.Answer.Outcome, attempt.Number));

    /// <summary>A line of the ledger: the last attempt, and where the notification stands.</summary>
    public static string Entry(LedgerEntry entry, Workspace workspace) => Json.Object(json => Entry(json, entry, workspace));

    /// <summary>The same with each attempt, and what its decision means.</summary>
    public static string Explained(LedgerEntry entry, Workspace workspace) => Json.Object(json =>
    {
        Entry(json, entry, workspace);
        json.WriteString("subject", entry.Notification.Message.Subject);
        json.Objects("attempts", entry.Attempts, attempt =>
        {
            json.WriteNumber("attempt", attempt.Number);
            json.Instant("at", workspace.Local(attempt.At));
            json.WriteString("outcome", attempt.Outcome.Text());
            json.WriteString("detail", attempt.Detail);
            json.WriteString("decision", attempt.Decision);
            json.WriteString("explanation", DeliveryExplanation.Of(attempt.Decision));
        });
    });

    private static void Entry(Utf8JsonWriter json, LedgerEntry entry, Workspace workspace)
    {
        var last = entry.Attempts.Count == 0 ? null : entry.Attempts[^1];
        Delivery(json, entry.Notification, last?.Outcome, entry.Attempts.Count);
        json.WriteString("status", entry.Status.ToString().ToLowerInvariant());
        json.Instant("at", last is null ? null : workspace.Local(last.At));
        json.Instant("due", entry.Due is { } due ? workspace.Local(due) : null);
        json.Text("detail", last?.Detail);
        json.Text("decision", last?.Decision);
        if (entry.Reports.Count > 0) json.Objects("reports", entry.Reports, report =>
        {
            json.WriteString("name", report.Name);
            json.Instant("at", workspace.Local(report.At));
            json.Text("outcome", report.Outcome?.Text());
            json.WriteString("detail", report.Detail);
        });
    }

    /// <summary>Whether a subscriber would be told, and why or why not.</summary>
    public static string Route(RouteFacts facts, Route route) => Json.Object(json =>
    {
        json.WriteString("type", "route");
        json.WriteString("rule", facts.Rule);
        json.Texts("series", facts.Series);
        json.WriteString("severity", facts.Severity.Text());
        json.WriteString("subscriber", route.Subscriber.Id);
        json.WriteBoolean("told", route.IsTold);
        json.WriteString("reason", route.Reason.Text());
        json.WriteString("explanation", route.Explanation);
        json.Texts("email", route.Subscriber.Email);
    });

    public static string Summary(RunCounts counts) => Json.Object(json =>
    {
        json.WriteString("type", "summary");
        json.WriteNumber("files", counts.Files);
        json.WriteNumber("events", counts.Events);
        json.WriteNumber("notifications", counts.Notifications);
        json.WriteNumber("dead", counts.Dead);
    });

    private static void Delivery(Utf8JsonWriter json, Notification notification, Outcome? outcome, int attempt)
    {
        json.WriteString("type", "delivery");
        json.WriteString("notification", notification.Id.Text);
        json.WriteString("event", notification.Event.Text);
        json.WriteString("subscriber", notification.Subscriber);
        json.WriteString("channel", notification.Channel);
        json.Text("outcome", outcome?.Text());
        json.WriteNumber("attempt", attempt);
    }

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
