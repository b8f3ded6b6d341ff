using System.Globalization;

namespace Alerts.Core.Observations;

/// <summary>Days, periods and small numbers as people write them.</summary>
public static class Worded
{
    private static readonly string[] Small = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    /// <summary><c>24 Mar 2025</c>.</summary>
    public static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary><c>24 Mar 2025</c>, <c>Feb 2025</c>, <c>Jan–Feb 2025</c>, <c>Dec 2024–Feb 2025</c>.</summary>
    public static string Text(Period period) => period.Kind switch
    {
        PeriodKind.Day => Day(period.First),
        PeriodKind.Month => Month(period.First),
        _ when period.First.Year == period.Last.Year => $"{period.First.ToString("MMM", CultureInfo.InvariantCulture)}–{Month(period.Last)}",
        _ => $"{Month(period.First)}–{Month(period.Last)}",
    };

    /// <summary><c>on 24 Mar 2025</c>, <c>in Feb 2025</c>.</summary>
    public static string At(Period period) => $"{(period.Kind == PeriodKind.Day ? "on" : "in")} {Text(period)}";

    /// <summary>Words up to twelve, digits above.</summary>
    public static string Count(int number) => number is >= 0 and <= 12 ? Small[number] : number.ToString(CultureInfo.InvariantCulture);

    private static string Month(DateOnly day) => day.ToString("MMM yyyy", CultureInfo.InvariantCulture);
}
