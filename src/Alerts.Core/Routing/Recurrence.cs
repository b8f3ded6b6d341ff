namespace Alerts.Core.Routing;

/// <summary>Times that come again: of certain dates, days of the week and hours; what is absent does not limit it.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day, included.</param>
/// <param name="Days">Of the week: those on which the hours begin. Empty: every day.</param>
/// <param name="Hours">From, up to and without to; over midnight where to is earlier.</param>
public sealed record Recurrence(DateOnly? From, DateOnly? To, IReadOnlyList<DayOfWeek> Days, (TimeOnly From, TimeOnly To)? Hours)
{
    // A span of dates is limited by the checker to two years; a week has every day and hour.
    private const int MostDaysAhead = 800;

    public static Recurrence Daily(TimeOnly from, TimeOnly to, IReadOnlyList<DayOfWeek>? days = null) => new(null, null, days ?? [], (from, to));

    public bool Holds(DateTimeOffset instant, TimeZoneInfo zone)
    {
        var local = LocalTimes.Of(instant, zone);
        var (day, time) = (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
        if (Hours is not { } hours) return Has(day);
        if (hours.From < hours.To) return Has(day) && time >= hours.From && time < hours.To;
        return (Has(day) && time >= hours.From) || (Has(day.AddDays(-1)) && time < hours.To);
    }

    /// <returns>When it next does not hold; null where it does not hold at the instant, or never ends.</returns>
    public DateTimeOffset? End(DateTimeOffset instant, TimeZoneInfo zone)
    {
        if (!Holds(instant, zone)) return null;
        var today = DateOnly.FromDateTime(LocalTimes.Of(instant, zone));
        return Enumerable.Range(0, MostDaysAhead).SelectMany(ahead => Bounds(today.AddDays(ahead), zone))
            .Where(bound => bound > instant && !Holds(bound, zone)).Select(bound => (DateTimeOffset?)bound).FirstOrDefault();
    }

    private bool Has(DateOnly day) => (From is null || day >= From) && (To is null || day <= To) && (Days.Count == 0 || Days.Contains(day.DayOfWeek));

    private IEnumerable<DateTimeOffset> Bounds(DateOnly day, TimeZoneInfo zone)
    {
        TimeOnly[] times = Hours is { } hours ? [TimeOnly.MinValue, hours.From, hours.To] : [TimeOnly.MinValue];
        return times.SelectMany(time => new[] { LocalTimes.First(day, time, zone), LocalTimes.Last(day, time, zone) }).Distinct().Order();
    }
}
