using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Alerts.Cli.Telemetry;

/// <summary>One measure, as the reference page lists it.</summary>
/// <param name="Attributes">By which it is divided.</param>
internal sealed record Measure(string Name, string Kind, string Unit, string Says, params IReadOnlyList<string> Attributes);

/// <summary>One kind of span, as the reference page lists it.</summary>
internal sealed record Span(string Name, string Says, params IReadOnlyList<string> Attributes);

/// <summary>Every metric and span that a run sends. No attribute holds an address, a secret, or a text from a file.</summary>
internal static class Signals
{
    /// <summary>Of the meter and of the source of spans.</summary>
    public const string Name = "Alerts";

    public static readonly Measure Files = new("alerts.files", "counter", "{file}", "files read or skipped", "outcome", "dataset");
    public static readonly Measure Rows = new("alerts.rows", "counter", "{row}", "rows of files; `result` is `accepted`, `rejected` or `quarantined`", "result", "dataset");
    public static readonly Measure Events = new("alerts.events", "counter", "{event}", "events raised", "type", "severity");
    public static readonly Measure Deliveries = new("alerts.deliveries", "counter", "{attempt}", "attempts to send a message", "channel", "outcome");
    public static readonly Measure Dead = new("alerts.notifications.dead", "counter", "{notification}", "messages given up", "channel");
    public static readonly Measure Polls = new("alerts.polls", "counter", "{poll}", "publishers asked", "outcome", "dataset");
    public static readonly Measure Waiting = new("alerts.notifications.waiting", "gauge", "{notification}", "messages that are to be tried");
    public static readonly Measure OldestWaiting = new("alerts.notifications.oldest_waiting", "gauge", "s", "how long ago the oldest of them was tried first; 0 where none was");
    public static readonly Measure Evaluation = new("alerts.evaluation.duration", "histogram", "s", "applying the rules to a publication");
    public static readonly Measure Delivery = new("alerts.delivery.duration", "histogram", "s", "an attempt to send a message", "channel");
    public static readonly Measure Sweep = new("alerts.sweep.duration", "histogram", "s", "searching the store for work that nothing would wake");

    public static readonly Span FileSpan = new("file.read", "the file was read into the store", "alerts.file.sha256", "alerts.dataset", "alerts.outcome", "alerts.rows.accepted", "alerts.rows.rejected");
    public static readonly Span EvaluateSpan = new("evaluate", "the rules were applied to the publication", "alerts.publication.sequence", "alerts.events");
    public static readonly Span RouteSpan = new("route", "an event became messages", "alerts.event.id", "alerts.notifications");
    public static readonly Span DeliverSpan = new("deliver", "one attempt to send a message; an error where it did not arrive", "alerts.notification.id", "alerts.event.id", "alerts.subscriber", "alerts.channel", "alerts.attempt", "alerts.outcome", "alerts.reason");

    public static readonly IReadOnlyList<Measure> Measures = [Files, Rows, Events, Deliveries, Dead, Polls, Waiting, OldestWaiting, Evaluation, Delivery, Sweep];

    public static readonly IReadOnlyList<Span> Spans = [FileSpan, EvaluateSpan, RouteSpan, DeliverSpan];

    /// <summary>
    /// The trace of a publication and of all that it causes, from the hash of its file: whichever process does a piece of the work, now or
    /// after a restart, comes to the same one. The parent is the publication itself, which is no span.
    /// </summary>
    /// <param name="sha256">64 hex digits.</param>
    public static ActivityContext Trace(string sha256) =>
        new(ActivityTraceId.CreateFromString(sha256.AsSpan(0, 32)), ActivitySpanId.CreateFromString(sha256.AsSpan(32, 16)), ActivityTraceFlags.Recorded, isRemote: true);

    public static TagList Tags(Measure measure, params ReadOnlySpan<object?> values)
    {
        var tags = new TagList();
        for (var at = 0; at < values.Length; at++)
            if (values[at] is { } value) tags.Add(measure.Attributes[at], value);
        return tags;
    }

    public static Counter<long> Counter(this Meter meter, Measure measure) => meter.CreateCounter<long>(measure.Name, measure.Unit, measure.Says);

    public static Histogram<double> Histogram(this Meter meter, Measure measure) => meter.CreateHistogram<double>(measure.Name, measure.Unit, measure.Says);
}
