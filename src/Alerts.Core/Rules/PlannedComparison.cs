using Alerts.Core.Observations;

namespace Alerts.Core.Rules;

/// <summary>One comparison of a rule with all that reading it needs, but for what is known of its series.</summary>
/// <param name="Argument">How far back, or since when; null for an indicator that takes none.</param>
/// <param name="Series">Position of its series in the instance.</param>
/// <param name="ToThreshold">A reading's value times this is in the unit of the threshold.</param>
/// <param name="MinBase">In the unit of the series; null: any base will do.</param>
internal sealed record PlannedComparison(IndicatorKind Kind, IndicatorArgument? Argument, int Series, Operator Operator, Threshold Threshold, Ratio ToThreshold, Ratio? MinBase)
{
    private const int StaleAfterDays = 31;
    private const int StaleAfterDaysMonthly = 92;

    private readonly Ratio _threshold = Ratio.Of(Threshold.Value);

    /// <summary>Whether a reading's value is told in another unit than that of its series.</summary>
    public bool Converts { get; } = ToThreshold != Ratio.Of(1);

    /// <summary>An observation that is more than so many days older than a point gives no verdict there (SEMANTICS §3.3).</summary>
    public static int StaleAfter(Frequency frequency) => frequency == Frequency.Monthly ? StaleAfterDaysMonthly : StaleAfterDays;

    /// <param name="series">Of an instance of the rule.</param>
    /// <param name="match">The series in the place of the rule's glob; null where it has none.</param>
    /// <returns>The rule's comparisons, in the order written.</returns>
    public static PlannedComparison[] Of(Rule rule, IReadOnlyList<SeriesDefinition> series, string? match) =>
        [.. rule.When.Comparisons().Select(comparison => Of(comparison, Position(series, Glob.IsGlob(comparison.Indicator.Series) ? match! : comparison.Indicator.Series), series, rule.MinBase))];

    public Reading Read(KnownSeries series, Period point)
    {
        var at = series.IndexUpTo(point);
        if (at < 0) return Reading.Without(NoVerdict.NoObservation);
        var current = series[at];
        return point.Last.DayNumber - current.Period.Last.DayNumber > StaleAfter(series.Definition.Frequency)
            ? Reading.Without(NoVerdict.Stale, Figure.Of(current))
            : Kind.Read(series, at, current, Argument, MinBase);
    }

    /// <summary>A reading's value in the unit of the threshold.</summary>
    public Ratio Converted(Ratio value) => Converts ? value * ToThreshold : value;

    /// <returns>Null: no verdict, and <paramref name="value"/> says nothing.</returns>
    public bool? Holds(KnownSeries series, Period point, out Ratio value)
    {
        var reading = Read(series, point);
        value = default;
        if (reading.NoVerdict is not null) return null;
        value = Converted(reading.Value);
        return Operator.Holds(value.CompareTo(_threshold));
    }

    private static PlannedComparison Of(Comparison comparison, int position, IReadOnlyList<SeriesDefinition> series, Quantity? minBase)
    {
        var (kind, threshold, unit) = (Indicators.Of(comparison.Indicator.Name), comparison.Threshold, series[position].Unit);
        var convert = kind.IsPercent || kind.CountsDays || threshold.Unit is null ? Ratio.Of(1) : unit.To(threshold.Unit);
        Ratio? least = kind.HasBase && minBase is { } smallest ? Ratio.Of(smallest.Amount) * smallest.Unit.To(unit) : null;
        return new(kind, comparison.Indicator.Argument, position, comparison.Operator, threshold, convert, least);
    }

    private static int Position(IReadOnlyList<SeriesDefinition> series, string id)
    {
        for (var at = 0; at < series.Count; at++)
            if (series[at].Id == id) return at;
        throw new InvalidOperationException($"{id} is no series of its instance");
    }
}
