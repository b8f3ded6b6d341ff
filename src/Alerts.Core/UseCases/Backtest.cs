using System.Collections.Concurrent;
using Alerts.Core.Alerting;
using Alerts.Core.Datasets.Quality;
using Alerts.Core.Observations;
using Alerts.Core.Rules;

namespace Alerts.Core.UseCases;

/// <summary>Which values a backtest knows when.</summary>
public enum BacktestData
{
    /// <summary>Each vintage from the publication that made it known.</summary>
    AsPublished,

    /// <summary>Each period's newest value, as if its first publication had told it: what the rules would say of the figures of today.</summary>
    Final,
}

/// <summary>The events that the rules would have raised: the same fold as live, over every vintage in order of publication (SEMANTICS §5.8).</summary>
public static class Backtest
{
    /// <param name="stored">Every vintage of the stored series.</param>
    /// <param name="quarantine">Every row that was ever set aside as doubtful.</param>
    /// <returns>In order of publication, rule, instance, period.</returns>
    public static IReadOnlyList<AlertEvent> Run(Workspace workspace, IEnumerable<Observation> stored, IReadOnlyList<QuarantinedRow> quarantine, CancellationToken cancel = default) =>
        InOrder(Replay(workspace, stored, quarantine, cancel));

    /// <summary>The same where nothing was ever doubted.</summary>
    public static IReadOnlyList<AlertEvent> Run(Workspace workspace, IEnumerable<Observation> stored, CancellationToken cancel = default) => Run(workspace, stored, [], cancel);

    /// <summary>The same from what a store tells of each series.</summary>
    /// <param name="stored">Every vintage of the stored series, each series once.</param>
    /// <param name="quarantine">Every row that was ever set aside as doubtful.</param>
    /// <returns>Each rule instance with what it raised, in order of rule and instance; those that days evaluate come last.</returns>
    public static IReadOnlyList<Replayed> Replay(Workspace workspace, IEnumerable<RecentValues> stored, IReadOnlyList<QuarantinedRow> quarantine, BacktestData data = BacktestData.AsPublished, CancellationToken cancel = default)
    {
        var (book, doubtful) = Books(workspace, [.. stored], quarantine, data);
        var instances = PlacedInstance.Of(workspace);
        var replayed = new Replayed[instances.Count];
        Parallel.ForEach(Partitioner.Create(Together(instances), loadBalance: true), new ParallelOptions { CancellationToken = cancel }, alike => Replay(alike, book, doubtful, (placed, one) => replayed[placed.Order] = one));
        return [.. replayed, .. PlacedInstance.OfDays(workspace).Select(placed => new Replayed(placed.Instance, [.. OfDays(workspace, placed, book)], new Lazy<InstanceFold>(() => Fold(placed.Instance, book).Fold), First(placed.Instance, book)))];
    }

    /// <summary>The same from a store.</summary>
    public static async Task<IReadOnlyList<Replayed>> Replay(Workspace workspace, IObservationStore observations, BacktestData data, CancellationToken cancel)
    {
        var stored = await observations.Recent([.. workspace.Series.Values.Where(series => !series.IsDerived).Select(series => new SeriesSince(series.Id, DateOnly.MinValue))], cancel);
        return Replay(workspace, stored, await observations.Quarantine(isWaiting: false, cancel), data, cancel);
    }

    /// <summary>Some instances of a workspace.</summary>
    /// <param name="stored">Every vintage of the series that they look at.</param>
    /// <param name="told">Called with each, one after the other.</param>
    internal static void Replay(Workspace workspace, IReadOnlyList<PlacedInstance> instances, List<RecentValues> stored, IReadOnlyList<QuarantinedRow> quarantine, BacktestData data, Action<PlacedInstance, Replayed> told)
    {
        var (book, doubtful) = Books(workspace, stored, quarantine, data);
        foreach (var alike in Together(instances)) Replay(alike, book, doubtful, told);
    }

    // Instances know nothing of each other; those of one series are done together, since they share what is known of it.
    private static void Replay(List<PlacedInstance> alike, SeriesBook book, SeriesBook doubtful, Action<PlacedInstance, Replayed> told)
    {
        var steady = alike[0].Instance.Series is [var only] ? SteadySeries.Of(only, book.Values(only.Id)) : null;
        foreach (var placed in alike) told(placed, placed.Instance.Rule.TellsUnconfirmed ? Replay(placed.Instance, doubtful, null) : Replay(placed.Instance, book, steady));
    }

    private static IReadOnlyList<Replayed> Replay(Workspace workspace, IEnumerable<Observation> stored, IReadOnlyList<QuarantinedRow> quarantine, CancellationToken cancel) =>
        Replay(workspace, RecentValues.BySeries(stored), quarantine, BacktestData.AsPublished, cancel);

    /// <returns>What rules know that believe what was confirmed, and what those know that tell what was not.</returns>
    private static (SeriesBook Book, SeriesBook Doubtful) Books(Workspace workspace, List<RecentValues> stored, IReadOnlyList<QuarantinedRow> quarantine, BacktestData data)
    {
        var checks = Rescreening.Checks(workspace);
        var isUnchecked = stored.FindAll(series => !checks.ContainsKey(series.Series));
        var known = Rescreening.Of(workspace, stored.Where(series => checks.ContainsKey(series.Series)).SelectMany(series => series.Observations), quarantine).ToList();
        var confirmed = known.Where(observation => observation.Standing == Standing.Confirmed);
        if (data == BacktestData.Final)
        {
            var final = new SeriesBook(workspace.Series, Final(isUnchecked.SelectMany(series => series.Observations).Concat(confirmed)), ReplayOrder.AsPublished);
            return (final, final);
        }
        var book = new SeriesBook(workspace.Series, isUnchecked, confirmed, ReplayOrder.AsPublished);
        return (book, workspace.Rules.Any(rule => rule.TellsUnconfirmed) ? new SeriesBook(workspace.Series, isUnchecked, known, ReplayOrder.AsPublished) : book);
    }

    private static List<List<PlacedInstance>> Together(IReadOnlyList<PlacedInstance> instances)
    {
        var (all, bySeries) = (new List<List<PlacedInstance>>(), new Dictionary<string, List<PlacedInstance>>(StringComparer.Ordinal));
        foreach (var placed in instances)
        {
            if (!bySeries.TryGetValue(placed.Instance.Key, out var alike)) all.Add(bySeries[placed.Instance.Key] = alike = []);
            alike.Add(placed);
        }
        return all;
    }

    // From the day after a series is first known to the newest publication of all.
    private static IEnumerable<AlertEvent> OfDays(Workspace workspace, PlacedInstance placed, SeriesBook book)
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
            foreach (var told in passed.Events) yield return told;
        }
    }

    /// <summary>One instance over what a book holds of its series.</summary>
    /// <param name="steady">Its one series, where it is steady; null: each step is looked at.</param>
    internal static Replayed Replay(RuleInstance instance, SeriesBook book, SteadySeries? steady)
    {
        if (steady is not null && InstanceFold.Replay(instance, steady) is { } events) return new(instance, events, new Lazy<InstanceFold>(() => Fold(instance, book).Fold), steady.Publications is [var first, ..] ? first.Publication : null);
        var (fold, told) = Fold(instance, book);
        return new(instance, told, new Lazy<InstanceFold>(fold), First(instance, book));
    }

    private static Publication? First(RuleInstance instance, SeriesBook book) =>
        instance.Series.Select(series => book.History(series.Id)).Where(history => history.Count > 0).Select(history => history[0].Publication).MinBy(publication => (publication.Published, publication.Sequence));

    /// <summary>Every step of an instance, one publication after the other.</summary>
    public static (InstanceFold Fold, IReadOnlyList<AlertEvent> Events) Fold(RuleInstance instance, SeriesBook book)
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
        return (fold, told);
    }

    /// <summary>What instances raised, in order of publication, rule, instance, period.</summary>
    /// <param name="replayed">In order of rule and instance.</param>
    public static IReadOnlyList<AlertEvent> InOrder(IEnumerable<Replayed> replayed)
    {
        // Sorted by one comparison over objects: code over tuples is not compiled ahead, and rule tests start often.
        var raised = new List<Raised>();
        var order = 0;
        foreach (var one in replayed)
        {
            foreach (var told in one.Events) raised.Add(new(told, order, raised.Count));
            order++;
        }
        if (!IsInOrder(raised)) raised.Sort(Raised.Compare);
        return raised.ConvertAll(item => item.Event);
    }

    // One file may hold years: then nothing is to be moved.
    private static bool IsInOrder(List<Raised> raised)
    {
        for (var at = 1; at < raised.Count; at++)
            if (Raised.Compare(raised[at - 1], raised[at]) > 0) return false;
        return true;
    }

    private sealed record Raised(AlertEvent Event, int Order, int At)
    {
        public static int Compare(Raised a, Raised b)
        {
            if (!ReferenceEquals(a.Event.Publication, b.Event.Publication))
            {
                var published = a.Event.Published.CompareTo(b.Event.Published);
                if (published != 0) return published;
                var sequence = a.Event.Publication.Sequence.CompareTo(b.Event.Publication.Sequence);
                if (sequence != 0) return sequence;
            }
            var order = a.Order.CompareTo(b.Order);
            if (order != 0) return order;
            var period = a.Event.Period.CompareTo(b.Event.Period);
            return period != 0 ? period : a.At.CompareTo(b.At);
        }
    }

    private static IEnumerable<Observation> Final(IEnumerable<Observation> stored)
    {
        foreach (var vintages in stored.GroupBy(observation => (observation.Series, observation.Period)))
        {
            Observation? first = null, newest = null;
            foreach (var vintage in vintages)
            {
                if (first is null || IsBefore(vintage, first)) first = vintage;
                if (newest is null || IsBefore(newest, vintage)) newest = vintage;
            }
            yield return newest! with { Vintage = first!.Vintage, Publication = first.Publication };
        }
    }

    private static bool IsBefore(Observation a, Observation b) =>
        a.Vintage.CompareTo(b.Vintage) is var byVintage and not 0 ? byVintage < 0 : a.Publication.Sequence < b.Publication.Sequence;

    private static IEnumerable<Observation> Part(IReadOnlyList<Observation> history, int from, int to)
    {
        for (var at = from; at < to; at++) yield return history[at];
    }
}

/// <summary>What one rule instance did.</summary>
/// <param name="Events">In the order raised.</param>
/// <param name="Whole">Every step, as it stands after the last publication: worked out where somebody asks.</param>
/// <param name="First">The publication with which its history begins; null where there is none.</param>
public sealed record Replayed(RuleInstance Instance, IReadOnlyList<AlertEvent> Events, Lazy<InstanceFold> Whole, Publication? First)
{
    public InstanceFold Fold => Whole.Value;
}
