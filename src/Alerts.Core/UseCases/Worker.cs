using System.Globalization;
using Alerts.Core.Alerting;
using Alerts.Core.Notifications;

namespace Alerts.Core.UseCases;

/// <summary>Does all work that is due, one item after the other: evaluates, routes, delivers.</summary>
public sealed class Worker(IWorkQueue queue, EvaluateSeries evaluate, RouteEvent route, SendBundle bundles, DeliverNotification deliver, TimeProvider clock)
{
    // Routed in one step of the store; a signal to end waits for no more than these.
    private const int MostTogether = 100;

    /// <param name="cancel">Ends it between two steps; the step at hand is finished.</param>
    public async Task Run(Workspace workspace, IWorkObserver observer, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested && await Next() is { } item)
        {
            if (item.Kind == WorkKind.Deliver) await Deliver(item, observer, cancel);
            else await Decide(item, workspace, observer);
        }
    }

    // What came of one message and the claim of the next are one step of the store: one wait for the disk for each message. Still one message is under way at a
    // time, so a process that is killed leaves no more than one that may be sent again.
    private async Task Deliver(WorkItem first, IWorkObserver observer, CancellationToken cancel)
    {
        (WorkItem Item, Claim? Claim)? next = await Claimed(first);
        while (next is { } current)
        {
            var watch = new Watch(clock);
            var said = current.Claim is null ? null : await deliver.Send(current.Claim, CancellationToken.None);
            DeliveryAttempt? attempt = null;
            await queue.Together(
                async () =>
                {
                    if (current.Claim is not null && said is not null) attempt = await deliver.Record(current.Claim, said, CancellationToken.None);
                    await queue.Done(current.Item, CancellationToken.None);
                    next = !cancel.IsCancellationRequested && await Next() is { Kind: WorkKind.Deliver } item ? await Claimed(item) : null;
                },
                CancellationToken.None);
            if (attempt is not null) observer.Delivered(attempt);
            await observer.Done(current.Item, watch.Read());
        }
    }

    private async Task<(WorkItem Item, Claim? Claim)> Claimed(WorkItem item) => (item, await deliver.Claim(new NotificationId(item.Key), CancellationToken.None));

    private Task<WorkItem?> Next() => queue.Next(clock.GetUtcNow(), CancellationToken.None);

    // Decisions only write to the stores, so several are one step of the store; what they came to is told once they are kept.
    private async Task Decide(WorkItem first, Workspace workspace, IWorkObserver observer)
    {
        var told = new List<Func<IWorkObserver, Task>>();
        await queue.Together(
            async () =>
            {
                for (WorkItem? item = first; item is { Kind: not WorkKind.Deliver } && told.Count < MostTogether; item = await Next())
                {
                    told.Add(await Decision(item, workspace));
                    await queue.Done(item, CancellationToken.None);
                }
            },
            CancellationToken.None);
        foreach (var tell in told) await tell(observer);
    }

    private async Task<Func<IWorkObserver, Task>> Decision(WorkItem item, Workspace workspace)
    {
        var watch = new Watch(clock);
        Action<IWorkObserver> tell;
        switch (item.Kind)
        {
            case WorkKind.Evaluate:
                var events = await evaluate.Run(workspace, long.Parse(item.Key, CultureInfo.InvariantCulture), CancellationToken.None);
                tell = observer => observer.Raised(events);
                break;
            case WorkKind.Route:
                var notifications = await route.Run(workspace, new EventId(item.Key), CancellationToken.None);
                tell = observer => observer.Routed(notifications);
                break;
            case WorkKind.Bundle:
                var sent = await bundles.Run(workspace, item.Key, CancellationToken.None);
                tell = observer => observer.Routed(sent);
                break;
            default:
                throw new InvalidOperationException($"{item.Kind} decides nothing");
        }
        var timing = watch.Read();
        return observer =>
        {
            tell(observer);
            return observer.Done(item, timing);
        };
    }
}

/// <summary>Hears what happens while it happens.</summary>
public interface IWorkObserver
{
    void Raised(IReadOnlyList<AlertEvent> events);

    void Routed(IReadOnlyList<Notification> notifications);

    void Delivered(DeliveryAttempt attempt);

    /// <summary>An item is done: what came of it was told before. Whoever does not measure need not hear.</summary>
    Task Done(WorkItem item, Timing timing) => Task.CompletedTask;
}
