using Alerts.Core.Observations;

namespace Alerts.Core.Datasets.Quality;

/// <summary>A series whose values do not change for long: a warning, for it may be right (FORMATS §8).</summary>
/// <param name="At">The new value that makes the run so long.</param>
/// <param name="Since">The run's first period.</param>
public sealed record StaleRun(ReadValue At, int Count, Period Since)
{
    public const string Keyword = "stale-run";

    /// <summary>Quotations without a change, where the dataset does not say how many.</summary>
    public const int Usual = 20;

    /// <param name="known">Every vintage of the periods before the new ones, in order of period and vintage.</param>
    /// <param name="news">In order of period.</param>
    /// <returns>The first new value with which a run is exactly so long: a run is told once, not with each value that makes it longer. Null: none.</returns>
    public static StaleRun? Of(int length, IReadOnlyList<RecentValue> known, IReadOnlyList<ReadValue> news)
    {
        var values = new SortedDictionary<Period, (decimal Value, ReadValue? New)>();
        foreach (var value in known) values[value.Period] = (value.Value, null);
        foreach (var value in news) values[value.Period] = (value.Value, value);
        var (count, since, last) = (0, default(Period), (decimal?)null);
        foreach (var (period, (value, isNew)) in values)
        {
            if (value != last) (count, since, last) = (0, period, value);
            if (++count == length && isNew is { } at) return new(at, count, since);
        }
        return null;
    }
}
