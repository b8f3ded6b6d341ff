using Alerts.Core.Alerting;
using Alerts.Core.Notifications;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Telemetry;

/// <summary>Hears all that a run does, from its start to its end.</summary>
internal interface IRunObserver : IWorkObserver
{
    /// <summary>A file of the inbox was read, or skipped.</summary>
    void Read(Ingested file, Timing timing);

    /// <summary>A source was polled; what came was told before.</summary>
    void Polled(Polled polled);

    /// <summary>The stores were searched for work that was lost.</summary>
    void Swept(int missing, Timing timing);

    /// <summary>How many notifications are to be tried, and since when the oldest of them was.</summary>
    void Waiting(IReadOnlyList<WaitingNotification> waiting, DateTimeOffset now);
}

/// <summary>Several observers as one, in their order.</summary>
internal sealed class RunObservers(IReadOnlyList<IRunObserver> all) : IRunObserver
{
    public void Read(Ingested file, Timing timing) => Each(observer => observer.Read(file, timing));

    public void Raised(IReadOnlyList<AlertEvent> events) => Each(observer => observer.Raised(events));

    public void Routed(IReadOnlyList<Notification> notifications) => Each(observer => observer.Routed(notifications));

    public void Delivered(DeliveryAttempt attempt) => Each(observer => observer.Delivered(attempt));

    public void Heard() => Each(observer => observer.Heard());

    public async Task Done(WorkItem item, Timing timing)
    {
        foreach (var observer in all) await observer.Done(item, timing);
    }

    public void Polled(Polled polled) => Each(observer => observer.Polled(polled));

    public void Swept(int missing, Timing timing) => Each(observer => observer.Swept(missing, timing));

    public void Waiting(IReadOnlyList<WaitingNotification> waiting, DateTimeOffset now) => Each(observer => observer.Waiting(waiting, now));

    private void Each(Action<IRunObserver> tell)
    {
        foreach (var observer in all) tell(observer);
    }
}
