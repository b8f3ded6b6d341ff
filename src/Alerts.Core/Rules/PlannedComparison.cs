using Alerts.Core.Observations;

namespace Alerts.Core.Rules;

/// <summary>One comparison of a rule with all that reading it needs, but for what is known of its series.</summary>
/// <param name="Argument">How far back, since when, or how many; null for an indicator that takes none.</param>
/// <param name="Series">Position of its series in the instance.</param>
/// <param name="Second">Position of the other series of a two-sided indicator; −1 for one over a single series.</param>
/// <param name="ToFirst">A value of the second series times this is in the unit of the first.</param>
/// <param name="ToThreshold">A reading's value times this is in the unit of the threshold.</param>
/// <param name="MinBase">In the unit of the base or divisor; null: any will do.</param>
internal sealed record PlannedComparison(IndicatorKind Kind, IndicatorArgument? Argument, int Series, int Second, Ratio ToFirst, Operator Operator, Threshold Threshold, Ratio ToThreshold, Ratio? MinBase)
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
        [.. rule.When.Comparisons().Select(comparison => Of(comparison, series, match, rule.MinBase))];

    /// <param name="all">What is known of the instance's series.</param>
    public Reading Read(IReadOnlyList<KnownSeries> all, Period point) => Read(all, point, isWhole: false);

    /// <summary>The same with every number that was looked at, for an explanation.</summary>
    public Reading ReadWhole(IReadOnlyList<KnownSeries> all, Period point) => Read(all, point, isWhole: true);

    /// <summary>A reading's value in the unit of the threshold.</summary>
    public Ratio Converted(Ratio value) => Converts ? value * ToThreshold : value;

    /// <returns>Null: no verdict, and <paramref name="value"/> says nothing.</returns>
    public bool? Holds(IReadOnlyList<KnownSeries> all, Period point, out Ratio value)
    {
        var reading = Read(all, point, isWhole: false);
        value = default;
        if (reading.NoVerdict is not null) return null;
        value = Converted(reading.Value);
        return Operator.Holds(value.CompareTo(_threshold));
    }

    private Reading Read(IReadOnlyList<KnownSeries> all, Period point, bool isWhole)
    {
        var series = all[Series];
        if (Second >= 0) return ReadPair((PairKind)Kind, series, all[Second], point);
        var at = series.IndexUpTo(point);
        if (at < 0) return Reading.Without(NoVerdict.NoObservation);
        var current = series[at];
        if (point.LastDay - current.Period.LastDay > StaleAfter(series.Definition.Frequency)) return Reading.Without(NoVerdict.Stale, Figure.Of(current));
        return isWhole ? Kind.ReadWhole(series, at, current, Argument, MinBase) : Kind.Read(series, at, current, Argument, MinBase);
    }

    // The newest period at which both have an observation, unless it is too old.
    private Reading ReadPair(PairKind kind, KnownSeries first, KnownSeries second, Period point)
    {
        var oldest = point.LastDay - StaleAfter(first.Definition.Frequency);
        var (a, b) = (first.IndexUpTo(point), second.IndexUpTo(point));
        while (a >= 0 && b >= 0)
        {
            var order = first.PeriodAt(a).CompareTo(second.PeriodAt(b));
            if ((order > 0 ? first.PeriodAt(a) : second.PeriodAt(b)).LastDay < oldest) break;
            if (order == 0) return kind.Read(first[a], second[b], ToFirst, MinBase);
            if (order > 0) a--;
            else b--;
        }
        return Reading.Without(NoVerdict.NotBoth);
    }

    private static PlannedComparison Of(Comparison comparison, IReadOnlyList<SeriesDefinition> series, string? match, Quantity? minBase)
    {
        var (indicator, kind, threshold) = (comparison.Indicator, Indicators.Of(comparison.Indicator.Name), comparison.Threshold);
        var at = Position(series, indicator.Series, match);
        var second = indicator.Second is { } other ? Position(series, other, match) : -1;
        var unit = series[at].Unit;
        var divisor = second < 0 ? unit : series[second].Unit;
        var toFirst = second >= 0 && divisor.ConvertsTo(unit) ? divisor.To(unit) : Ratio.Of(1);
        var convert = threshold.Unit is { } told && kind.UnitOf(unit, second < 0 ? null : divisor) is { } own ? own.To(told) : Ratio.Of(1);
        Ratio? least = kind.HasBase && minBase is { } smallest ? Ratio.Of(smallest.Amount) * smallest.Unit.To(divisor) : null;
        return new(kind, indicator.Argument, at, second, toFirst, comparison.Operator, threshold, convert, least);
    }

    private static int Position(IReadOnlyList<SeriesDefinition> series, string name, string? match)
    {
        var id = Glob.IsGlob(name) ? match! : name;
        for (var at = 0; at < series.Count; at++)
            if (series[at].Id == id) return at;
        throw new InvalidOperationException($"{id} is no series of its instance");
    }
}
