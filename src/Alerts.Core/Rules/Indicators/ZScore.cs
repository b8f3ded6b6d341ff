using Alerts.Core.Observations;

namespace Alerts.Core.Rules;

public sealed class ZScore : LastN
{
    public override IndicatorName Name => IndicatorName.Zscore;

    public override string Summary => "How many sample deviations the current value lies above the mean of the N observations before it.";

    public override bool IsBare => true;

    public override bool HasTotals => false;

    protected override int Before => 1;

    protected override Reading Read(KnownSeries series, Observation current, ReadOnlySpan<int> positions, bool isWhole)
    {
        var window = isWhole ? LastObservations.Figure(series, positions) : (Figure?)null;
        Span<decimal> before = new decimal[positions.Length];
        for (var i = 0; i < before.Length; i++) before[i] = series.Value(positions[i]);
        return Statistics.Deviation(before, out var mean) is var deviation and not 0
            ? new(null, Ratio.Of(current.Value - mean, deviation), Figure.Of(current), window)
            : Reading.Without(NoVerdict.DeviationIsZero, Figure.Of(current), window);
    }

    public override IReadOnlyList<(string Name, decimal Value)> Between(Reading reading)
    {
        var deviation = Statistics.Deviation([.. reading.Base!.Value.Parts.Select(part => part.Value)], out var mean);
        return [("mean", mean), ("deviation", deviation)];
    }

    public override string? Formula(Reading reading)
    {
        var between = Between(reading);
        return $"({Plain(reading.Current!.Value.Total)} − {Plain(between[0].Value)}) / {Plain(between[1].Value)}";
    }
}

/// <summary>Mean and deviation of a sample.</summary>
internal static class Statistics
{
    /// <summary>The sample deviation (N − 1), to the digits of a decimal where the squares fit one, to those of a double otherwise.</summary>
    /// <param name="values">Two or more.</param>
    /// <returns>Zero only where all are equal.</returns>
    public static decimal Deviation(ReadOnlySpan<decimal> values, out decimal mean)
    {
        var (sum, allEqual) = (0m, true);
        foreach (var value in values)
        {
            sum += value;
            allEqual &= value == values[0];
        }
        mean = allEqual ? values[0] : sum / values.Length;
        if (allEqual) return 0;
        var (least, most) = (values[0] - mean, values[0] - mean);
        foreach (var value in values) (least, most) = (Math.Min(least, value - mean), Math.Max(most, value - mean));
        var scale = Scale(Math.Max(-least, most));
        var squares = 0m;
        foreach (var value in values)
        {
            var distance = (value - mean) / scale;
            squares += distance * distance;
        }
        return Root(squares / (values.Length - 1)) * scale;
    }

    // A power of ten, so that the largest distance is near 1: squares neither overflow nor lose their digits.
    private static decimal Scale(decimal distance)
    {
        var scale = 1m;
        while (distance / scale >= 10) scale *= 10;
        while (distance / scale < 1 && scale > 1e-20m) scale /= 10;
        return scale;
    }

    private static decimal Root(decimal square)
    {
        var root = (decimal)Math.Sqrt((double)square);
        // A double is good for 15 digits; each round doubles them.
        for (var round = 0; round < 2 && root > 0; round++) root = (root + (square / root)) / 2;
        return root;
    }
}
