namespace Alerts.Core.Observations;

/// <summary>Where a period stands by its release calendar.</summary>
public enum ReleaseState
{
    NotDue,

    /// <summary>Today is the day.</summary>
    Due,

    /// <summary>Up to three days after it.</summary>
    Late,

    /// <summary>Longer: somebody should look.</summary>
    Missing,

    /// <summary>The owner has marked the release as cancelled or merged.</summary>
    Withdrawn,
}

public static class ReleaseStates
{
    /// <summary>As JSON names it: <c>not-due</c>.</summary>
    public static string Text(this ReleaseState state) => state == ReleaseState.NotDue ? "not-due" : state.ToString().ToLowerInvariant();
}

/// <summary>When the periods of a dataset are released: days only, in the publisher's time zone.</summary>
/// <param name="Frequency">Of the periods.</param>
/// <param name="Day">Monthly: the day of the month of release, the last one where it has fewer; null: <paramref name="After"/> counts.</param>
/// <param name="MonthsAfter">Monthly: how many months after the period's (last) month it is released.</param>
/// <param name="After">So many working days after the period's day; monthly: the n-th working day of the month of release.</param>
/// <param name="Days">On which days there are values, and which are counted by <paramref name="After"/>.</param>
/// <param name="JanuaryWithFebruary">January has no release of its own: it comes with February.</param>
/// <param name="Zone">Null: the workspace's.</param>
/// <param name="Dates">Days of release as the publisher has announced them: each stands for that of its month.</param>
/// <param name="Withdrawn">Periods whose release was cancelled, or merged with another.</param>
public sealed record ReleaseCalendar(
    Frequency Frequency,
    int? Day,
    int MonthsAfter,
    int After,
    WorkingDays Days,
    bool JanuaryWithFebruary,
    TimeZoneInfo? Zone,
    IReadOnlyList<DateOnly> Dates,
    IReadOnlyList<Period> Withdrawn)
{
    /// <summary>Days after the due day from which on a period that is not there is missing.</summary>
    public const int DaysUntilMissing = 4;

    // A period that is due now began no longer ago.
    private const int LongestLag = 70;

    /// <summary>The day on which a period is to be released.</summary>
    /// <param name="period">A day, a month or months published as one.</param>
    public DateOnly Due(Period period)
    {
        if (period.Kind == PeriodKind.Day) return Days.After(period.Last, After);
        var month = (JanuaryWithFebruary && period.LastMonth % 12 == 0 ? period.LastMonth + 1 : period.LastMonth) + MonthsAfter;
        var (year, number) = (month / 12, (month % 12) + 1);
        foreach (var date in Dates)
            if (date.Year == year && date.Month == number) return date;
        if (Day is { } day) return new(year, number, Math.Min(day, DateTime.DaysInMonth(year, number)));
        return Days.After(new DateOnly(year, number, 1).AddDays(-1), After);
    }

    /// <summary>The period that is released after another one.</summary>
    public Period Next(Period period)
    {
        if (period.Kind == PeriodKind.Day) return Period.Day(Days.Next(period.Last));
        var next = period.LastMonth + 1;
        // After a January that came alone the release of both is still to come.
        return JanuaryWithFebruary && next % 12 <= 1 ? Period.Months(next - (next % 12), next - (next % 12) + 1) : Period.Months(next, next);
    }

    public ReleaseState State(Period period, DateOnly today)
    {
        if (Withdrawn.Contains(period)) return ReleaseState.Withdrawn;
        var days = today.DayNumber - Due(period).DayNumber;
        return days < 0 ? ReleaseState.NotDue : days == 0 ? ReleaseState.Due : days < DaysUntilMissing ? ReleaseState.Late : ReleaseState.Missing;
    }

    /// <summary>The periods that are due on a day, withdrawn ones left out.</summary>
    public IEnumerable<Period> DueOn(DateOnly day)
    {
        var from = day.AddDays(-LongestLag - (31 * MonthsAfter) - (7 * After));
        var period = Frequency == Frequency.Monthly ? Period.Month(from.Year, from.Month) : Period.Day(from);
        for (period = Next(period); period.First <= day; period = Next(period))
            if (Due(period) == day && !Withdrawn.Contains(period)) yield return period;
    }

    /// <summary>The day that it is where the publisher is.</summary>
    /// <param name="zone">The workspace's time zone.</param>
    public DateOnly Today(DateTimeOffset now, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, Zone ?? zone).DateTime);
}
