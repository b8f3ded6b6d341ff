using System.Globalization;
using Alerts.Core.Routing;

namespace Alerts.Adapters.Workspaces;

/// <summary>Reads times of the day and the week: digests, quiet hours, mute times.</summary>
internal static class TimesSection
{
    private const string ADigest = "daily 08:00, or a day such as monday 08:00";
    private const string Hours = "such as 22:00-07:00";
    private const int LongestDays = 732;

    /// <returns>Null where the key is absent or wrong.</returns>
    public static Digest? Digest(Section section, string key)
    {
        if (section.Text(key) is not { } text) return null;
        if (Core.Routing.Digest.Read(text) is { } digest) return digest;
        section.Wrong(key, "wrong-value", $"'{text}' is no time of a digest", ADigest);
        return null;
    }

    public static Recurrence? QuietHours(Section section)
    {
        if (section.Mapping("quiet-hours") is not { } mapping) return null;
        var quiet = Section.Open(section.File, mapping, Shapes.QuietHours, section.All);
        return Between(quiet) is { } hours ? Recurrence.Daily(hours.From, hours.To, DaysOf(quiet)) : null;
    }

    public static MuteTime? Mute(Section section, Names names)
    {
        var id = names.Take(section, "mute time");
        var (from, to) = (Day(section, "from"), Day(section, "to"));
        var when = new Recurrence(from, to, DaysOf(section), Between(section));
        if (from is null != to is null || (from is { } first && to is { } last && (last < first || last.DayNumber - first.DayNumber > LongestDays)))
            section.Wrong(from is null ? "to" : "from", "wrong-value", "the days are no span of at most two years", "'from' and 'to', the first and the last day");
        else if (from is null && when.Days.Count == 0 && when.Hours is null)
            section.Wrong("id", "wrong-value", "the mute time has no end", "'from' and 'to', 'days', or 'hours'");
        return id is null ? null : new(id, MatchSection.Read(section, "match"), when);
    }

    private static List<DayOfWeek> DaysOf(Section section)
    {
        var days = new List<DayOfWeek>();
        foreach (var node in section.List("days"))
        {
            if (section.Text(node, "days") is not { } name) continue;
            if (Core.Routing.Digest.DayNamed(name) is { } day) days.Add(day);
            else section.Wrong(node, "unknown-day", $"unknown day '{name}'", string.Join(", ", Core.Routing.Digest.Days), Core.Rules.Nearest.Name(name, Core.Routing.Digest.Days));
        }
        return [.. days.Distinct()];
    }

    private static (TimeOnly From, TimeOnly To)? Between(Section section)
    {
        if (section.Text("hours") is not { } text) return null;
        if (text.Split('-') is [var first, var last] && Time(first.Trim()) is { } from && Time(last.Trim()) is { } to && from != to) return (from, to);
        section.Wrong("hours", "wrong-value", $"'{text}' are no hours", Hours);
        return null;
    }

    private static DateOnly? Day(Section section, string key)
    {
        if (section.Text(key) is not { } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        section.Wrong(key, "wrong-value", $"'{text}' is no day", "such as 2026-02-15");
        return null;
    }

    private static TimeOnly? Time(string text) => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
