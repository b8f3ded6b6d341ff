using Alerts.Core.Alerting;
using Alerts.Core.Datasets;
using Alerts.Core.Observations;
using Alerts.Core.Rules;

namespace Alerts.Core.UseCases;

/// <summary>
/// What follows from days that pass, without any file: periods that are overdue, and <c>age</c> rules. Each day is evaluated once, at its midnight in the
/// workspace's time zone, on what was published until then. Safe to repeat, and for two at once.
/// </summary>
public sealed class PassDays(IObservationStore observations, IAlertStore alerts, TimeProvider clock)
{
    // After a longer pause the older days are left out.
    private const int MostDays = 400;

    // So far back a newest period may lie that was on time.
    private const int LongestPeriod = 200;

    private (Workspace Workspace, DateOnly Day)? _passed;

    /// <returns>What the days since the last call raised, in order; nothing before the first day after the first call.</returns>
    public async Task<IReadOnlyList<AlertEvent>> Run(Workspace workspace, CancellationToken cancel)
    {
        var today = DateOnly.FromDateTime(workspace.Local(clock.GetUtcNow()).DateTime);
        if (_passed is { } passed && ReferenceEquals(passed.Workspace, workspace) && passed.Day >= today) return [];
        var told = IsNeeded(workspace) ? await Pass(workspace, today, cancel) : [];
        _passed = (workspace, today);
        return told;
    }

    private static bool IsNeeded(Workspace workspace) => workspace.Datasets.Any(dataset => dataset.Released is not null);

    private async Task<IReadOnlyList<AlertEvent>> Pass(Workspace workspace, DateOnly today, CancellationToken cancel)
    {
        var last = await alerts.LastDay(cancel);
        if (last >= today) return [];
        var first = last is { } day ? Max(day.AddDays(1), today.AddDays(-MostDays)) : today;
        var ages = PlacedInstance.OfDays(workspace);
        var known = await Known(workspace, ages, first, cancel);
        var states = (await alerts.States([.. ages.Select(placed => placed.Id)], cancel)).ToDictionary(state => state.Id);
        var told = new List<AlertEvent>();
        for (var passing = first; passing <= today; passing = passing.AddDays(1))
        {
            var now = new PassingDay(passing, workspace.Midnight(passing), workspace.TimeZone);
            foreach (var placed in ages) told.AddRange(await Pass(placed, now, known, states, cancel));
            told.AddRange(await AnnounceOverdue(workspace, now, known, cancel));
            await alerts.MarkDay(passing, cancel);
        }
        return told;
    }

    private async Task<IReadOnlyList<AlertEvent>> Pass(PlacedInstance placed, PassingDay day, Dictionary<string, NewestPeriods> known, Dictionary<InstanceId, InstanceState> states, CancellationToken cancel)
    {
        var newest = known[placed.Instance.Series[0].Id].At(day.Midnight);
        if (AgeFold.Pass(placed.Instance, states.GetValueOrDefault(placed.Id), day, newest) is not { } passed) return [];
        // Whoever was faster has said it.
        if (!await alerts.Record(passed.Next, passed.Events, cancel)) return [];
        states[placed.Id] = passed.Next;
        return passed.Events;
    }

    private async Task<IReadOnlyList<AlertEvent>> AnnounceOverdue(Workspace workspace, PassingDay day, Dictionary<string, NewestPeriods> known, CancellationToken cancel)
    {
        var told = workspace.Datasets.Where(dataset => dataset.Released is not null).SelectMany(dataset => Overdue(dataset, workspace, day, known)).ToList();
        await alerts.Announce(told, cancel);
        return told;
    }

    /// <summary>A period is here once any series of its dataset has it, or a later one.</summary>
    private static IEnumerable<AlertEvent> Overdue(Dataset dataset, Workspace workspace, PassingDay day, Dictionary<string, NewestPeriods> known)
    {
        var calendar = dataset.Released!;
        var due = calendar.Today(day.Midnight, workspace.TimeZone).AddDays(-ReleaseCalendar.DaysUntilMissing);
        var newest = dataset.Series.Select(series => known[series.Definition.Id].At(day.Midnight)).OfType<Observation>().MaxBy(observation => observation.Period);
        return calendar.DueOn(due).Where(period => newest is null || newest.Period.Last < period.Last)
            .Select(period => DataEvents.Overdue(period, due, day.Midnight, dataset.Id, dataset.Publisher, [.. dataset.Series.Select(series => series.Definition.Id)], newest));
    }

    private async Task<Dictionary<string, NewestPeriods>> Known(Workspace workspace, IReadOnlyList<PlacedInstance> ages, DateOnly first, CancellationToken cancel)
    {
        var sources = workspace.Datasets.Where(dataset => dataset.Released is not null).SelectMany(dataset => dataset.Series).Select(series => series.Definition.Id)
            .Concat(ages.SelectMany(placed => placed.Sources)).Distinct(StringComparer.Ordinal).ToList();
        var recent = await observations.Recent([.. sources.Select(series => new SeriesSince(series, first.AddDays(-LongestPeriod)))], cancel);
        var book = new SeriesBook(workspace.Series, recent.SelectMany(series => series.Observations), ReplayOrder.AsRead);
        return sources.Concat(ages.Select(placed => placed.Instance.Series[0].Id)).Distinct(StringComparer.Ordinal).ToDictionary(series => series, series => new NewestPeriods(book.History(series)), StringComparer.Ordinal);
    }

    private static DateOnly Max(DateOnly one, DateOnly other) => one > other ? one : other;
}

/// <summary>The newest period of a series as it was known at ever later instants.</summary>
internal sealed class NewestPeriods(IEnumerable<Observation> history)
{
    private readonly List<Observation> _history = [.. history.OrderBy(observation => observation.Vintage)];
    private int _next;
    private Observation? _newest;

    /// <param name="instant">Not before that of the call before.</param>
    /// <returns>Null where nothing was known.</returns>
    public Observation? At(DateTimeOffset instant)
    {
        for (; _next < _history.Count && _history[_next].Vintage <= instant; _next++)
            if (_newest is null || _history[_next].Period.CompareTo(_newest.Period) >= 0) _newest = _history[_next];
        return _newest;
    }
}
