using System.Globalization;

namespace Alerts.Core.Observations;

/// <summary>The Chinese New Year, and which months it disturbs: work stops around it, and it moves between January and February.</summary>
public static class ChineseNewYear
{
    private const int DaysDisturbedAfter = 14;
    private const int DaysThatDisturbMarch = 5;

    private static readonly ChineseLunisolarCalendar Calendar = new();

    /// <summary>Its first day; null for a year that the calendar does not know (before 1902, after 2100).</summary>
    public static DateOnly? Day(int year) => year is >= 1902 and <= 2100 ? DateOnly.FromDateTime(Calendar.ToDateTime(year, 1, 1, 0, 0, 0, 0)) : null;

    /// <summary>Whether it fell in January in one of two years and in February in the other.</summary>
    public static bool Moved(int year, int other) => Day(year) is { } one && Day(other) is { } two && one.Month != two.Month;

    /// <summary>Whether it comes so late that work is slow for five days of March or more.</summary>
    public static bool ReachesMarch(int year) => Day(year) is { } day && day.AddDays(DaysDisturbedAfter) >= new DateOnly(year, 3, DaysThatDisturbMarch);
}
