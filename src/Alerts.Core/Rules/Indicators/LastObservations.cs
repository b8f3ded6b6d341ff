using Alerts.Core.Observations;

namespace Alerts.Core.Rules;

/// <summary>Finds the last N observations of a series, the newest first.</summary>
internal static class LastObservations
{
    /// <param name="at">Position of the newest one that counts.</param>
    /// <param name="positions">Is filled with their positions, newest first; its length is how many are wanted.</param>
    /// <returns>Null where all were found.</returns>
    public static NoVerdict? Find(KnownSeries series, int at, Span<int> positions)
    {
        var found = 0;
        for (var i = at; i >= 0 && found < positions.Length; i--)
        {
            var period = series.PeriodAt(i);
            if (period.Kind == PeriodKind.Combined)
            {
                if (Months.AllSinglesKnown(series, at, period)) continue;
                if (Months.IsCombinedAmount(series, period)) return NoVerdict.CombinedPeriod;
            }
            positions[found++] = i;
        }
        return found == positions.Length ? null : NoVerdict.WindowTooShort;
    }

    /// <summary>The observations at positions, oldest first.</summary>
    public static Figure Figure(KnownSeries series, ReadOnlySpan<int> positions)
    {
        var parts = new Observation[positions.Length];
        for (var i = 0; i < parts.Length; i++) parts[^(i + 1)] = series[positions[i]];
        return Rules.Figure.Sum(parts);
    }
}

/// <summary>An indicator over the last N observations.</summary>
public abstract class LastN : IndicatorKind
{
    private const int OnStack = 256;

    public override ArgumentKind Argument => ArgumentKind.Count;

    public override bool IsPercent => false;

    public override bool HasBase => false;

    public override Reading Read(KnownSeries series, int at, Observation current, IndicatorArgument? argument, Ratio? minBase) => Read(series, at, current, argument, isWhole: false);

    public override Reading ReadWhole(KnownSeries series, int at, Observation current, IndicatorArgument? argument, Ratio? minBase) => Read(series, at, current, argument, isWhole: true);

    public override int Observations(IndicatorArgument? argument) => ((LastCount)argument!).Count + Before;

    /// <summary>1 where the current observation stands beside the N and is none of them; 0 where it is the newest of them.</summary>
    protected virtual int Before => 0;

    /// <param name="positions">Of the N, newest first.</param>
    /// <param name="isWhole">With every number, for an explanation.</param>
    protected abstract Reading Read(KnownSeries series, Observation current, ReadOnlySpan<int> positions, bool isWhole);

    private Reading Read(KnownSeries series, int at, Observation current, IndicatorArgument? argument, bool isWhole)
    {
        if (Months.IsCombinedAmount(series, current.Period)) return Reading.Without(NoVerdict.CombinedPeriod, Figure.Of(current));
        var count = ((LastCount)argument!).Count + Before;
        var positions = count <= OnStack ? stackalloc int[count] : new int[count];
        return LastObservations.Find(series, at, positions) is { } reason ? Reading.Without(reason, Figure.Of(current)) : Read(series, current, positions[Before..], isWhole);
    }
}
