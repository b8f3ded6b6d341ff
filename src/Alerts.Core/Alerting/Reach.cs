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
            var reach = Indicators.Of(comparison.Indicator.Name).Reach(comparison.Indicator.Argument, current);
            if (reach < from) from = reach;
        }
        return series.Frequency == Frequency.Monthly ? new Span(MostMonthsCombined, SpanUnit.Month).Before(from) : from;
    }
}
