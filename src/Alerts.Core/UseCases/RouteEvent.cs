using Alerts.Core.Alerting;
using Alerts.Core.Notifications;
using Alerts.Core.Routing;

namespace Alerts.Core.UseCases;

/// <summary>
/// Tells each receiver of an event: by a notification now, or by one later (<see cref="Postponements"/>). Safe to repeat: a notification's id follows from the
/// event and the receiver, and who has been told is told no more.
/// </summary>
public sealed class RouteEvent(IAlertStore alerts, INotificationStore notifications, IPostponementStore postponements, ISubscriptionStore subscriptions, Noise noise, Messages messages, TimeProvider clock)
{
    /// <returns>Who is told now, in order of subscriber.</returns>
    public async Task<IReadOnlyList<Notification>> Run(Workspace workspace, EventId id, CancellationToken cancel) =>
        await alerts.Event(id, cancel) is { } told ? await Run(workspace, told, cancel) : [];

    /// <summary>The same of an event that is at hand.</summary>
    public async Task<IReadOnlyList<Notification>> Run(Workspace workspace, AlertEvent told, CancellationToken cancel)
    {
        var kept = await subscriptions.Subscriptions(cancel);
        workspace = SubscribersInForce.Of(workspace, kept);
        var receivers = told.Type.IsAboutData() ? Owner(workspace)
            : told.Type is EventType.Corrected or EventType.Retracted ? [.. (await WhoHeard(told, cancel)).Where(hearer => !hearer.Receiver.HasLeft(kept))]
            : Receivers(workspace, told);
        var (now, later) = await Sorted(workspace, told, receivers, cancel);
        if (later.Count > 0) await postponements.Postpone(later, cancel);
        if (told.Type is EventType.Resolved or EventType.Retracted && workspace.Noise.Inhibitions.Count > 0) await noise.Release(workspace, cancel);
        if (now.Count == 0) return [];
        // Machines are told the event as it is; people are shown what came before.
        var atHand = now.Exists(receiver => receiver.IsForPeople) ? await messages.AtHand(workspace, told, cancel) : new(told, []);
        var made = now.Select(receiver => Messages.One(workspace, atHand, receiver)).ToList();
        await notifications.Add(made, clock.GetUtcNow(), cancel);
        return made;
    }

    /// <summary>Every way to reach a subscriber. An address that is a secret is named by its host and a hash.</summary>
    public static IEnumerable<(string Channel, string Address)> Channels(Workspace workspace, Subscriber subscriber)
    {
        if (workspace.Email is not null) foreach (var address in subscriber.Email) yield return (Notification.Email, address);
        if (subscriber.Slack is { } slack) yield return (Notification.Slack, SecretAddress.Named(slack));
        if (subscriber.Teams is { } teams) yield return (Notification.Teams, SecretAddress.Named(teams));
        if (subscriber.Webhook is { } webhook) yield return (Notification.Webhook, SecretAddress.Named(webhook.Url));
    }

    /// <param name="Bundle">What the receiver is to be told of in the same message; null: nothing.</param>
    private sealed record Hearer(Receiver Receiver, PostponedEvent? Bundle = null);

    private static List<Hearer> Receivers(Workspace workspace, AlertEvent told) =>
        [.. Routes.Of(told, workspace.Subscribers).Where(route => route.IsTold).SelectMany(route => Channels(workspace, route.Subscriber).Select(to => new Hearer(new(route.Subscriber.Id, to.Channel, to.Address, route.Explanation))))];

    private static List<Hearer> Owner(Workspace workspace) =>
        workspace is { Owner: { } owner, Email: not null } ? [new(new(OwnerNotices.Owner, Notification.Email, owner, "you look after the data of this workspace"))] : [];

    // A correction goes to exactly those who were told what it amends, whatever they subscribe to now; with it, to those who are yet to be told of that.
    private async Task<List<Hearer>> WhoHeard(AlertEvent told, CancellationToken cancel)
    {
        const string Why = "they were told what this amends";
        var hearers = new List<Hearer>();
        foreach (var amended in told.Amends)
            hearers.AddRange((await notifications.Of(amended.Id, cancel)).Select(earlier => new Hearer(new(earlier.Subscriber, earlier.Channel, earlier.Address, Why))));
        var amends = told.Amends.Select(amended => amended.Id).ToHashSet();
        hearers.AddRange((await postponements.Postponed(cancel)).Where(one => amends.Contains(one.Event)).Select(one => new Hearer(new(one.Subscriber, one.Channel, one.Address, Why), one)));
        return [.. hearers.DistinctBy(hearer => hearer.Receiver)];
    }

    private async Task<(List<Receiver> Now, List<PostponedEvent> Later)> Sorted(Workspace workspace, AlertEvent told, List<Hearer> hearers, CancellationToken cancel)
    {
        var (now, later) = (new List<Receiver>(), new List<PostponedEvent>());
        if (hearers.Count == 0) return (now, later);
        var quiet = await noise.Now(workspace, cancel);
        var begun = told.Alert == told.Id ? [] : await notifications.Of(told.Alert, cancel);
        foreach (var (receiver, bundle) in hearers)
        {
            var subscriber = workspace.Subscribers.FirstOrDefault(known => known.Id == receiver.Subscriber);
            var continues = begun.Any(earlier => receiver.Is(earlier.Subscriber, earlier.Channel, earlier.Address));
            if (bundle is not null) later.Add(bundle with { Event = told.Id, Why = receiver.Why });
            else if (subscriber is not null && Postponements.Of(RouteFacts.Of(told), subscriber, told.Publication.Sha256, quiet, receiver.IsForPeople, continues) is { } postponement)
                later.Add(PostponedEvent.Of(told.Id, receiver.Subscriber, receiver.Channel, receiver.Address, postponement, receiver.Why));
            else now.Add(receiver);
        }
        return (now, later);
    }
}
