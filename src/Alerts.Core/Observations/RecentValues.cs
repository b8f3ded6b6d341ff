namespace Alerts.Core.Observations;

/// <summary>
/// Every vintage of a series' recent periods. Most are only compared, so that what else is known of one (its file, its rows) is put together
/// where somebody asks.
/// </summary>
/// <param name="Values">In order of period, vintage, sequence.</param>
/// <param name="Observation">The observation of a position in <paramref name="Values"/>.</param>
public sealed record RecentValues(string Series, IReadOnlyList<RecentValue> Values, Func<int, Observation> Observation)
{
    public IEnumerable<Observation> Observations => Enumerable.Range(0, Values.Count).Select(Observation);

    /// <summary>Those periods of a history that end on a day or later, and the newest that end before it.</summary>
    /// <param name="history">Every vintage of the series, in order of period, vintage, sequence.</param>
    public static RecentValues Since(DateOnly day, string series, IReadOnlyList<Observation> history)
    {
        var from = history.LastOrDefault(observation => observation.Period.Last < day)?.Period.Last ?? day;
        return Of(series, [.. history.Where(observation => observation.Period.Last >= from)]);
    }

    /// <param name="observations">Of the series, in order of period, vintage, sequence.</param>
    public static RecentValues Of(string series, IReadOnlyList<Observation> observations) =>
        new(series, [.. observations.Select(one => new RecentValue(one.Period, one.Value, one.Unit, one.Publication.Sequence))], at => observations[at]);
}

/// <summary>What of an observation is compared.</summary>
/// <param name="Sequence">Of the publication that made it known.</param>
public readonly record struct RecentValue(Period Period, decimal Value, Unit Unit, long Sequence);
