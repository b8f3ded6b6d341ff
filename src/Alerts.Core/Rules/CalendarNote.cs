using Alerts.Core.Observations;

namespace Alerts.Core.Rules;

/// <summary>Says where two months of a Chinese series differ by their holidays alone: the value stands, and is told with the note.</summary>
public static class CalendarNote
{
    /// <summary>January or February against a year in which the New Year fell in the other month.</summary>
    public const string NewYear = "New Year affected";

    /// <summary>A month against one with other holidays: around the New Year, in a March after a late one, in October.</summary>
    public const string Calendar = "calendar-affected";

    private const int MonthsOfYear = 12;

    /// <param name="current">The months compared; null where several were added up.</param>
    /// <returns>Null where holidays make no difference, or nothing is known of them.</returns>
    public static string? Of(SeriesDefinition series, Period? current, Period? @base) =>
        current is { Kind: PeriodKind.Month } now && @base is { Kind: PeriodKind.Month } before && IsChinese(series)
            ? (now.FirstMonth - before.FirstMonth) switch
            {
                1 => now.First.Month is <= 3 or 10 ? Calendar : null,
                MonthsOfYear => AgainstTheYearBefore(now.First.Year, now.First.Month),
                _ => null,
            }
            : null;

    /// <summary>Told by the first part of the id, a label of the country, or who publishes it.</summary>
    public static bool IsChinese(SeriesDefinition series) =>
        series.Id.StartsWith("cn.", StringComparison.Ordinal)
        || series.Labels.Any(label => label.Key is "country" or "reporter" or "origin" && label.Value.ToLowerInvariant() is "cn" or "chn" or "china")
        || series.Publisher.Contains("China", StringComparison.OrdinalIgnoreCase) || series.Publisher.Contains("Chinese", StringComparison.OrdinalIgnoreCase);

    private static string? AgainstTheYearBefore(int year, int month) => month switch
    {
        1 or 2 when ChineseNewYear.Moved(year, year - 1) => NewYear,
        3 when ChineseNewYear.ReachesMarch(year) || ChineseNewYear.ReachesMarch(year - 1) => Calendar,
        _ => null,
    };
}
