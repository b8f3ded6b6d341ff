using Alerts.Core.Observations;

namespace Alerts.Core.Rules;

/// <summary>Finds the base of <c>change</c> and <c>move</c>: so long ago, or since a date.</summary>
internal static class EarlierBase
{
    /// <summary>A daily base may be this much older than the point it is looked for at.</summary>
    public const int DaysOlder = 31;

    public static (Observation? Base, NoVerdict? Reason) Of(KnownSeries series, int at, Observation current, IndicatorArgument argument)
    {
        if (argument is Since since)
        {
            if (current.Period.Last <= since.Day) return (null, NoVerdict.NotAfterSince);
            return series.Definition.Frequency == Frequency.Monthly
                ? ExactMonths(series, at, LastMonthEndedBy(since.Day))
                : Daily(series, at, since.Day);
        }
        var span = (Span)argument;
        return series.Definition.Frequency == Frequency.Monthly
            ? ExactMonths(series, at, current.Period.AddMonths(-(span.InMonths ?? throw new ArgumentException($"{span} on a monthly series", nameof(argument)))))
            : Daily(series, at, span.Before(current.Period.Last));
    }

    /// <summary>The observation of exactly these months, none that only covers them.</summary>
    public static (Observation? Base, NoVerdict? Reason) ExactMonths(KnownSeries series, int at, Period months)
    {
        if (series.At(months) is { } found && found.Period.CompareTo(series[at].Period) <= 0) return (found, null);
        return (null, IsInsideCombined(series, at, months) ? NoVerdict.CombinedPeriod : NoVerdict.NoBase);
    }

    private static (Observation? Base, NoVerdict? Reason) Daily(KnownSeries series, int at, DateOnly target)
    {
        var index = Math.Min(series.IndexUpTo(target), at);
        if (index < 0 || series[index].Period.Last.AddDays(DaysOlder) < target) return (null, NoVerdict.NoBase);
        return (series[index], null);
    }

    private static Period LastMonthEndedBy(DateOnly day)
    {
        var month = Period.MonthNumber(day);
        return day.AddDays(1).Day == 1 ? Period.Months(month, month) : Period.Months(month - 1, month - 1);
    }

    private static bool IsInsideCombined(KnownSeries series, int at, Period months)
    {
        for (var i = at; i >= 0 && series.Periods[i].LastMonth >= months.FirstMonth; i--)
            if (series.Periods[i].Kind == PeriodKind.Combined && series.Periods[i].FirstMonth <= months.LastMonth) return true;
        return false;
    }
}
