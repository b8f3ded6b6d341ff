using Alerts.Core.Delivery;
using Alerts.Core.Notifications;

namespace Alerts.Core.UseCases;

/// <summary>Sends no mail to who has unsubscribed, whenever it was queued, and shows every other receiver the way out. What is no mail goes on as it is.</summary>
public sealed class ConsentedMail(IChannel channel, Workspace workspace, ISubscriptionStore subscriptions) : IChannel
{
    public async Task<Answer> Send(Notification notification, CancellationToken cancel)
    {
        // The owner answers for the workspace, and is no subscriber of it.
        if (notification.Channel != Notification.Email || notification.Subscriber == OwnerNotices.Owner) return await channel.Send(notification, cancel);
        if (!ConfirmMessages.Is(notification) && SubscribersInForce.HasLeft(await subscriptions.Subscriptions(cancel), notification.Subscriber, notification.Address))
            return new(Outcome.Failed, "not sent: the receiver has unsubscribed");
        return await channel.Send(notification with { UnsubscribeUrl = workspace.Links?.UnsubscribeUrl(notification.Subscriber, notification.Address) }, cancel);
    }
}
