using Alerts.Core.Datasets;
using NCrontab;

namespace Alerts.Adapters.Sources;

/// <summary>When a source is polled: NCRONTAB as timer triggers of Azure Functions read it, of six fields (seconds first) or five, in a time zone.</summary>
/// <remarks>
/// Day and day of the week must both match. At the change to daylight saving time, a time in the hour that is left out moves on by as much; in the hour that comes
/// twice, a schedule of intervals runs in both, a time of day in the first alone.
/// </remarks>
public sealed class PollSchedule
{
    private const int Years = 5;
    private static readonly int[] Sizes = [60, 60, 24, 31, 12, 7];
    private static readonly DateTime SomeDay = new(2025, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    private readonly CrontabSchedule _schedule;
    private readonly bool _isOfIntervals;

    private PollSchedule(CrontabSchedule schedule, bool isOfIntervals) => (_schedule, _isOfIntervals) = (schedule, isOfIntervals);

    /// <returns>The schedule; or what is wrong with it. <c>Warning</c>: it is good, and may not mean what it seems to.</returns>
    public static (PollSchedule? Schedule, string? Fault, string? Warning) Read(string text)
    {
        var fields = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length is not (5 or 6)) return (null, $"it has {fields.Length} fields, not 6 (second minute hour day month day-of-week) or 5", null);
        var six = fields.Length == 6 ? fields : ["0", .. fields];
        for (var at = 0; at < six.Length; at++)
        {
            if (StepFault(six[at], Sizes[at]) is { } fault) return (null, fault, null);
        }
        var schedule = CrontabSchedule.TryParse(string.Join(' ', six), new CrontabSchedule.ParseOptions { IncludingSeconds = true });
        if (schedule is null) return (null, "a field has something that it may not have (day-of-week is 0 to 6, Sunday is 0; there is no ?, L, W, # or @)", null);
        if (schedule.GetNextOccurrences(SomeDay, SomeDay.AddYears(Years)).Take(1).Any() is false) return (null, $"it never fires: no such date within {Years} years", null);
        return (new(schedule, Array.Exists(six[..3], field => field.AsSpan().ContainsAny('*', '/', '-'))), null, Reversed(six) is { } reversed ? $"the range {reversed} is read from its smaller end to its greater, not around" : null);
    }

    /// <exception cref="FormatException">It is no schedule; for texts that a check has already accepted.</exception>
    public static PollSchedule Parse(string text) => Read(text) is { Schedule: { } schedule } ? schedule : throw new FormatException($"'{text}' is no schedule");

    /// <summary>When a source is polled after an instant.</summary>
    public static DateTimeOffset Next(Source source, DateTimeOffset after) => Parse(source.Schedule).After(after, source.TimeZone);

    /// <returns>The first time strictly after an instant.</returns>
    public DateTimeOffset After(DateTimeOffset instant, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(instant, zone);
        return _isOfIntervals ? Interval(local, zone) : TimeOfDay(local, zone);
    }

    private DateTimeOffset TimeOfDay(DateTimeOffset local, TimeZoneInfo zone)
    {
        for (var clock = local.DateTime; ;)
        {
            clock = _schedule.GetNextOccurrence(clock);
            var shown = zone.IsInvalidTime(clock) ? clock + LeftOut(clock, zone) : clock;
            // The first of the two passes of an hour has the greater offset.
            var offset = zone.IsAmbiguousTime(shown) ? zone.GetAmbiguousTimeOffsets(shown).Max() : zone.GetUtcOffset(shown);
            var next = new DateTimeOffset(shown, offset);
            if (next > local) return next;
        }
    }

    // By elapsed time up to a change of the clock, and from there on by the clock as it then shows.
    private DateTimeOffset Interval(DateTimeOffset local, TimeZoneInfo zone)
    {
        var next = local + (_schedule.GetNextOccurrence(local.DateTime) - local.DateTime);
        if (zone.GetUtcOffset(next) == local.Offset) return next;
        var (before, change) = (local.UtcTicks, next.UtcTicks);
        while (change - before > 1)
        {
            var middle = before + ((change - before) / 2);
            if (zone.GetUtcOffset(new DateTimeOffset(middle, TimeSpan.Zero)) == local.Offset) before = middle;
            else change = middle;
        }
        var changed = TimeZoneInfo.ConvertTime(new DateTimeOffset(change, TimeSpan.Zero), zone);
        return Interval(changed.AddTicks(-1).ToOffset(changed.Offset), zone, changed);
    }

    private DateTimeOffset Interval(DateTimeOffset before, TimeZoneInfo zone, DateTimeOffset changed)
    {
        var next = before + (_schedule.GetNextOccurrence(before.DateTime) - before.DateTime);
        return zone.GetUtcOffset(next) == changed.Offset ? next : Interval(changed, zone);
    }

    private static TimeSpan LeftOut(DateTime clock, TimeZoneInfo zone) => zone.GetUtcOffset(clock.AddDays(1)) - zone.GetUtcOffset(clock.AddDays(-1));

    private static string? StepFault(string field, int size)
    {
        foreach (var part in field.Split(','))
        {
            if (part.Split('/') is not [_, var step]) continue;
            if (!int.TryParse(step, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var every) || every == 0) return $"'{part}' has no step";
            if (every >= size) return $"the step of '{part}' is as long as its field, or longer: it would fire once";
        }
        return null;
    }

    private static string? Reversed(string[] fields) => fields.SelectMany(field => field.Split(',')).Select(part => part.Split('/')[0])
        .FirstOrDefault(range => range.Split('-') is [var from, var to] && int.TryParse(from, out var first) && int.TryParse(to, out var last) && first > last);
}
