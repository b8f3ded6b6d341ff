using System.Globalization;
using Alerts.Core.Alerting;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;
using Alerts.Core.Observations;

namespace Alerts.Core.UseCases;

/// <summary>Who is told, and by which way, that a destination is disabled or turns messages away: the workspace's owner by mail, and its subscriber by every other channel of theirs.</summary>
public static class OwnerNotices
{
    /// <summary>Receives what no subscriber does.</summary>
    public const string Owner = "owner";

    /// <param name="failed">What the attempt was about.</param>
    /// <param name="attempt">Its number.</param>
    /// <returns>Nothing where the destination is neither disabled by this attempt nor turns messages away from it on. One a day for each destination and receiver: its id follows from them.</returns>
    public static IReadOnlyList<Notification> Of(Workspace workspace, Notification failed, Answer answer, DeliveryDecision decision, int attempt, DateTimeOffset now)
    {
        var isDisabled = decision.Reason == DeliveryReason.ReceiverGone;
        // Where the mail server takes no login, mail about it would wait with the rest.
        var isTurnedAway = !decision.IsDead && answer.NeedsOwnerFrom == attempt && failed.Channel != Notification.Email;
        if (!isDisabled && !isTurnedAway) return [];
        var id = Id(failed, isDisabled, now);
        return [.. Receivers(workspace, failed).Select(to => new Notification(
            NotificationId.Of(id, to.Subscriber, to.Channel, to.Address), id, to.Subscriber, to.Channel, to.Address,
            OwnerMessages.Of(workspace.Name, failed, to.Channel, id, answer.Detail, isDisabled, workspace.Local(now))))];
    }

    private static IEnumerable<(string Subscriber, string Channel, string Address)> Receivers(Workspace workspace, Notification failed)
    {
        var owner = workspace is { Owner: { } address, Email: not null } ? (Owner, Notification.Email, address) : default((string, string, string)?);
        var ways = workspace.Subscribers.Where(subscriber => subscriber.Id == failed.Subscriber).SelectMany(subscriber => RouteEvent.Channels(workspace, subscriber).Select(way => (subscriber.Id, way.Channel, way.Address)));
        return (owner is { } first ? ways.Prepend(first) : ways)
            .Where(way => !(way.Item2 == failed.Channel && IsSame(way.Item3, failed.Address)))
            .DistinctBy(way => (way.Item2, way.Item3.ToLowerInvariant()));
    }

    private static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static EventId Id(Notification failed, bool isDisabled, DateTimeOffset now)
    {
        var facts = string.Create(CultureInfo.InvariantCulture, $"{failed.Subscriber}\n{failed.Channel}\n{failed.Address}\n{isDisabled}\n{now.UtcDateTime:yyyy-MM-dd}");
        return new($"dst_{TextHash.Hex(facts, 24)}");
    }
}
