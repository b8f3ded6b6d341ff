using System.Globalization;
using Alerts.Core.Observations;
using Alerts.Core.Rules;

namespace Alerts.Adapters.Workspaces;

/// <summary>Reads when the periods of a dataset are released.</summary>
internal static class ReleasedSection
{
    private static readonly string[] MonthlyKeys = ["day", "working-day", "of", "jan-feb", "dates"];
    private static readonly string[] DailyKeys = ["after"];

    public static ReleaseCalendar? Read(Section dataset, Frequency frequency)
    {
        if (dataset.Mapping("released") is not { } mapping) return null;
        var section = Section.Open(dataset.File, mapping, Shapes.Released, dataset.All);
        var isMonthly = frequency == Frequency.Monthly;
        foreach (var key in (isMonthly ? DailyKeys : MonthlyKeys).Where(key => section.Child(key) is not null)) section.Wrong(key, "wrong-key", $"'{key}' does not belong to {(isMonthly ? "monthly" : "daily")} figures");
        var (day, working) = (Number(section, "day", 1, 31), Number(section, "working-day", 1, 22));
        if (isMonthly && section.Child("day") is null == section.Child("working-day") is null) section.Wrong(section.Child("day") is null ? "released" : "day", "missing-key", "released names the day of release", "either day: 20 or working-day: 2");
        var days = (WorkingDays)section.Choice("calendar", frequency == Frequency.Daily ? (int)WorkingDays.EveryDay : (int)WorkingDays.Weekdays, "every-day", "weekdays", "china");
        return new(
            frequency,
            isMonthly ? day ?? (working is null ? 1 : null) : null,
            isMonthly ? section.Choice("of", 0, "next-month", "second-month", "third-month") + 1 : 0,
            (isMonthly ? working : Number(section, "after", 0, 60)) ?? 0,
            days,
            section.Choice("jan-feb", 0, "apart", "together") == 1,
            Zone(section),
            [.. section.List("dates").Select(node => Date(section, node)).OfType<DateOnly>()],
            [.. section.List("withdrawn").Select(node => Withdrawn(section, node)).OfType<Period>()]);
    }

    private static int? Number(Section section, string key, int least, int most)
    {
        if (section.Text(key) is not { } text) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        section.Wrong(key, "wrong-value", $"'{text}' is no {key}", $"a whole number from {least} to {most}");
        return null;
    }

    private static TimeZoneInfo? Zone(Section section)
    {
        if (section.Text("time-zone") is not { } name) return null;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)) return zone;
        section.Wrong("time-zone", "unknown-time-zone", $"unknown time zone '{name}'", "an IANA name such as Asia/Shanghai", Nearest.Name(name, TimeZoneInfo.GetSystemTimeZones().Select(known => known.Id).Where(id => id.Contains('/', StringComparison.Ordinal)).Order(StringComparer.Ordinal)));
        return null;
    }

    private static DateOnly? Date(Section section, YamlScalarNode node)
    {
        if (section.Text(node, "dates") is not { } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        section.Wrong(node, "wrong-value", $"'{text}' is no day", "such as 2025-03-07");
        return null;
    }

    private static Period? Withdrawn(Section section, YamlScalarNode node)
    {
        if (section.Text(node, "withdrawn") is not { } text) return null;
        if (Period.TryParse(text, out var period)) return period;
        section.Wrong(node, "wrong-value", $"'{text}' is no period", "such as 2020-01, 2025-01..2025-02 or 2025-03-24");
        return null;
    }
}
