using System.Globalization;
using System.Text.Json;
using Alerts.Cli.Embedded;
using Alerts.Core.Alerting;
using Alerts.Core.Datasets;
using Alerts.Core.Datasets.Quality;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;
using Alerts.Core.Observations;
using Alerts.Core.Routing;
using Alerts.Core.Rules;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Output;

/// <summary>The documents of <c>--json</c> that are no events (CONTRACT §3).</summary>
internal static class Documents
{
    public static string File(Ingested file) => JsonText.Object(json =>
    {
        json.WriteString("type", "file.read");
        json.WriteString("file", file.File);
        json.WriteString("sha256", file.Sha256);
        json.Text("dataset", FileFacts.Dataset(file));
        json.Instant("published", file.Published);
        json.WriteString("outcome", FileFacts.Outcome(file));
        Reading(json, file as FileRead);
    });

    /// <summary>What a poll came to; the files that it read have documents of their own, before it.</summary>
    public static string Poll(Polled polled) => JsonText.Object(json =>
    {
        json.WriteString("type", "poll");
        json.WriteString("dataset", polled.Dataset);
        json.WriteString("address", polled.Address);
        json.WriteString("outcome", polled.Outcome.Text());
        json.Text("reason", polled.Reason);
        json.Text("detail", polled.Detail);
        json.WriteNumber("questions", polled.Questions);
        json.Texts("files", polled.Files.Where(file => file is FileRead).Select(file => file.Sha256));
        json.Instant("next", polled.Next);
    });

    /// <summary>A file that was read, and where it came from.</summary>
    public static string Kept(FileRecord file, Workspace workspace) => JsonText.Object(json =>
    {
        json.WriteString("type", "file");
        json.WriteString("file", file.File);
        json.WriteString("sha256", file.Sha256);
        json.WriteString("dataset", file.Dataset);
        json.Instant("published", workspace.Local(file.Published));
        json.Instant("read", workspace.Local(file.ReadAt));
        json.WriteString("outcome", file.Outcome.ToString().ToLowerInvariant());
        json.Text("reason", file.Reason);
        json.WriteNumber("accepted", file.Accepted);
        Origin(json, file.Origin, workspace);
    });

    /// <summary>One vintage of one value; <c>current</c>: no later one is known.</summary>
    public static string Value(VintageRow row, Workspace workspace, Cells cells) => JsonText.Object(json =>
    {
        json.WriteString("type", "value");
        Value(json, row.Observation, workspace, cells);
        json.WriteBoolean("current", row.IsCurrent);
    });

    /// <summary>A period for which a derived series has no value, and why.</summary>
    public static string Gap(SeriesDefinition series, DerivedGap gap) => JsonText.Object(json =>
    {
        json.WriteString("type", "no-value");
        json.WriteString("series", series.Id);
        json.WriteString("period", gap.Period.ToString());
        json.WriteString("reason", gap.Reason);
    });

    private static void Value(Utf8JsonWriter json, Observation observation, Workspace workspace, Cells cells)
    {
        json.WriteString("series", observation.Series);
        json.WriteString("period", observation.Period.ToString());
        json.WriteNumber("value", Plain(observation.Value));
        json.WriteString("unit", observation.Unit.Text);
        json.Instant("vintage", workspace.Local(observation.Vintage));
        if (observation.Parts.Count > 0)
        {
            json.Objects("parts", observation.Parts, part => Value(json, part, workspace, cells));
            return;
        }
        json.WriteStartObject("source");
        json.WriteString("dataset", observation.Publication.Dataset);
        json.WriteString("file", observation.Publication.File);
        json.WriteString("sha256", observation.Publication.Sha256);
        if (observation.Rows.Count == 1) json.WriteNumber("row", observation.Rows[0]);
        else if (observation.Rows.Count > 1) json.Numbers("rows", observation.Rows);
        if (cells.Of(observation) is { Count: > 0 } named) json.Texts("cells", named);
        Origin(json, observation.Publication.Origin, workspace);
        json.WriteEndObject();
    }

    private static void Origin(Utf8JsonWriter json, FileOrigin? origin, Workspace workspace)
    {
        if (origin is null) return;
        json.WriteString("address", origin.Address);
        json.Instant("fetched", workspace.Local(origin.FetchedAt));
        if (origin.Pages.Count > 0) json.Texts("pages", origin.Pages);
    }

    // Without trailing zeros: dividing by a one of the largest scale drops them.
    private static decimal Plain(decimal value) => value / 1.0000000000000000000000000000m;

    public static string Delivery(DeliveryAttempt attempt) => JsonText.Object(json => Delivery(json, attempt.Notification, attempt.Answer.Outcome, attempt.Number));

    /// <summary>A line of the ledger: the last attempt, and where the notification stands.</summary>
    public static string Entry(LedgerEntry entry, Workspace workspace) => JsonText.Object(json => Entry(json, entry, workspace));

    /// <summary>The same with each attempt, and what its decision means.</summary>
    public static string Explained(LedgerEntry entry, Workspace workspace) => JsonText.Object(json =>
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
        json.Text("in", entry.Notification.In?.Text);
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

    /// <summary>A series, how new it is, and when its next period is due.</summary>
    public static string Series(Freshness freshness, Workspace workspace) => JsonText.Object(json =>
    {
        json.WriteString("type", "series");
        json.WriteString("id", freshness.Series.Id);
        json.WriteString("title", freshness.Series.Title);
        json.WriteString("dataset", freshness.Series.Dataset);
        json.WriteString("unit", freshness.Series.Unit.Text);
        json.WriteString("frequency", freshness.Series.Frequency.Text());
        json.Text("basis", freshness.Series.Basis);
        json.Text("period", freshness.Newest?.Period.ToString());
        if (freshness.Newest is { } newest) json.WriteNumber("value", Plain(newest.Value));
        json.Instant("vintage", freshness.Newest is { } known ? workspace.Local(known.Vintage) : null);
        json.Text("next", freshness.Next?.ToString());
        json.Text("due", freshness.Due?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.Text("state", freshness.State?.Text());
    });

    /// <summary>A row in quarantine, and what became of it.</summary>
    public static string Quarantined(QuarantinedRow row, Workspace workspace) => JsonText.Object(json =>
    {
        json.WriteString("type", "quarantine");
        QuarantineJson.Write(json, row, workspace);
    });

    /// <summary>Whether a subscriber would be told, and why or why not.</summary>
    /// <param name="told">The event, where it is one that was raised.</param>
    /// <param name="messages">What has told them of it.</param>
    /// <param name="later">By channel: why they are told later.</param>
    public static string Route(RouteFacts facts, Route route, EventId? told, IReadOnlyList<Notification> messages, IReadOnlyList<ToldLater> later) => JsonText.Object(json =>
    {
        json.WriteString("type", "route");
        json.Text("event", told?.Text);
        json.WriteString("rule", facts.Rule);
        json.Texts("series", facts.Series);
        json.WriteString("severity", facts.Severity.Text());
        json.WriteString("subscriber", route.Subscriber.Id);
        json.WriteBoolean("told", route.IsTold);
        json.WriteString("reason", route.Reason.Text());
        json.WriteString("explanation", route.Explanation);
        json.Texts("email", route.Subscriber.Email);
        if (messages.Count > 0) json.Texts("notifications", messages.Select(message => (message.In ?? message.Id).Text));
        if (later.Count > 0) json.Objects("later", later, one =>
        {
            json.WriteString("channel", one.Channel);
            json.WriteString("reason", one.Reason.Text());
            if (one.Until < Postponements.WithoutEnd) json.Instant("until", one.Until);
            json.WriteString("explanation", one.Explanation);
        });
    });

    public static string Silence(Silence silence, DateTimeOffset now) => JsonText.Object(json =>
    {
        json.WriteString("type", "silence");
        json.WriteString("id", silence.Id);
        json.WritePropertyName("match");
        json.WriteStartObject();
        foreach (var (key, patterns) in silence.Match.Keys) json.Texts(key, patterns);
        json.WriteEndObject();
        json.Instant("from", silence.From);
        json.Instant("until", silence.Until);
        json.Instant("ended", silence.Ended);
        json.WriteBoolean("holds", silence.Holds(now));
        json.WriteString("by", silence.By);
        json.WriteString("why", silence.Why);
    });

    public static string Summary(RunCounts counts) => JsonText.Object(json =>
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
