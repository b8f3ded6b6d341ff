using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using Alerts.Cli.Output;
using Alerts.Core.Alerting;
using Alerts.Core.Datasets;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;
using Alerts.Core.Rules;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Telemetry;

/// <summary>Sends what a run does as metrics and spans. One trace goes from a file to its deliveries: see <see cref="Signals.Trace"/>.</summary>
internal sealed class RunSignals : IRunObserver, IDisposable
{
    private readonly ActivitySource _spans = new(Signals.Name);
    private readonly Meter _meter = new(Signals.Name);
    private readonly Counter<long> _files;
    private readonly Counter<long> _rows;
    private readonly Counter<long> _events;
    private readonly Counter<long> _deliveries;
    private readonly Counter<long> _dead;
    private readonly Counter<long> _polls;
    private readonly Histogram<double> _evaluation;
    private readonly Histogram<double> _delivery;
    private readonly Histogram<double> _sweep;
    private (int Count, double Oldest) _waiting;

    // What an item came to is told before how long it took.
    private IReadOnlyList<AlertEvent> _raised = [];
    private int _notifications;
    private DeliveryAttempt? _attempt;

    public RunSignals()
    {
        (_files, _rows, _events) = (_meter.Counter(Signals.Files), _meter.Counter(Signals.Rows), _meter.Counter(Signals.Events));
        _polls = _meter.Counter(Signals.Polls);
        (_deliveries, _dead) = (_meter.Counter(Signals.Deliveries), _meter.Counter(Signals.Dead));
        (_evaluation, _delivery, _sweep) = (_meter.Histogram(Signals.Evaluation), _meter.Histogram(Signals.Delivery), _meter.Histogram(Signals.Sweep));
        _meter.CreateObservableGauge(Signals.Waiting.Name, () => _waiting.Count, Signals.Waiting.Unit, Signals.Waiting.Says);
        _meter.CreateObservableGauge(Signals.OldestWaiting.Name, () => _waiting.Oldest, Signals.OldestWaiting.Unit, Signals.OldestWaiting.Says);
    }

    /// <summary>Where the file of an item of work is looked up; null while no store is open.</summary>
    public Origins? Origins { get; set; }

    public void Read(Ingested file, Timing timing)
    {
        var (dataset, outcome) = (FileFacts.Dataset(file), FileFacts.Outcome(file));
        _files.Add(1, Signals.Tags(Signals.Files, outcome, dataset));
        if (file is not FileRead { Reading: var reading }) return;
        var rejected = reading.SetAside.Count - reading.Quarantined;
        _rows.Add(reading.Accepted, Signals.Tags(Signals.Rows, "accepted", dataset));
        _rows.Add(rejected, Signals.Tags(Signals.Rows, "rejected", dataset));
        _rows.Add(reading.Quarantined, Signals.Tags(Signals.Rows, "quarantined", dataset));
        Span(Signals.FileSpan, file.Sha256, timing, reading.Outcome == ReadingOutcome.Rejected, file.Sha256, dataset, outcome, reading.Accepted, reading.SetAside.Count);
    }

    public void Raised(IReadOnlyList<AlertEvent> events)
    {
        _raised = events;
        foreach (var raised in events) _events.Add(1, Signals.Tags(Signals.Events, raised.Type.Text(), raised.Severity.Text()));
    }

    public void Routed(IReadOnlyList<Notification> notifications) => _notifications = notifications.Count;

    public void Delivered(DeliveryAttempt attempt)
    {
        _attempt = attempt;
        _deliveries.Add(1, Signals.Tags(Signals.Deliveries, attempt.Notification.Channel, attempt.Answer.Outcome.Text()));
        if (attempt.Decision.IsDead) _dead.Add(1, Signals.Tags(Signals.Dead, attempt.Notification.Channel));
    }

    public async Task Done(WorkItem item, Timing timing)
    {
        if (item.Kind == WorkKind.Evaluate) await Evaluated(long.Parse(item.Key, CultureInfo.InvariantCulture), timing);
        else if (item.Kind == WorkKind.Route) Span(Signals.RouteSpan, await Sha(new EventId(item.Key)), timing, false, item.Key, _notifications);
        else if (_attempt is { } attempt) await Sent(attempt, timing);
        (_raised, _notifications, _attempt) = ([], 0, null);
    }

    public void Polled(Polled polled) => _polls.Add(1, Signals.Tags(Signals.Polls, polled.Outcome.Text(), polled.Dataset));

    public void Swept(int missing, Timing timing) => _sweep.Record(timing.Took.TotalSeconds);

    public void Waiting(IReadOnlyList<WaitingNotification> waiting, DateTimeOffset now) =>
        _waiting = (waiting.Count, waiting.Select(item => item.FirstAt is { } first ? (now - first).TotalSeconds : 0).Append(0).Max());

    public void Dispose()
    {
        _spans.Dispose();
        _meter.Dispose();
    }

    private async Task Evaluated(long sequence, Timing timing)
    {
        _evaluation.Record(timing.Took.TotalSeconds);
        var sha256 = Origins is null ? null : await Origins.OfPublication(sequence);
        Span(Signals.EvaluateSpan, sha256, timing, false, sequence, _raised.Count);
    }

    private async Task Sent(DeliveryAttempt attempt, Timing timing)
    {
        var (notification, outcome) = (attempt.Notification, attempt.Answer.Outcome.Text());
        _delivery.Record(timing.Took.TotalSeconds, Signals.Tags(Signals.Delivery, notification.Channel));
        var isError = attempt.Decision.Reason != DeliveryReason.ReceiverTookIt;
        Span(Signals.DeliverSpan, await Sha(notification.Event), timing, isError, notification.Id.Text, notification.Event.Text, notification.Subscriber, notification.Channel, attempt.Number, outcome, attempt.Decision.Reason.ToString());
    }

    private async Task<string?> Sha(EventId told) => Origins is null ? null : await Origins.OfEvent(told);

    // A test of a channel has no event, and so belongs to no trace.
    private void Span(Span kind, string? sha256, Timing timing, bool isError, params ReadOnlySpan<object?> values)
    {
        if (sha256 is null) return;
        using var span = _spans.StartActivity(kind == Signals.DeliverSpan ? ActivityKind.Client : ActivityKind.Internal, Signals.Trace(sha256), startTime: timing.Began, name: kind.Name);
        if (span is null) return;
        for (var at = 0; at < values.Length; at++)
            if (values[at] is { } value) span.SetTag(kind.Attributes[at], value);
        if (isError) span.SetStatus(ActivityStatusCode.Error);
        span.SetEndTime((timing.Began + timing.Took).UtcDateTime);
    }
}
