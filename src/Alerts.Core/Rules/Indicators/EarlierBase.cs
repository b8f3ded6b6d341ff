using Alerts.Core.Observations;

namespace Alerts.Core.Rules;

/// <summary>Finds the base of <c>change</c> and <c>move</c>: so long ago, or since a date.</summary>
internal static class EarlierBase
{
    /// <summary>A daily base may be this much older than the point it is looked for at.</summary>
    public const int DaysOlder = 31;

    public static FoundBase Of(KnownSeries series, int at, Observation current, IndicatorArgument argument)
    {
        var isMonthly = series.Definition.Frequency == Frequency.Monthly;
        if (argument is Since since)
        {
            if (current.Period.Last <= since.Day) return new(null, NoVerdict.NotAfterSince);
            if (!isMonthly) return Daily(series, at, since.Day);
            return Months.IsCombinedAmount(series, current.Period) ? new(null, NoVerdict.CombinedPeriod) : Exactly(series, at, LastMonthEndedBy(since.Day));
        }
        var span = (Span)argument;
        return isMonthly
            ? SameMonths(series, at, current, span.InMonths ?? throw new ArgumentException($"{span} on a monthly series", nameof(argument)))
            : Daily(series, at, span.Before(current.Period.Last));
    }

    /// <summary>The first day that is looked at, see <see cref="IndicatorKind.Reach"/>.</summary>
    public static DateOnly Reach(IndicatorArgument argument, DateOnly current)
    {
        var point = argument is Since since ? since.Day : ((Span)argument).Before(current);
        return point < current ? point : current;
    }

    /// <summary>
    /// The same months so long before. A combined amount is compared with the same months of another year alone, published
    /// combined or added up from single months (SEMANTICS §2.3).
    /// </summary>
    public static FoundBase SameMonths(KnownSeries series, int at, Observation current, int monthsBefore)
    {
        var months = current.Period.AddMonths(-monthsBefore);
        if (!Months.IsCombinedAmount(series, current.Period)) return Exactly(series, at, months);
        if (monthsBefore % 12 != 0) return new(null, NoVerdict.CombinedPeriod);
        if (Exactly(series, at, months).Base is { } combined) return new(combined, null);
        var (parts, reason) = Months.Cover(series, at, months.FirstMonth, months.LastMonth);
        return parts is null ? new(null, reason) : new(Figure.Sum(parts), null);
    }

    /// <summary>The observation of exactly these months, none that only covers them.</summary>
    public static FoundBase Exactly(KnownSeries series, int at, Period months)
    {
        if (Months.Known(series, at, months) is { } found) return new(Figure.Of(found), null);
        return new(null, Months.IsInsideCombined(series, at, months) ? NoVerdict.CombinedPeriod : NoVerdict.NoBase);
    }

    private static FoundBase Daily(KnownSeries series, int at, DateOnly target)
    {
        var index = Math.Min(series.IndexUpTo(target), at);
        if (index < 0 || series.PeriodAt(index).LastDay + DaysOlder < target.DayNumber) return new(null, NoVerdict.NoBase);
        return new(Figure.Of(series[index]), null);
    }

    private static Period LastMonthEndedBy(DateOnly day)
    {
        var month = Period.MonthNumber(day);
        return day.AddDays(1).Day == 1 ? Period.Months(month, month) : Period.Months(month - 1, month - 1);
    }
}

/// <summary>A base, or why there is none. A type of its own, for the library's pairs of values are compiled when the program runs.</summary>
internal readonly record struct FoundBase(Figure? Base, NoVerdict? Reason);
