using System.Collections.Concurrent;
using System.Globalization;
using Alerts.Core.Alerting;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;
using Alerts.Core.Observations;
using Alerts.Core.Routing;

namespace Alerts.Core.UseCases;

/// <summary>Tells those who asked for it, once a week, that there was nothing to tell. Safe to repeat: a week's note has one id.</summary>
public sealed class QuietWeeks(IObservationStore observations, IAlertStore alerts, INotificationStore notifications, ISubscriptionStore subscriptions, TimeProvider clock)
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    // Weeks that are decided: looking again would read the whole ledger.
    private readonly ConcurrentDictionary<(string Subscriber, DateTimeOffset End), bool> _decided = [];

    /// <returns>The notes that are sent.</returns>
    public async Task<IReadOnlyList<Notification>> Run(Workspace workspace, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        workspace = await SubscribersInForce.Of(workspace, subscriptions, cancel);
        var due = workspace.Subscribers.Where(subscriber => subscriber.QuietWeek is not null).Select(subscriber => (Subscriber: subscriber, End: End(subscriber, workspace, now)))
            .Where(one => !_decided.ContainsKey((one.Subscriber.Id, one.End))).ToList();
        if (due.Count == 0) return [];
        var first = await alerts.FirstRun(now, cancel);
        var ledger = await notifications.Ledger(cancel);
        var made = due.Where(one => one.End - Week >= first && !WasTold(ledger, workspace, one.Subscriber, one.End)).SelectMany(one => Notes(workspace, one.Subscriber, one.End)).ToList();
        if (made.Count > 0)
        {
            var publications = await observations.Publications(cancel);
            var newest = workspace.Datasets.Select(dataset => (dataset.Id, publications.Where(publication => publication.Dataset == dataset.Id).MaxBy(publication => publication.Published))).ToList();
            made = [.. made.Select(note => note with { Message = QuietWeekMessages.Of(note.Channel, note.Event, workspace.Name, EndOf(note, due), RulesOf(workspace, note.Subscriber), newest) })];
            foreach (var note in made) await notifications.Add([note], now, cancel);
        }
        foreach (var (subscriber, end) in due) _decided[(subscriber.Id, end)] = true;
        return made;
    }

    // The newest end of a week that is over.
    private static DateTimeOffset End(Subscriber subscriber, Workspace workspace, DateTimeOffset now)
    {
        var zone = subscriber.TimeZone ?? workspace.TimeZone;
        var end = subscriber.QuietWeek!.Next(now - Week - Week, zone);
        for (var next = end; next <= now; next = subscriber.QuietWeek.Next(next, zone)) end = next;
        return TimeZoneInfo.ConvertTime(end, zone);
    }

    // The note of the week before is no news.
    private static bool WasTold(IReadOnlyList<LedgerEntry> ledger, Workspace workspace, Subscriber subscriber, DateTimeOffset end) => ledger.Any(entry =>
        entry.Notification.Subscriber == subscriber.Id && entry.Notification.Event != NoteOf(subscriber, End(subscriber, workspace, end - TimeSpan.FromTicks(1))) && (entry.Status == NotificationStatus.Waiting
            || entry.Attempts.Any(attempt => attempt.At > end - Week && attempt.At <= end && attempt.Outcome is Outcome.Accepted or Outcome.Delivered or Outcome.Deferred)));

    private static EventId NoteOf(Subscriber subscriber, DateTimeOffset end) =>
        new($"evt_{TextHash.Hex($"quiet week\n{subscriber.Id}\n{end.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}", 24)}");

    private static IEnumerable<Notification> Notes(Workspace workspace, Subscriber subscriber, DateTimeOffset end)
    {
        var id = NoteOf(subscriber, end);
        return RouteEvent.Channels(workspace, subscriber).Where(to => to.Channel != Notification.Webhook)
            .Select(to => new Notification(NotificationId.Of(id, subscriber.Id, to.Channel, to.Address), id, subscriber.Id, to.Channel, to.Address, new("", "", "")));
    }

    private static DateTimeOffset EndOf(Notification note, List<(Subscriber Subscriber, DateTimeOffset End)> due) => due.First(one => one.Subscriber.Id == note.Subscriber).End;

    private static int RulesOf(Workspace workspace, string subscriber)
    {
        var match = workspace.Subscribers.First(known => known.Id == subscriber).Match;
        return workspace.Rules.Count(rule => Rules.RuleInstances.Of(rule, workspace.Series).Any(instance => match.Matches(RouteFacts.Of(instance, rule.Severity))));
    }
}
