using System.Globalization;
using Alerts.Azure.Storage;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;
using Alerts.Core.UseCases;
using Microsoft.Extensions.Logging;

namespace Alerts.Functions.App;

/// <summary>Does the work that a message tells of. A message may come twice, or too early: the stores know what is to be done.</summary>
/// <param name="jitter">A draw in [0, 1), for each attempt.</param>
internal sealed class Working(WorkspaceInUse workspaces, Evaluating evaluating, RoutingCases routing, IPostponementStore postponements, INotificationStore notifications, ISubscriptionStore subscriptions, IWorkMessages messages, TimeProvider clock, Func<double> jitter, ILogger<Working> log)
{
    /// <summary>Longer than any attempt takes; a process that ends in one delays it by as much.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    private static readonly Answer Failed = new(Outcome.Unknown, "the app failed each time it tried, and the message may have been sent");

    public Task Evaluate(string message, CancellationToken cancel) => With(message, async (inUse, told) =>
    {
        await evaluating.Run(inUse, long.Parse(told.Key, CultureInfo.InvariantCulture), cancel);
        await messages.Done(WorkKind.Evaluate, told.Key, cancel);
    }, cancel);

    public Task Route(string message, CancellationToken cancel) => With(message, async (inUse, told) =>
    {
        var made = messages.Event(told) is { } raised ? await routing.Route.Run(inUse.Workspace, raised, cancel) : await routing.Route.Run(inUse.Workspace, new Core.Alerting.EventId(told.Key), cancel);
        // Where somebody is told, the notifications were written with the end of this.
        if (made.Count == 0) await messages.Done(WorkKind.Route, told.Key, cancel);
    }, cancel);

    public Task Bundle(string message, CancellationToken cancel) => With(message, async (inUse, told) =>
    {
        await routing.Bundles.Run(inUse.Workspace, told.Key, cancel);
        if ((await postponements.Bundle(told.Key, cancel)).Count == 0) await messages.Done(WorkKind.Bundle, told.Key, cancel);
    }, cancel);

    public Task Deliver(string message, CancellationToken cancel) => With(message, async (inUse, told) =>
    {
        messages.Know(told);
        var deliver = new DeliverNotification(notifications, new ConsentedMail(inUse.Channel, inUse.Workspace, subscriptions), inUse.ScheduleOf, Lease, clock, jitter) { Workspace = inUse.Workspace };
        if (await deliver.Run(new NotificationId(told.Key), cancel) is not { } attempt) return;
        log.Delivered(attempt.Notification.Id.Text, attempt.Number, attempt.Notification.Channel, attempt.Answer.Outcome, attempt.Decision.Reason);
        if (attempt.Decision.IsDead) log.Dead(WorkKind.Deliver, told.Key, attempt.Decision.Reason);
    }, cancel);

    /// <summary>
    /// A message that failed too often. A notification is dead from now on, kept and able to be replayed; any other work stays, and is tried again by
    /// the sweep, since nobody else would do it.
    /// </summary>
    public async Task GiveUp(WorkKind kind, string message, CancellationToken cancel)
    {
        var told = WorkMessage.Read(message);
        log.Dead(kind, told?.Key ?? "a message that tells of no work", "its message failed too often");
        if (kind != WorkKind.Deliver || told is null) return;
        var now = clock.GetUtcNow();
        if (await notifications.Claim(new NotificationId(told.Key), now, Lease, cancel) is not { } claim) return;
        await notifications.Record(claim, Failed, new(DeliveryReason.MayHaveArrived, null), now, cancel);
    }

    private async Task With(string message, Func<InUse, WorkMessage, Task> work, CancellationToken cancel)
    {
        var told = WorkMessage.Read(message) ?? throw new InvalidDataException("the message tells of no work");
        if (await workspaces.Current(cancel) is { } inUse) await work(inUse, told);
        else log.LeftToSweep(told.Key, "no workspace is good");
    }
}
