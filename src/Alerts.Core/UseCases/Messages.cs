using Alerts.Core.Alerting;
using Alerts.Core.Notifications;
using Alerts.Core.Observations;
using Alerts.Core.Routing;

namespace Alerts.Core.UseCases;

/// <param name="Address">As <see cref="Notification"/> has it.</param>
/// <param name="Why">Why they are told.</param>
public sealed record Receiver(string Subscriber, string Channel, string Address, string Why)
{
    /// <summary>Whether it is the same receiver, for whatever reason they are told.</summary>
    public bool Is(string subscriber, string channel, string address) => (Subscriber, Channel, Address) == (subscriber, channel, address);

    /// <summary>People read several things in one message, and sleep; machines do neither.</summary>
    public bool IsForPeople => Channel != Notification.Webhook;

    /// <summary>Whether they have unsubscribed.</summary>
    /// <param name="kept">All that is kept of receivers of mail.</param>
    public bool HasLeft(IReadOnlyList<Subscription> kept) => Channel == Notification.Email && SubscribersInForce.HasLeft(kept, Subscriber, Address);

    public NotificationId IdOf(EventId told) => NotificationId.Of(told, Subscriber, Channel, Address);
}

/// <summary>What is known of an event for its messages, but for who gets them.</summary>
/// <param name="History">The newest values of the first series up to the event's period, as known when it was published.</param>
public sealed record EventAtHand(AlertEvent Event, IReadOnlyList<(Period Period, decimal Value)> History);

/// <summary>Makes notifications: what is told to whom.</summary>
public sealed class Messages(IObservationStore observations)
{
    private const int HistoryShown = 120;

    // More days than so many values take: a daily series may have a value a week, and months are published as one.
    private const int DaysOfDailyValue = 7;
    private const int DaysOfMonthlyValue = 62;

    public async Task<EventAtHand> AtHand(Workspace workspace, AlertEvent told, CancellationToken cancel) => new(told, await History(workspace, told, cancel));

    public static Notification One(Workspace workspace, EventAtHand told, Receiver receiver)
    {
        var facts = Facts(workspace, told, receiver);
        var message = receiver.Channel switch
        {
            Notification.Slack => SlackMessages.Of(facts),
            Notification.Teams => TeamsMessages.Of(facts),
            Notification.Webhook => WebhookMessages.Of(told.Event, facts.Buys),
            _ => EmailMessages.Of(facts),
        };
        return Made(told.Event, receiver, message) with { Thread = told.Event.Alert == told.Event.Id ? null : receiver.IdOf(told.Event.Alert) };
    }

    /// <summary>Several events in one message.</summary>
    /// <param name="told">At least two; what matters most first.</param>
    /// <param name="lead">Says why they come together.</param>
    /// <returns>The message, and one of each other event that names it.</returns>
    public static IReadOnlyList<Notification> Together(Workspace workspace, IReadOnlyList<EventAtHand> told, string lead, Receiver receiver)
    {
        var facts = told.Select(one => Facts(workspace, one, receiver)).ToList();
        var message = receiver.Channel switch
        {
            Notification.Slack => BundleMessages.Slack(lead, facts),
            Notification.Teams => BundleMessages.Teams(lead, facts),
            _ => BundleMessages.Email(lead, facts),
        };
        var first = Made(told[0].Event, receiver, message) with { With = string.Join(' ', told.Skip(1).Select(other => other.Event.Id.Text)) };
        return [first, .. told.Skip(1).Select(other => Named(other.Event, receiver, first.Id))];
    }

    /// <summary>What is missing of a message that was added: the other events that it tells of.</summary>
    public static Notification Named(AlertEvent told, Receiver receiver, NotificationId message) => Made(told, receiver, new(EmailMessages.Subject(told.Title), "", "")) with { In = message };

    private static Notification Made(AlertEvent told, Receiver receiver, Message message) => new(receiver.IdOf(told.Id), told.Id, receiver.Subscriber, receiver.Channel, receiver.Address, message);

    private static MessageFacts Facts(Workspace workspace, EventAtHand told, Receiver receiver)
    {
        var rule = workspace.Rules.FirstOrDefault(rule => rule.Id == told.Event.Rule);
        return new(workspace.Name, told.Event, rule?.Title ?? told.Event.Rule, workspace.Series, told.History, receiver.Subscriber, receiver.Why)
        {
            Buys = workspace.Subscribers.FirstOrDefault(subscriber => subscriber.Id == receiver.Subscriber)?.Buys ?? [],
        };
    }

    private async Task<IReadOnlyList<(Period Period, decimal Value)>> History(Workspace workspace, AlertEvent told, CancellationToken cancel)
    {
        if (told.Series.Count == 0 || !workspace.Series.TryGetValue(told.Series[0], out var definition)) return [];
        if (definition.IsDerived) return Newest(await Derived(workspace, told, definition, cancel));
        var since = told.Period.Last.DayNumber - (HistoryShown * (definition.Frequency == Frequency.Monthly ? DaysOfMonthlyValue : DaysOfDailyValue));
        var known = await observations.Known(definition.Id, Period.Day(DateOnly.FromDayNumber(Math.Max(0, since))), told.Period, told.Published, cancel);
        return Newest(known.Select(value => (value.Period, new Quantity(value.Value, value.Unit).In(definition.Unit).Amount)));
    }

    private async Task<IEnumerable<(Period Period, decimal Value)>> Derived(Workspace workspace, AlertEvent told, SeriesDefinition definition, CancellationToken cancel)
    {
        var stored = await observations.History([.. SeriesBook.Sources(definition, workspace.Series).Distinct(StringComparer.Ordinal)], cancel);
        return new SeriesBook(workspace.Series, stored, ReplayOrder.AsPublished).History(definition.Id)
            .Where(observation => observation.Vintage <= told.Published && observation.Period.CompareTo(told.Period) <= 0)
            .GroupBy(observation => observation.Period).Select(vintages => vintages.Last()).OrderBy(observation => observation.Period)
            .Select(observation => (observation.Period, observation.Value));
    }

    private static List<(Period Period, decimal Value)> Newest(IEnumerable<(Period Period, decimal Value)> values) => [.. values.TakeLast(HistoryShown)];
}
