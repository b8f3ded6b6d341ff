using Alerts.Core.Observations;

namespace Alerts.Core.Datasets.Recognition;

/// <summary>Which of two readings of <c>03/04/2025</c> is meant, where every row allows both.</summary>
internal static class DayOrMonthFirst
{
    /// <param name="latest">No day of the file can lie after it.</param>
    /// <param name="isContinental">Other signs of the file (a semicolon, a decimal comma) speak for the day first.</param>
    public static (PeriodFormat Format, string? Doubt) Settle(PeriodFormat format, IReadOnlyList<string> texts, DateOnly latest, bool isContinental)
    {
        if (format.Exchanged is not { } other || texts.Count == 0) return (format, null);
        var (own, exchanged) = (Days(format, texts), Days(other, texts));
        if (exchanged.Count < own.Count || own.SequenceEqual(exchanged)) return (format, null);
        if (own.Max() > latest != exchanged.Max() > latest) return own.Max() > latest ? (other, null) : (format, null);
        var isBetter = IsInOrder(own) != IsInOrder(exchanged) ? IsInOrder(exchanged)
            : IsDense(own) != IsDense(exchanged) ? IsDense(exchanged)
            : other.IsDayFirst == isContinental || (!isContinental && other.IsDayFirst);
        var (chosen, rejected) = isBetter ? (other, format) : (format, other);
        return (chosen, $"could also be {rejected.Text}: every date of the file reads both ways, such as {texts[0]}");
    }

    private static List<DateOnly> Days(PeriodFormat format, IReadOnlyList<string> texts)
    {
        var days = new List<DateOnly>(texts.Count);
        foreach (var text in texts)
        {
            if (format.Reads(text, out var period)) days.Add(period.First);
        }
        return days;
    }

    private static bool IsInOrder(List<DateOnly> days)
    {
        int up = 0, down = 0;
        for (var at = 1; at < days.Count; at++)
        {
            if (days[at] > days[at - 1]) up++;
            if (days[at] < days[at - 1]) down++;
        }
        return up == 0 || down == 0;
    }

    // Days that follow one another are quoted daily; the other reading makes them leap from month to month.
    private static bool IsDense(List<DateOnly> days)
    {
        var distinct = days.Distinct().Order().ToList();
        return distinct.Count > 1 && distinct[^1].DayNumber - distinct[0].DayNumber < distinct.Count * 5;
    }
}
