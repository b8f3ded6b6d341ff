using Alerts.Core.Observations;

namespace Alerts.Core.Datasets.Recognition;

/// <summary>How often a file's series are published, by the days that it has.</summary>
internal static class FileFrequency
{
    private const int DaysOfAMonth = 27;
    private const int Enough = 5;

    /// <param name="days">Of every row.</param>
    public static (Frequency Frequency, string? Doubt) Of(IEnumerable<DateOnly> days)
    {
        var all = days.Distinct().Order().ToList();
        if (all.Count == 1) return (Frequency.Daily, "could also be business-daily or monthly: the file has one day");
        var gaps = all.Zip(all.Skip(1), (from, to) => to.DayNumber - from.DayNumber).Order().ToList();
        var usual = gaps[gaps.Count / 2];
        if (gaps[0] >= DaysOfAMonth && all.Select(Period.MonthNumber).Distinct().Count() == all.Count)
        {
            var isSteady = all.Count > 2 && usual <= 31 && (all.TrueForAll(day => day.Day == all[0].Day) || all.TrueForAll(day => day.AddDays(1).Day == 1));
            return (Frequency.Monthly, isSteady ? null : usual > 31 ? $"could also be daily: the days of the file lie {usual} days apart" : "could also be daily: each month of the file has one day");
        }
        var onWeekends = all.Count(day => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);
        // Make-up working days in China are quoted on.
        if (onWeekends * 10 >= all.Count) return (Frequency.Daily, all.Count < Enough ? "could also be business-daily: the file has few days" : null);
        return (Frequency.BusinessDaily,
            all.Count < Enough ? "could also be daily: the file has few days"
            : usual is >= 5 and <= 8 ? "the figures look weekly, and there is no such frequency: each keeps its day"
            : null);
    }
}
