using Alerts.Core.Observations;
using Alerts.Core.Rules;

namespace Alerts.Core.Alerting;

/// <summary>How far back an instance must know its series, so that news after its head reads as with the whole history.</summary>
public static class Reach
{
    /// <summary>A combined period that covers more months may begin before everything that is looked at; then only the whole history will do.</summary>
    public const int MostMonthsCombined = 12;

    /// <param name="first">The earliest period of the news.</param>
    /// <returns>The day from which on every period of the series must be known, by its last day, and the newest before them.</returns>
    public static DateOnly Of(RuleInstance instance, SeriesDefinition series, Period first)
    {
        // A series that has no news may be that old.
        var current = instance.Series.Count == 1 ? first.Last : new Span(PlannedComparison.StaleAfter(series.Frequency), SpanUnit.Day).Before(first.Last);
        var from = current;
        foreach (var comparison in instance.When.Comparisons())
        {
            if (comparison.Indicator.Series != series.Id) continue;
            var kind = Indicators.Of(comparison.Indicator.Name);
            var reach = kind.Reach(comparison.Indicator.Argument, current);
            if (reach < from) from = reach;
            var likely = Likely(kind.Observations(comparison.Indicator.Argument), series.Frequency).Before(current);
            if (likely < from) from = likely;
        }
        return series.Frequency == Frequency.Monthly ? new Span(MostMonthsCombined, SpanUnit.Month).Before(from) : from;
    }

    /// <summary>Whether what is known of an instance's series holds as many observations as its indicators count back from news.</summary>
    internal static bool HoldsEnough(RuleInstance instance, IReadOnlyList<RecentSeries> series)
    {
        foreach (var part in instance.Plan)
            if (part.Kind.Observations(part.Argument) is var count and > 0 && series[part.Series].Earlier < count) return false;
        return true;
    }

    // So many observations take about so long: where they took longer, HoldsEnough sees it.
    private static Span Likely(int observations, Frequency frequency) =>
        observations == 0 ? new(0, SpanUnit.Day) : frequency == Frequency.Monthly ? new(observations + 2, SpanUnit.Month) : new((observations * 3 / 2) + 14, SpanUnit.Day);
}
