using System.Globalization;
using Alerts.Cli.Output;
using Alerts.Core.Alerting;
using Alerts.Core.Datasets;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;
using Alerts.Core.Rules;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Telemetry;

/// <summary>Writes what a run does as log lines: names, ids, counts and reasons; nothing that a receiver said, and no address.</summary>
internal sealed class RunLog(Log log) : IRunObserver
{
    private const int Sha = 12;

    // What an item came to is told before how long it took.
    private int _events;
    private int _notifications;
    private DeliveryAttempt? _attempt;

    public void Read(Ingested file, Timing timing)
    {
        var read = file as FileRead;
        var needsAPerson = file is FileUnmatched or FileRead { NeedsAPerson: true };
        log.Write(
            LogEvent.FileRead, needsAPerson ? LogLevel.Warning : LogEvent.FileRead.Level,
            file.File, Short(file.Sha256), FileFacts.Dataset(file), FileFacts.Outcome(file), read?.Reading.Reason, read?.Reading.Accepted, read?.Reading.SetAside.Count, read?.Reading.Quarantined, Milliseconds(timing));
    }

    public void Raised(IReadOnlyList<AlertEvent> events)
    {
        _events = events.Count;
        foreach (var raised in events)
            log.Write(LogEvent.Raised, raised.Id.Text, raised.Type.Text(), raised.Rule, raised.Severity.Text(), raised.Period.ToString(), Short(raised.Publication.Sha256));
    }

    public void Routed(IReadOnlyList<Notification> notifications) => _notifications = notifications.Count;

    public void Delivered(DeliveryAttempt attempt) => _attempt = attempt;

    public Task Done(WorkItem item, Timing timing)
    {
        if (item.Kind == WorkKind.Evaluate) log.Write(LogEvent.Evaluated, long.Parse(item.Key, CultureInfo.InvariantCulture), _events, Milliseconds(timing));
        else if (item.Kind == WorkKind.Route) log.Write(LogEvent.Routed, item.Key, _notifications, Milliseconds(timing));
        else if (_attempt is { } attempt) Write(attempt, timing);
        (_events, _notifications, _attempt) = (0, 0, null);
        return Task.CompletedTask;
    }

    public void Polled(Polled polled) =>
        log.Write(LogEvent.Polled, polled.NeedsAPerson ? LogLevel.Warning : LogEvent.Polled.Level, polled.Dataset, polled.Outcome.Text(), polled.Reason, polled.Questions, polled.Files.Count(file => file is FileRead), polled.Next);

    public void Swept(int missing, Timing timing) => log.Write(LogEvent.Swept, missing, Milliseconds(timing));

    public void Waiting(IReadOnlyList<WaitingNotification> waiting, DateTimeOffset now)
    {
        if (waiting.Count > 0) log.Write(LogEvent.Waiting, waiting.Count);
    }

    private void Write(DeliveryAttempt attempt, Timing timing)
    {
        var (notification, decision) = (attempt.Notification, attempt.Decision);
        var level = attempt.NeedsOwner ? LogLevel.Error : decision.Reason == DeliveryReason.ReceiverTookIt ? LogLevel.Info : LogLevel.Warning;
        log.Write(
            LogEvent.Delivery, level,
            notification.Id.Text, notification.Event.Text, notification.Subscriber, notification.Channel, attempt.Number, attempt.Answer.Outcome.Text(), decision.Reason.ToString(), decision.Again, Milliseconds(timing));
    }

    private static string Short(string sha256) => sha256[..Sha];

    private static double Milliseconds(Timing timing) => Math.Round(timing.Took.TotalMilliseconds, 1);
}
