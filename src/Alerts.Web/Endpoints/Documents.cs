using System.Text.Json;
using Alerts.Core.Alerting;
using Alerts.Core.Datasets;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;
using Alerts.Core.Observations;
using Alerts.Core.Routing;
using Alerts.Core.Rules;
using Alerts.Core.UseCases;

namespace Alerts.Web.Endpoints;

/// <summary>The JSON of what the API tells, each written into an object that is open. Absent values are left out; instants have the offset of the workspace's time zone.</summary>
internal static class Documents
{
    public static void Series(Utf8JsonWriter json, SeriesDefinition series)
    {
        json.WriteString("id", series.Id);
        json.WriteString("title", series.Title);
        json.WriteString("unit", series.Unit.Text);
        json.WriteString("frequency", series.Frequency.Text());
        json.Text("basis", series.Basis);
        json.Text("dataset", series.IsDerived ? null : series.Dataset);
        json.Text("publisher", series.IsDerived ? null : series.Publisher);
        if (series.IsDerived) json.Texts("sum", series.Parts);
        Labels(json, series.Labels);
    }

    public static void Observation(Utf8JsonWriter json, Observation observation)
    {
        json.WriteString("period", observation.Period.ToString());
        json.WriteNumber("value", observation.Value);
        json.WriteString("unit", observation.Unit.Text);
        json.WriteString("vintage", EventJson.Instant(observation.Vintage));
        EventJson.WriteSource(json, observation);
    }

    public static void Rule(Utf8JsonWriter json, Rule rule)
    {
        json.WriteString("id", rule.Id);
        json.WriteString("title", rule.Title);
        json.WriteString("when", rule.When.ToString());
        json.WriteNumber("for", rule.For);
        json.Text("clear", rule.Clear?.ToString());
        json.Text("again-every", rule.Again?.ToString());
        json.Text("min-base", rule.MinBase?.ToString());
        json.WriteString("severity", rule.Severity.Text());
        Labels(json, rule.Labels);
    }

    public static void Publication(Utf8JsonWriter json, Publication publication)
    {
        json.WriteString("file", publication.File);
        json.WriteString("sha256", publication.Sha256);
        json.WriteString("dataset", publication.Dataset);
        json.WriteString("published", EventJson.Instant(publication.Published));
    }

    public static void Received(Utf8JsonWriter json, Received file)
    {
        json.WriteString("file", file.File);
        json.WriteString("sha256", file.Sha256);
        json.WriteString("dataset", file.Dataset);
        json.WriteString("published", EventJson.Instant(file.Published));
        json.WriteString("outcome", file.Outcome.ToString().ToLowerInvariant());
        json.WriteNumber("accepted", file.Accepted);
        json.WriteNumber("unchanged", file.Unchanged);
        json.Objects("rejected", file.SetAside, row =>
        {
            json.WriteNumber("line", row.Line);
            json.Text("column", row.Column);
            json.WriteString("reason", row.Reason);
            json.WriteString("found", row.Found);
            json.WriteString("message", row.Message);
        });
        json.WriteNumber("quarantined", file.SetAside.Count(row => row.IsQuarantined));
        json.Text("reason", file.Reason);
    }

    public static void Entry(Utf8JsonWriter json, LedgerEntry entry, Workspace workspace)
    {
        json.WriteString("notification", entry.Notification.Id.Text);
        json.WriteString("event", entry.Notification.Event.Text);
        json.WriteString("subscriber", entry.Notification.Subscriber);
        json.WriteString("channel", entry.Notification.Channel);
        json.WriteString("subject", entry.Notification.Message.Subject);
        json.WriteString("status", entry.Status.ToString().ToLowerInvariant());
        json.Instant("due", Local(entry.Due, workspace));
        json.Objects("attempts", entry.Attempts, attempt =>
        {
            json.WriteNumber("number", attempt.Number);
            json.Instant("at", workspace.Local(attempt.At));
            json.WriteString("outcome", attempt.Outcome.Text());
            json.WriteString("detail", attempt.Detail);
            json.WriteString("decision", attempt.Decision);
        });
        json.Objects("reports", entry.Reports, report =>
        {
            json.WriteString("name", report.Name);
            json.Instant("at", workspace.Local(report.At));
            json.Text("outcome", report.Outcome?.Text());
            json.WriteString("detail", report.Detail);
        });
    }

    public static void Silence(Utf8JsonWriter json, Silence silence, DateTimeOffset now)
    {
        json.WriteString("id", silence.Id);
        MatchJson.Write(json, "match", silence.Match);
        json.Instant("from", silence.From);
        json.Instant("until", silence.Until);
        json.Instant("ended", silence.Ended);
        json.WriteBoolean("holds", silence.Holds(now));
        json.WriteString("by", silence.By);
        json.WriteString("why", silence.Why);
    }

    public static void Subscription(Utf8JsonWriter json, SubscriptionEntry entry)
    {
        var (subscriber, kept) = (entry.Subscriber, entry.Kept);
        json.WriteString("id", subscriber.Id);
        json.WriteString("from", kept is null ? "files" : "asked");
        json.WriteString("state", (kept?.State ?? (!subscriber.HasChannel && subscriber.Unsubscribed.Count > 0 ? SubscriptionState.Unsubscribed : SubscriptionState.Confirmed)).ToString().ToLowerInvariant());
        json.Texts("email", kept is null ? subscriber.Email : [kept.Address]);
        if (kept is null && subscriber.Unsubscribed.Count > 0) json.Texts("unsubscribed-addresses", subscriber.Unsubscribed);
        List<string> others = [.. new[] { (Notification.Slack, subscriber.Slack is not null), (Notification.Teams, subscriber.Teams is not null), (Notification.Webhook, subscriber.Webhook is not null) }.Where(way => way.Item2).Select(way => way.Item1)];
        if (others.Count > 0) json.Texts("channels", others);
        SubscriberJson.Write(json, subscriber);
        json.Instant("confirmed", Local(kept?.Confirmed, entry.Workspace));
        json.Instant("unsubscribed", Local(kept?.Unsubscribed, entry.Workspace));
    }

    public static void Route(Utf8JsonWriter json, RouteFacts facts, Route route)
    {
        json.WriteString("rule", facts.Rule);
        json.Texts("series", facts.Series);
        json.WriteString("severity", facts.Severity.Text());
        json.WriteString("subscriber", route.Subscriber.Id);
        json.WriteBoolean("told", route.IsTold);
        json.WriteString("reason", route.Reason.Text());
        json.WriteString("explanation", route.Explanation);
        if (route.Subscriber.Unsubscribed.Count > 0) json.Texts("unsubscribed", route.Subscriber.Unsubscribed);
    }

    public static DateTimeOffset? Local(DateTimeOffset? instant, Workspace workspace) => instant is { } known ? workspace.Local(known) : null;

    private static void Labels(Utf8JsonWriter json, IReadOnlyDictionary<string, string> labels)
    {
        if (labels.Count == 0) return;
        json.WriteStartObject("labels");
        foreach (var (name, text) in labels.OrderBy(label => label.Key, StringComparer.Ordinal)) json.WriteString(name, text);
        json.WriteEndObject();
    }
}

/// <summary>What became of a file: the same words whether it was read now or before.</summary>
internal sealed record Received(string File, string Sha256, string Dataset, DateTimeOffset Published, ReadingOutcome Outcome, string? Reason, int Accepted, int Unchanged, IReadOnlyList<RowSetAside> SetAside)
{
    public static Received Of(FileRead read) =>
        new(read.File, read.Sha256, read.Dataset.Id, read.Published, read.Reading.Outcome, read.Reading.Reason, read.Reading.Accepted, read.Values.Unchanged, read.Reading.SetAside);

    public static Received Of(FileRecord file) => new(file.File, file.Sha256, file.Dataset, file.Published, file.Outcome, file.Reason, file.Accepted, file.Unchanged, file.SetAside);
}
