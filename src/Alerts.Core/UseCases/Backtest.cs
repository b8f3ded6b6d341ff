using Alerts.Core.Alerting;
using Alerts.Core.Datasets.Quality;
using Alerts.Core.Observations;
using Alerts.Core.Rules;

namespace Alerts.Core.UseCases;

/// <summary>The events that the rules would have raised: the same fold as live, over every vintage in order of publication (SEMANTICS §5.8).</summary>
public static class Backtest
{
    /// <param name="stored">Every vintage of the stored series.</param>
    /// <param name="quarantine">Every row that was ever set aside as doubtful.</param>
    /// <returns>In order of publication, rule, instance, period.</returns>
    public static IReadOnlyList<AlertEvent> Run(Workspace workspace, IEnumerable<Observation> stored, IReadOnlyList<QuarantinedRow> quarantine, CancellationToken cancel = default)
    {
        var known = Rescreening.Of(workspace, stored, quarantine).ToList();
        var book = new SeriesBook(workspace.Series, known.Where(observation => observation.Standing == Standing.Confirmed), ReplayOrder.AsPublished);
        var doubtful = workspace.Rules.Any(rule => rule.TellsUnconfirmed) ? new SeriesBook(workspace.Series, known, ReplayOrder.AsPublished) : book;
        var instances = workspace.Rules.Where(rule => !rule.IsOfDays).SelectMany(rule => RuleInstances.Of(rule, workspace.Series)).ToList();
        SeriesBook BookOf(RuleInstance instance) => instance.Rule.TellsUnconfirmed ? doubtful : book;
        foreach (var instance in instances)
            foreach (var series in instance.Series) BookOf(instance).History(series.Id);
        // Instances know nothing of each other, and the book is only read from here on.
        var raised = instances.AsParallel().AsOrdered().WithCancellation(cancel).Select(instance => Run(instance, BookOf(instance))).ToList();
        var events = raised.SelectMany((told, order) => told.Select(item => (Event: item, Order: order)));
        events = events.Concat(PlacedInstance.OfDays(workspace).SelectMany(placed => OfDays(workspace, placed, book)));
        return [.. events.OrderBy(item => item.Event.Published).ThenBy(item => item.Event.Publication.Sequence).ThenBy(item => item.Order).ThenBy(item => item.Event.Period).Select(item => item.Event)];
    }

    // From the day after a series is first known to the newest publication of all.
    private static IEnumerable<(AlertEvent Event, int Order)> OfDays(Workspace workspace, PlacedInstance placed, SeriesBook book)
    {
        var history = book.History(placed.Instance.Series[0].Id);
        if (history.Count == 0) yield break;
        DateOnly Day(DateTimeOffset instant) => DateOnly.FromDateTime(workspace.Local(instant).DateTime);
        var (known, state, last) = (new NewestPeriods(history), (InstanceState?)null, Day(book.Newest));
        for (var day = Day(history.Min(observation => observation.Vintage)); day <= last; day = day.AddDays(1))
        {
            var now = new PassingDay(day, workspace.Midnight(day), workspace.TimeZone);
            if (AgeFold.Pass(placed.Instance, state, now, known.At(now.Midnight)) is not { } passed) continue;
            state = passed.Next;
            foreach (var told in passed.Events) yield return (told, int.MaxValue);
        }
    }

    private static List<AlertEvent> Run(RuleInstance instance, SeriesBook book)
    {
        var fold = new InstanceFold(instance, null, [], FirstLoads.AnnounceTheirPast);
        var told = new List<AlertEvent>();
        var history = instance.Series is [var only] ? book.History(only.Id) : DerivedSeries.Replay(instance.Series.SelectMany(series => book.History(series.Id)), ReplayOrder.AsPublished);
        for (int from = 0, to; from < history.Count; from = to)
        {
            var publication = history[from].Publication;
            for (to = from + 1; to < history.Count && history[to].Publication.Sequence == publication.Sequence;) to++;
            told.AddRange(fold.Apply(publication, Part(history, from, to), publication.Published));
        }
        return told;
    }

    private static IEnumerable<Observation> Part(IReadOnlyList<Observation> history, int from, int to)
    {
        for (var at = from; at < to; at++) yield return history[at];
    }
}
