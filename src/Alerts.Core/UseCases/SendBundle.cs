using Alerts.Core.Alerting;
using Alerts.Core.Notifications;
using Alerts.Core.Routing;
using Alerts.Core.Rules;

namespace Alerts.Core.UseCases;

/// <summary>
/// A bundle's time has come: its receiver is told of all that it holds, in one message where the receiver is a person, unless something else now holds it back.
/// Safe to repeat: of what was told already, what is missing is written, and nothing is told again.
/// </summary>
public sealed class SendBundle(IAlertStore alerts, INotificationStore notifications, IPostponementStore postponements, ISubscriptionStore subscriptions, Noise noise, Messages messages, TimeProvider clock)
{
    /// <returns>What is sent.</returns>
    public async Task<IReadOnlyList<Notification>> Run(Workspace workspace, string bundle, CancellationToken cancel)
    {
        var held = await postponements.Bundle(bundle, cancel);
        if (held.Count == 0) return [];
        var kept = await subscriptions.Subscriptions(cancel);
        if (ReceiverOf(held[0]).HasLeft(kept))
        {
            await postponements.Remove(bundle, [.. held.Select(one => one.Event)], cancel);
            return [];
        }
        workspace = SubscribersInForce.Of(workspace, kept);
        var now = clock.GetUtcNow();
        if (held.Max(one => one.Until) is var until && until > now)
        {
            await postponements.Postpone(held, cancel);
            return [];
        }
        var untold = await CompleteTold(held, cancel);
        var events = new List<(PostponedEvent Held, AlertEvent Event)>();
        foreach (var one in untold) if (await alerts.Event(one.Event, cancel) is { } told) events.Add((one, told));
        var moved = await Moved(workspace, events, cancel);
        if (moved.Count > 0) await postponements.Postpone(moved, cancel);
        var toTell = events.Where(one => !moved.Exists(other => other.Event == one.Event.Id)).ToList();
        var sent = toTell.Count == 0 ? [] : await Send(workspace, held[0], toTell, now, cancel);
        await postponements.Remove(bundle, [.. held.Select(one => one.Event).Except(moved.Select(one => one.Event))], cancel);
        return sent;
    }

    // A process that ended here before may have written the message and not all of its events.
    private async Task<List<PostponedEvent>> CompleteTold(IReadOnlyList<PostponedEvent> held, CancellationToken cancel)
    {
        var told = new Dictionary<EventId, Notification>();
        foreach (var one in held)
            foreach (var known in (await notifications.Of(one.Event, cancel)).Where(known => ReceiverOf(one).Is(known.Subscriber, known.Channel, known.Address))) told[one.Event] = known;
        var missing = new List<Notification>();
        foreach (var message in told.Values.Where(message => message.With is not null).ToList())
            foreach (var other in message.With!.Split(' ').Select(id => new EventId(id)).Where(id => !told.ContainsKey(id)))
                if (await alerts.Event(other, cancel) is { } alsoTold) missing.Add(Messages.Named(alsoTold, ReceiverOf(held[0]), message.Id));
        if (missing.Count > 0) await notifications.Add(missing, clock.GetUtcNow(), cancel);
        var done = told.Keys.Concat(missing.Select(one => one.Event)).ToHashSet();
        return [.. held.Where(one => !done.Contains(one.Event))];
    }

    private async Task<List<PostponedEvent>> Moved(Workspace workspace, List<(PostponedEvent Held, AlertEvent Event)> events, CancellationToken cancel)
    {
        var moved = new List<PostponedEvent>();
        var quiet = await noise.Now(workspace, cancel);
        foreach (var (held, told) in events)
        {
            if (workspace.Subscribers.FirstOrDefault(known => known.Id == held.Subscriber) is not { } subscriber) continue;
            var continues = told.Alert != told.Id && (await notifications.Of(told.Alert, cancel)).Any(begun => ReceiverOf(held).Is(begun.Subscriber, begun.Channel, begun.Address));
            if (Postponements.Of(RouteFacts.Of(told), subscriber, told.Publication.Sha256, quiet, ReceiverOf(held).IsForPeople, continues, held.Reason) is { } again)
                moved.Add(PostponedEvent.Of(held.Event, held.Subscriber, held.Channel, held.Address, again, held.Why));
        }
        return moved;
    }

    private async Task<IReadOnlyList<Notification>> Send(Workspace workspace, PostponedEvent held, List<(PostponedEvent Held, AlertEvent Event)> events, DateTimeOffset now, CancellationToken cancel)
    {
        var atHand = new List<EventAtHand>();
        foreach (var told in InOrder(events.Select(one => one.Event))) atHand.Add(await messages.AtHand(workspace, told, cancel));
        var receiver = ReceiverOf(held);
        var why = events.ToDictionary(one => one.Event.Id, one => one.Held.Why);
        IReadOnlyList<Notification> made = receiver.IsForPeople && atHand.Count > 1
            ? Messages.Together(workspace, atHand, Lead(held, atHand.Count), receiver)
            : [.. atHand.Select(one => Messages.One(workspace, one, receiver with { Why = why[one.Event.Id] }))];
        await notifications.Add(made, now, cancel);
        return made;
    }

    /// <summary>Alerts that are open first, the severest of them first; what belongs together stays together, in the order told.</summary>
    internal static IEnumerable<AlertEvent> InOrder(IEnumerable<AlertEvent> events) => events
        .GroupBy(told => told.Alert)
        .OrderBy(alert => alert.Any(told => told.Type is EventType.Resolved or EventType.Retracted))
        .ThenByDescending(alert => alert.Max(told => told.Severity))
        .ThenBy(alert => alert.Min(told => told.Published))
        .ThenBy(alert => alert.Key.Text, StringComparer.Ordinal)
        .SelectMany(alert => alert.OrderBy(told => told.Sequence));

    private static string Lead(PostponedEvent held, int count) => held.Reason switch
    {
        PostponeReason.Grouped => $"{count} alerts from one release",
        PostponeReason.Digest => $"Digest: {count} alerts",
        PostponeReason.QuietHours => $"{count} alerts in your quiet hours",
        PostponeReason.Silenced => $"The silence {held.About} has ended: it held back {count} alerts",
        PostponeReason.Muted => $"The mute time {held.About} has ended: it held back {count} alerts",
        _ => $"{count} alerts that another one held back",
    };

    private static Receiver ReceiverOf(PostponedEvent held) => new(held.Subscriber, held.Channel, held.Address, held.Why);
}
