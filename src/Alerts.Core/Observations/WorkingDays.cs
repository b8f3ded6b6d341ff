namespace Alerts.Core.Observations;

/// <summary>On which days somebody publishes.</summary>
public enum WorkingDays
{
    EveryDay,

    /// <summary>Monday to Friday; no holidays are known.</summary>
    Weekdays,

    /// <summary>With Chinese holidays and make-up days, see <see cref="ChineseDays"/>.</summary>
    China,
}

public static class WorkingDaysOf
{
    public static bool Has(this WorkingDays days, DateOnly day) => days switch
    {
        WorkingDays.EveryDay => true,
        WorkingDays.Weekdays => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday),
        _ => ChineseDays.IsWorkingDay(day),
    };

    /// <summary>The n-th of them after a day; the day itself for 0.</summary>
    public static DateOnly After(this WorkingDays days, DateOnly day, int count)
    {
        for (; count > 0; count--) day = days.Next(day);
        return day;
    }

    public static DateOnly Next(this WorkingDays days, DateOnly day)
    {
        do day = day.AddDays(1);
        while (!days.Has(day));
        return day;
    }
}
