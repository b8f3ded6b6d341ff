using Alerts.Core.Alerting;
using Alerts.Core.Notifications;
using Alerts.Core.Observations;
using Alerts.Core.Routing;

namespace Alerts.Core.UseCases;

/// <summary>Makes one notification of an event for each receiver. Safe to repeat: a notification's id follows from the event and the receiver.</summary>
public sealed class RouteEvent(IAlertStore alerts, IObservationStore observations, INotificationStore notifications, TimeProvider clock)
{
    private const int HistoryShown = 120;

    // More days than so many values take: a daily series may have a value a week, and months are published as one.
    private const int DaysOfDailyValue = 7;
    private const int DaysOfMonthlyValue = 62;

    /// <returns>Who is told, in order of subscriber.</returns>
    public async Task<IReadOnlyList<Notification>> Run(Workspace workspace, EventId id, CancellationToken cancel) =>
        await alerts.Event(id, cancel) is { } told ? await Run(workspace, told, cancel) : [];

    /// <summary>The same of an event that is at hand.</summary>
    public async Task<IReadOnlyList<Notification>> Run(Workspace workspace, AlertEvent told, CancellationToken cancel)
    {
        var receivers = told.Type is EventType.Corrected or EventType.Retracted ? await WhoWasTold(told, cancel) : Receivers(workspace, told);
        if (receivers.Count == 0) return [];
        var history = await History(workspace, told, cancel);
        var made = receivers.Select(receiver => Made(workspace, told, history, receiver)).ToList();
        await notifications.Add(made, clock.GetUtcNow(), cancel);
        return made;
    }

    private sealed record Receiver(string Subscriber, string Channel, string Address, string Why);

    private static List<Receiver> Receivers(Workspace workspace, AlertEvent told) =>
        [.. Routes.Of(RouteFacts.Of(told), workspace.Subscribers).Where(route => route.IsTold).SelectMany(route => Channels(workspace, route.Subscriber).Select(to => new Receiver(route.Subscriber.Id, to.Channel, to.Address, route.Explanation)))];

    /// <summary>Every way to reach a subscriber. An address that is a secret is named by its host and a hash.</summary>
    public static IEnumerable<(string Channel, string Address)> Channels(Workspace workspace, Subscriber subscriber)
    {
        if (workspace.Email is not null) foreach (var address in subscriber.Email) yield return (Notification.Email, address);
        if (subscriber.Slack is { } slack) yield return (Notification.Slack, SecretAddress.Named(slack));
        if (subscriber.Webhook is { } webhook) yield return (Notification.Webhook, SecretAddress.Named(webhook.Url));
    }

    // A correction goes to exactly those who were told what it amends, whatever they subscribe to now.
    private async Task<List<Receiver>> WhoWasTold(AlertEvent told, CancellationToken cancel)
    {
        var receivers = new List<Receiver>();
        foreach (var amended in told.Amends)
            receivers.AddRange((await notifications.Of(amended.Id, cancel)).Select(earlier => new Receiver(earlier.Subscriber, earlier.Channel, earlier.Address, "they were told what this amends")));
        return [.. receivers.Distinct()];
    }

    private static Notification Made(Workspace workspace, AlertEvent told, IReadOnlyList<(Period Period, decimal Value)> history, Receiver receiver)
    {
        var rule = workspace.Rules.FirstOrDefault(rule => rule.Id == told.Rule);
        var facts = new MessageFacts(workspace.Name, told, rule?.Title ?? told.Rule, workspace.Series, history, receiver.Subscriber, receiver.Why)
        {
            Buys = workspace.Subscribers.FirstOrDefault(subscriber => subscriber.Id == receiver.Subscriber)?.Buys ?? [],
        };
        var message = receiver.Channel switch
        {
            Notification.Slack => SlackMessages.Of(facts),
            Notification.Webhook => WebhookMessages.Of(told, facts.Buys),
            _ => EmailMessages.Of(facts),
        };
        return new(IdOf(told.Id, receiver), told.Id, receiver.Subscriber, receiver.Channel, receiver.Address, message) { Thread = told.Alert == told.Id ? null : IdOf(told.Alert, receiver) };
    }

    private static NotificationId IdOf(EventId id, Receiver receiver) => NotificationId.Of(id, receiver.Subscriber, receiver.Channel, receiver.Address);

    /// <summary>The newest values of the first series up to the event's period, as known when it was published.</summary>
    private async Task<IReadOnlyList<(Period Period, decimal Value)>> History(Workspace workspace, AlertEvent told, CancellationToken cancel)
    {
        if (!workspace.Series.TryGetValue(told.Series[0], out var definition)) return [];
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
