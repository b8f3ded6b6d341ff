using Alerts.Core.Alerting;
using Alerts.Core.Observations;

namespace Alerts.Core.UseCases;

/// <summary>One publication on its way through the instances that can go on from where they stand.</summary>
internal sealed class ContinuingRound(Workspace workspace, ILookup<string, Observation> added, Cause cause, IEnumerable<InstanceState> restless)
{
    // News over a longer time than this is a first load or late history, and would only be looked at twice.
    private const int MostDaysAdded = 31;
    private const int MostDaysAddedMonthly = 366;

    private readonly Dictionary<string, News> _news = added.ToDictionary(ofSeries => ofSeries.Key, News.Of, StringComparer.Ordinal);
    private readonly Dictionary<(string Rule, Frequency Frequency, Period First), DateOnly> _reaches = [];
    private readonly Dictionary<InstanceId, InstanceState> _restless = restless.ToDictionary(state => state.Id);

    /// <param name="Moving">They were at rest, and may not stay so.</param>
    /// <param name="Rest">They need the whole history.</param>
    public sealed record Looked(List<Decided> Outcomes, List<Moving> Moving, List<PlacedInstance> Rest);

    /// <summary>An instance with all that going on needs, but for its state.</summary>
    public sealed record Moving(PlacedInstance Instance, IReadOnlyList<KnownSeries> Known, AddedPoints Added);

    /// <summary>Instances that may go on, and the days from which on their sources are to be read.</summary>
    public sealed record Window(List<PlacedInstance> Instances, Dictionary<string, DateOnly> Days);

    /// <param name="rest">Is given those that need the whole history.</param>
    public Window WindowOf(List<PlacedInstance> instances, List<PlacedInstance> rest)
    {
        var (going, days) = (new List<PlacedInstance>(instances.Count), new Dictionary<string, DateOnly>(StringComparer.Ordinal));
        foreach (var placed in instances)
        {
            var news = placed.Sources is [var only] ? _news[only] : placed.Sources.Where(_news.ContainsKey).Select(source => _news[source]).Aggregate(News.Of);
            if (!news.IsShort(placed.Instance.Series[0].Frequency))
            {
                rest.Add(placed);
                continue;
            }
            going.Add(placed);
            foreach (var series in placed.Instance.Series)
            {
                var from = ReachOf(placed, series, news.First);
                foreach (var (source, since) in SeriesBook.Sources(series, workspace.Series, from))
                    if (!days.TryGetValue(source, out var earlier) || since < earlier) days[source] = since;
            }
        }
        return new(going, days);
    }

    // The instances of a glob differ in nothing that counts here, and there may be thousands.
    private DateOnly ReachOf(PlacedInstance placed, SeriesDefinition series, Period first)
    {
        if (placed.Instance.Series.Count > 1) return Reach.Of(placed.Instance, series, first);
        var key = (placed.Id.Rule, series.Frequency, first);
        if (!_reaches.TryGetValue(key, out var reach)) _reaches[key] = reach = Reach.Of(placed.Instance, series, first);
        return reach;
    }

    /// <param name="recent">The sources of the instances, from their days on.</param>
    public Looked Look(List<PlacedInstance> instances, IReadOnlyList<RecentValues> recent)
    {
        var looked = new Looked([], [], []);
        var book = new RecentBook(workspace, recent, cause.Publication.Sequence);
        foreach (var placed in instances)
        {
            var series = book.Of(placed.Instance.Series);
            if (RecentSeries.AddedTo(placed.Instance, series) is { } news) Look(new(placed, RecentSeries.KnownOf(series), news), looked);
            else looked.Rest.Add(placed);
        }
        return looked;
    }

    /// <returns>What is to be written; null where nothing changed, or somebody was faster.</returns>
    public Decided? Continued(Moving moving, InstanceState state)
    {
        if (state.Applied >= cause.Publication.Sequence || !moving.Added.HasNews) return null;
        var fold = InstanceFold.Resumed(moving.Instance.Instance, state, moving.Known);
        if (!cause.IsSilent) return Decided.Of(moving.Instance, state, fold, fold.Continue(cause.Publication, moving.Added.Points));
        fold.ContinueSilently(cause.Publication, moving.Added.Points);
        return Decided.Of(moving.Instance, state, fold, []);
    }

    private void Look(Moving moving, Looked looked)
    {
        if (_restless.TryGetValue(moving.Instance.Id, out var state))
        {
            if (state.Meaning != moving.Instance.Meaning) looked.Rest.Add(moving.Instance);
            else if (Continued(moving, state) is { } outcome) looked.Outcomes.Add(outcome);
        }
        else if (cause.IsSilent || !InstanceFold.StaysAtRest(moving.Instance.Instance, moving.Known, moving.Added.Points))
        {
            looked.Moving.Add(moving);
        }
    }

    /// <summary>The earliest and the last period that a publication put into a series.</summary>
    private readonly record struct News(Period First, Period Last)
    {
        public static News Of(IEnumerable<Observation> added) => new(added.Min(observation => observation.Period), added.Max(observation => observation.Period));

        public static News Of(News a, News b) => new(a.First.CompareTo(b.First) <= 0 ? a.First : b.First, a.Last.CompareTo(b.Last) >= 0 ? a.Last : b.Last);

        public bool IsShort(Frequency frequency) => Last.Last.DayNumber - First.Last.DayNumber <= (frequency == Frequency.Monthly ? MostDaysAddedMonthly : MostDaysAdded);
    }
}
