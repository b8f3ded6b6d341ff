using Alerts.Core.Observations;

namespace Alerts.Core.Rules;

public sealed class Average : LastN
{
    public override IndicatorName Name => IndicatorName.Avg;

    public override string Summary => "The mean of the last N observations, the current one included.";

    public override bool HasTotals => false;

    public override string StepName => "mean";

    protected override Reading Read(KnownSeries series, Observation current, ReadOnlySpan<int> positions, bool isWhole)
    {
        var sum = 0m;
        foreach (var at in positions) sum += series.Value(at);
        return Reading.Of(Ratio.Of(sum, positions.Length), isWhole ? LastObservations.Figure(series, positions) : Figure.Of(current));
    }

    public override string? Formula(Reading reading) => $"({Added(reading.Current!.Value.Parts)}) / {reading.Current!.Value.Parts.Count}";
}

public sealed class Lowest : LastN
{
    public override IndicatorName Name => IndicatorName.Min;

    public override string Summary => "The lowest of the last N observations, the current one included.";

    public override string CurrentName => "lowest";

    protected override Reading Read(KnownSeries series, Observation current, ReadOnlySpan<int> positions, bool isWhole) => Extreme(series, positions, 1);

    public override string? Formula(Reading reading) => null;

    /// <param name="sign">+1 looks for the lowest, −1 for the highest; of equal ones the newest.</param>
    internal static Reading Extreme(KnownSeries series, ReadOnlySpan<int> positions, int sign)
    {
        var extreme = positions[0];
        foreach (var at in positions)
            if (series.Value(at).CompareTo(series.Value(extreme)) * sign < 0) extreme = at;
        return Reading.Of(Ratio.Of(series.Value(extreme)), Figure.Of(series[extreme]));
    }
}

public sealed class Highest : LastN
{
    public override IndicatorName Name => IndicatorName.Max;

    public override string Summary => "The highest of the last N observations, the current one included.";

    public override string CurrentName => "highest";

    protected override Reading Read(KnownSeries series, Observation current, ReadOnlySpan<int> positions, bool isWhole) => Lowest.Extreme(series, positions, -1);

    public override string? Formula(Reading reading) => null;
}
