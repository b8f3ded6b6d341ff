using Alerts.Core.Observations;
using Alerts.Core.UseCases;
using Alerts.Web.Http;

namespace Alerts.Web.Endpoints;

internal static class SeriesEndpoints
{
    private static readonly Parameter First = new("from", "Of periods that end on this day or later.", "2025-03-01");
    private static readonly Parameter Last = new("to", "Of periods that end on this day or earlier.", "2025-03-31");

    public static IEnumerable<Operation> All { get; } =
    [
        new("listSeries", "GET", "/api/series", ApiScope.Read, "The series of the workspace, in order of id.", "SeriesList", List)
        {
            Parameters = [new("dataset", "Of this dataset.", "smm-prices"), Parameter.Limit, Parameter.Cursor],
        },
        new("getSeries", "GET", "/api/series/{id}", ApiScope.Read, "One series.", "Series", Get) { Refuses = [404] },
        new("listValues", "GET", "/api/series/{id}/values", ApiScope.Read, "The values of a series as they were known at a moment, in order of period.", "ObservationList", Values)
        {
            Parameters = [new("as-of", "The moment; default: now.", "2025-03-24"), First, Last, Parameter.Limit, Parameter.Cursor],
            Refuses = [404],
        },
        new("listVintages", "GET", "/api/series/{id}/vintages", ApiScope.Read, "Every value that was ever published, in order of period and of when it became known.", "ObservationList", Vintages)
        {
            Parameters = [First, Last, Parameter.Limit, Parameter.Cursor],
            Refuses = [404],
        },
    ];

    private static Task<Answer> List(Call call)
    {
        var dataset = call.Text("dataset");
        return Task.FromResult(Listed.Page(call, call.Workspace.Series.Values.Where(series => dataset is null || (!series.IsDerived && series.Dataset == dataset)), series => series.Id, Documents.Series));
    }

    private static Task<Answer> Get(Call call) => Task.FromResult(Find(call) is { } series
        ? Answer.Object(json => Documents.Series(json, series))
        : Missing(call));

    private static async Task<Answer> Values(Call call)
    {
        var asOf = call.Instant("as-of");
        return await Observations(call, history => [.. history.GroupBy(observation => observation.Period).OrderBy(vintages => vintages.Key)
            .Select(vintages => Core.Observations.Vintages.KnownAt(vintages, asOf ?? DateTimeOffset.MaxValue)).OfType<Observation>()]);
    }

    private static Task<Answer> Vintages(Call call) => Observations(call, history => history);

    private static async Task<Answer> Observations(Call call, Func<IReadOnlyList<Observation>, IReadOnlyList<Observation>> choose)
    {
        if (Find(call) is not { } series) return Missing(call);
        var (from, to, limit, after) = (call.Day("from"), call.Day("to"), call.Limit, Place.Read(call));
        if (call.Wrong is { } wrong) return wrong;
        var items = choose(await History(call, series))
            .Where(observation => (from is null || observation.Period.Last >= from) && (to is null || observation.Period.Last <= to) && (after is not { } before || Place.Of(observation).IsAfter(before)))
            .Take(limit + 1).ToList();
        return Listed.Answer(call, [.. items.Take(limit)], Documents.Observation, items.Count > limit ? Place.Of(items[limit - 1]).ToString() : null);
    }

    // In order of period, vintage, sequence.
    private static async Task<IReadOnlyList<Observation>> History(Call call, SeriesDefinition series)
    {
        if (!series.IsDerived) return await call.Desk.Observations.History([series.Id], call.Cancel);
        var stored = await call.Desk.Observations.History([.. SeriesBook.Sources(series, call.Workspace.Series).Distinct(StringComparer.Ordinal)], call.Cancel);
        return [.. new SeriesBook(call.Workspace.Series, stored, ReplayOrder.AsPublished).History(series.Id).OrderBy(one => one.Period).ThenBy(one => one.Vintage).ThenBy(one => one.Publication.Sequence)];
    }

    private static SeriesDefinition? Find(Call call) => call.Workspace.Series.GetValueOrDefault(call.Id);

    private static Problem Missing(Call call) => Problem.NoSuch("series", call.Id, Call.Meant(call.Id, call.Workspace.Series.Keys));

    /// <summary>Where an observation stands among all of its series.</summary>
    private readonly record struct Place(Period Period, DateTimeOffset Vintage, long Sequence)
    {
        public static Place Of(Observation observation) => new(observation.Period, observation.Vintage, observation.Publication.Sequence);

        public static Place? Read(Call call)
        {
            if (call.Text("cursor") is not { } text) return null;
            if (text.Split('~') is [var period, var ticks, var sequence] && Period.TryParse(period, out var read) && long.TryParse(ticks, out var at) && at >= 0 && at <= DateTimeOffset.MaxValue.UtcTicks && long.TryParse(sequence, out var number))
                return new(read, new(at, TimeSpan.Zero), number);
            call.Refuse("cursor", "'cursor' is none that an answer gave");
            return null;
        }

        public bool IsAfter(Place other) =>
            Period.CompareTo(other.Period) is var byPeriod and not 0 ? byPeriod > 0 : Vintage != other.Vintage ? Vintage > other.Vintage : Sequence > other.Sequence;

        public override string ToString() => FormattableString.Invariant($"{Period}~{Vintage.UtcTicks}~{Sequence}");
    }
}
