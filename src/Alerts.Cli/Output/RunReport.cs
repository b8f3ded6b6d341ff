using Alerts.Cli.Telemetry;
using Alerts.Core.Alerting;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Output;

/// <summary>Tells a run as it goes: files, the events that they raised, deliveries, and at the end a summary.</summary>
internal sealed class RunReport(Screen screen, Workspace workspace, RunCounts counts) : IRunObserver
{
    private readonly Dictionary<string, int> _told = new(StringComparer.Ordinal);

    public void Read(Ingested file, Timing timing)
    {
        counts.Files += file is FileRead ? 1 : 0;
        counts.Skipped += file is FileSkipped ? 1 : 0;
        counts.ForAPerson += file is FileUnmatched or FileRead { NeedsAPerson: true } ? 1 : 0;
        screen.Document(() => Documents.File(file));
        // What was read before is told in one line at the end.
        if (file is not FileSkipped) FileSentences.Write(screen, file);
        screen.Flush();
    }

    /// <summary>A file of the inbox that is gone or may not be read; the others go on.</summary>
    public void Unreadable(string complaint)
    {
        counts.ForAPerson++;
        screen.Complain(complaint);
    }

    public void Raised(IReadOnlyList<AlertEvent> events)
    {
        foreach (var raised in events)
        {
            if (raised.Type == EventType.Firing) counts.LastFiring = raised.Id;
            screen.Document(() => EventJson.Write(raised));
            EventSentences.Line(screen, raised);
        }
        counts.Events += events.Count;
    }

    public void Routed(IReadOnlyList<Notification> notifications) => counts.Notifications += notifications.Count;

    public void Delivered(DeliveryAttempt attempt)
    {
        screen.Document(() => Documents.Delivery(attempt));
        if (attempt.Decision.IsDead) counts.Dead++;
        if (attempt.Answer.Outcome is Outcome.Accepted or Outcome.Delivered) Taken(attempt.Notification);
        else DeliverySentences.Trouble(screen, attempt, workspace);
        if (attempt.NeedsOwner) Complain(attempt);
    }

    public void Heard() => screen.Flush();

    private void Taken(Notification notification)
    {
        _told[notification.Subscriber] = _told.GetValueOrDefault(notification.Subscriber) + 1;
        counts.Complaints.Remove((notification.Channel, notification.Subscriber));
    }

    // Once for each trouble, however many messages and attempts meet it.
    private void Complain(DeliveryAttempt attempt)
    {
        var receiver = (attempt.Notification.Channel, attempt.Notification.Subscriber);
        if (counts.Complaints.GetValueOrDefault(receiver) == attempt.Answer.Detail) return;
        counts.Complaints[receiver] = attempt.Answer.Detail;
        screen.Complain(DeliverySentences.Owner(attempt, isForLog: screen.Log is not null));
    }

    public void Polled(Polled polled)
    {
        counts.ForAPerson += polled.NeedsAPerson && !polled.Files.Any(file => file is FileRead { NeedsAPerson: true }) ? 1 : 0;
        screen.Document(() => Documents.Poll(polled));
        PollSentences.Write(screen, polled);
        if (polled.NeedsAPerson) Complain(polled);
        else counts.PollComplaints.Remove(polled.Dataset);
        screen.Flush();
    }

    // Once for each trouble, however many polls meet it.
    private void Complain(Polled polled)
    {
        var trouble = PollSentences.Trouble(polled);
        if (counts.PollComplaints.GetValueOrDefault(polled.Dataset) == trouble) return;
        counts.PollComplaints[polled.Dataset] = trouble;
        screen.Complain($"{polled.Dataset} could not be polled: {trouble}");
    }

    public void Swept(int missing, Timing timing)
    {
    }

    public void Waiting(IReadOnlyList<WaitingNotification> waiting, DateTimeOffset now) => counts.Waiting = waiting.Count;

    /// <summary>All that was due has been done: says who was told.</summary>
    public void Pumped()
    {
        if (_told.Count == 0) return;
        screen.Line(("  told " + string.Join(", ", _told.OrderBy(told => told.Key, StringComparer.Ordinal).Select(told => $"{told.Key} ({Sentences.Count(told.Value, "message")})"))), "");
        _told.Clear();
    }

    public void Finished()
    {
        screen.Document(() => Documents.Summary(counts));
        SummarySentences.Write(screen, workspace, counts);
        screen.Flush();
    }
}
