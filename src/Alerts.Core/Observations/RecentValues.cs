namespace Alerts.Core.Observations;

/// <summary>
/// Every vintage of a series' recent periods, or of all. Most are only compared, so that what else is known of one (its file, its rows) is put together
/// where somebody asks.
/// </summary>
/// <param name="Values">In order of period, vintage, sequence.</param>
/// <param name="Observation">The observation of a position in <paramref name="Values"/>.</param>
public sealed record RecentValues(string Series, RecentValue[] Values, Func<int, Observation> Observation)
{
    /// <summary>The publication of a position in <see cref="Values"/>.</summary>
    public Func<int, Publication> Publication { get; init; } = at => Observation(at).Publication;

    public IEnumerable<Observation> Observations => Enumerable.Range(0, Values.Length).Select(Observation);

    /// <summary>What publications up to one made known.</summary>
    public RecentValues UpTo(long sequence)
    {
        var at = 0;
        while (at < Values.Length && Values[at].Sequence <= sequence) at++;
        if (at == Values.Length) return this;
        var kept = Enumerable.Range(0, Values.Length).Where(one => Values[one].Sequence <= sequence).ToArray();
        return new(Series, [.. kept.Select(one => Values[one])], one => Observation(kept[one])) { Publication = one => Publication(kept[one]) };
    }

    /// <summary>Those periods of a history that end on a day or later, and the newest that end before it.</summary>
    /// <param name="history">Every vintage of the series, in order of period, vintage, sequence.</param>
    public static RecentValues Since(DateOnly day, string series, IReadOnlyList<Observation> history)
    {
        var from = history.LastOrDefault(observation => observation.Period.Last < day)?.Period.Last ?? day;
        return Of(series, [.. history.Where(observation => observation.Period.Last >= from)]);
    }

    /// <param name="observations">Of any series: each becomes one, with its observations in the order given.</param>
    public static IReadOnlyList<RecentValues> BySeries(IEnumerable<Observation> observations)
    {
        var bySeries = new Dictionary<string, List<Observation>>(StringComparer.Ordinal);
        foreach (var observation in observations)
        {
            if (!bySeries.TryGetValue(observation.Series, out var ofSeries)) bySeries[observation.Series] = ofSeries = [];
            ofSeries.Add(observation);
        }
        return [.. bySeries.Select(series => Of(series.Key, series.Value))];
    }

    /// <param name="observations">Of the series, in order of period, vintage, sequence.</param>
    public static RecentValues Of(string series, IReadOnlyList<Observation> observations)
    {
        var values = new RecentValue[observations.Count];
        for (var at = 0; at < values.Length; at++) values[at] = RecentValue.Of(observations[at]);
        return new(series, values, at => observations[at]);
    }
}

/// <summary>What of an observation is compared.</summary>
/// <param name="Sequence">Of the publication that made it known.</param>
public readonly record struct RecentValue(Period Period, decimal Value, Unit Unit, long Sequence)
{
    internal static RecentValue Of(Observation one) => new(one.Period, one.Value, one.Unit, one.Publication.Sequence);
}
