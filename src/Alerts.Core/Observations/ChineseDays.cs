using System.Globalization;

namespace Alerts.Core.Observations;

/// <summary>
/// Public days off in China, and the weekend days worked to make up for them, as the State Council announces them each year.
/// Beyond the table, Monday to Friday are taken for working days: make-up days cannot be foreseen.
/// </summary>
public static class ChineseDays
{
    public const int FirstYear = 2015;
    public const int LastYear = 2026;

    private sealed record Year(string Off, string MadeUp);

    private static readonly Dictionary<int, Year> Years = new()
    {
        [2015] = new("01-01..01-03 02-18..02-24 04-05..04-06 05-01 06-20 06-22 09-03..09-04 09-27 10-01..10-07", "01-04 02-15 02-28 09-06 10-10"),
        [2016] = new("01-01 02-07..02-13 04-04 05-01..05-02 06-09..06-11 09-15..09-17 10-01..10-07", "02-06 02-14 06-12 09-18 10-08..10-09"),
        [2017] = new("01-01..01-02 01-27..02-02 04-02..04-04 05-01 05-28..05-30 10-01..10-08", "01-22 02-04 04-01 05-27 09-30"),
        [2018] = new("01-01 02-15..02-21 04-05..04-07 04-29..05-01 06-18 09-24 10-01..10-07 12-30..12-31", "02-11 02-24 04-08 04-28 09-29..09-30 12-29"),
        [2019] = new("01-01 02-04..02-10 04-05..04-07 05-01..05-04 06-07..06-09 09-13..09-15 10-01..10-07", "02-02..02-03 04-28 05-05 09-29 10-12"),
        [2020] = new("01-01 01-24..02-02 04-04..04-06 05-01..05-05 06-25..06-27 10-01..10-08", "01-19 04-26 05-09 06-28 09-27 10-10"),
        [2021] = new("01-01..01-03 02-11..02-17 04-03..04-05 05-01..05-05 06-12..06-14 09-19..09-21 10-01..10-07", "02-07 02-20 04-25 05-08 09-18 09-26 10-09"),
        [2022] = new("01-01..01-03 01-31..02-06 04-03..04-05 04-30..05-04 06-03..06-05 09-10..09-12 10-01..10-07 12-31", "01-29..01-30 04-02 04-24 05-07 10-08..10-09"),
        [2023] = new("01-01..01-02 01-21..01-27 04-05 04-29..05-03 06-22..06-24 09-29..10-06", "01-28..01-29 04-23 05-06 06-25 10-07..10-08"),
        [2024] = new("01-01 02-10..02-17 04-04..04-06 05-01..05-05 06-10 09-15..09-17 10-01..10-07", "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12"),
        [2025] = new("01-01 01-28..02-04 04-04..04-06 05-01..05-05 05-31..06-02 10-01..10-08", "01-26 02-08 04-27 09-28 10-11"),
        [2026] = new("01-01..01-03 02-15..02-23 04-04..04-06 05-01..05-05 06-19..06-21 09-25..09-27 10-01..10-07", "01-04 02-14 02-28 05-09 09-20 10-10"),
    };

    private static readonly HashSet<DateOnly> Off = [.. Years.SelectMany(year => Days(year.Key, year.Value.Off))];
    private static readonly HashSet<DateOnly> MadeUp = [.. Years.SelectMany(year => Days(year.Key, year.Value.MadeUp))];

    public static bool IsWorkingDay(DateOnly day) => MadeUp.Contains(day) || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !Off.Contains(day));

    private static IEnumerable<DateOnly> Days(int year, string ranges)
    {
        foreach (var range in ranges.Split(' '))
        {
            var ends = range.Split("..");
            for (var day = Day(year, ends[0]); day <= Day(year, ends[^1]); day = day.AddDays(1)) yield return day;
        }
    }

    private static DateOnly Day(int year, string text) => new(year, int.Parse(text.AsSpan(0, 2), CultureInfo.InvariantCulture), int.Parse(text.AsSpan(3), CultureInfo.InvariantCulture));
}
