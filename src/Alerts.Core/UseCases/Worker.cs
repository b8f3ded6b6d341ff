using System.Globalization;
using Alerts.Core.Alerting;
using Alerts.Core.Notifications;

namespace Alerts.Core.UseCases;

/// <summary>Does all work that is due, one item after the other: evaluates, routes, delivers.</summary>
public sealed class Worker(IWorkQueue queue, EvaluateSeries evaluate, RouteEvent route, DeliverNotification deliver, TimeProvider clock)
{
    /// <param name="cancel">Ends it between two items; the item at hand is finished.</param>
    public async Task Run(Workspace workspace, IWorkObserver observer, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested && await queue.Next(clock.GetUtcNow(), CancellationToken.None) is { } item)
        {
            await Do(item, workspace, observer);
            await queue.Done(item, CancellationToken.None);
        }
    }

    private async Task Do(WorkItem item, Workspace workspace, IWorkObserver observer)
    {
        switch (item.Kind)
        {
            case WorkKind.Evaluate:
                observer.Raised(await evaluate.Run(workspace, long.Parse(item.Key, CultureInfo.InvariantCulture), CancellationToken.None));
                break;
            case WorkKind.Route:
                observer.Routed(await route.Run(workspace, new EventId(item.Key), CancellationToken.None));
                break;
            case WorkKind.Deliver:
                if (await deliver.Run(new NotificationId(item.Key), CancellationToken.None) is { } attempt) observer.Delivered(attempt);
                break;
            default:
                throw new InvalidOperationException($"{item.Kind} is no work");
        }
    }
}

/// <summary>Hears what happens while it happens.</summary>
public interface IWorkObserver
{
    void Raised(IReadOnlyList<AlertEvent> events);

    void Routed(IReadOnlyList<Notification> notifications);

    void Delivered(DeliveryAttempt attempt);
}
