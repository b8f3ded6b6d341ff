using Alerts.Core.UseCases;
using Alerts.Functions.App;
using Microsoft.Azure.Functions.Worker;

namespace Alerts.Functions.Triggers;

internal sealed class WorkTriggers(Working working)
{
    [Function("EvaluateSeries")]
    public Task Evaluate([QueueTrigger("%ALERTS_STORE%evaluate-series")] string message, CancellationToken cancel) => working.Evaluate(message, cancel);

    [Function("RouteEvent")]
    public Task Route([QueueTrigger("%ALERTS_STORE%route-event")] string message, CancellationToken cancel) => working.Route(message, cancel);

    [Function("SendBundle")]
    public Task Bundle([QueueTrigger("%ALERTS_STORE%send-bundle")] string message, CancellationToken cancel) => working.Bundle(message, cancel);

    [Function("DeliverNotification")]
    public Task Deliver([QueueTrigger("%ALERTS_STORE%deliver-notification")] string message, CancellationToken cancel) => working.Deliver(message, cancel);
}

/// <summary>The host moves a message that failed too often to a queue of its own.</summary>
internal sealed class PoisonTriggers(Working working)
{
    [Function("EvaluateSeriesPoison")]
    public Task Evaluate([QueueTrigger("%ALERTS_STORE%evaluate-series-poison")] string message, CancellationToken cancel) => working.GiveUp(WorkKind.Evaluate, message, cancel);

    [Function("RouteEventPoison")]
    public Task Route([QueueTrigger("%ALERTS_STORE%route-event-poison")] string message, CancellationToken cancel) => working.GiveUp(WorkKind.Route, message, cancel);

    [Function("SendBundlePoison")]
    public Task Bundle([QueueTrigger("%ALERTS_STORE%send-bundle-poison")] string message, CancellationToken cancel) => working.GiveUp(WorkKind.Bundle, message, cancel);

    [Function("DeliverNotificationPoison")]
    public Task Deliver([QueueTrigger("%ALERTS_STORE%deliver-notification-poison")] string message, CancellationToken cancel) => working.GiveUp(WorkKind.Deliver, message, cancel);
}
