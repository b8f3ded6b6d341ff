namespace Alerts.Core.Routing;

/// <summary>Times of a local clock as instants, on the days too when the clock is set.</summary>
public static class LocalTimes
{
    /// <returns>The first instant at which the local clock shows the time, or a later one where it skips it.</returns>
    public static DateTimeOffset First(DateOnly day, TimeOnly time, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(time);
        if (zone.IsInvalidTime(local)) return AfterTheGap(local, zone);
        return new(local, zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local));
    }

    /// <returns>The last such instant: another one only where the clock is put back over it.</returns>
    public static DateTimeOffset Last(DateOnly day, TimeOnly time, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(time);
        return zone.IsAmbiguousTime(local) ? new(local, zone.GetAmbiguousTimeOffsets(local).Min()) : First(day, time, zone);
    }

    /// <summary>The local day and time of an instant.</summary>
    public static DateTime Of(DateTimeOffset instant, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(instant, zone).DateTime;

    // A skipped time, read with the offset before the gap, is the instant at which it would have been: the clock then shows a later time.
    private static DateTimeOffset AfterTheGap(DateTime local, TimeZoneInfo zone)
    {
        var gap = local;
        while (zone.IsInvalidTime(gap)) gap = gap.AddMinutes(1);
        gap = new DateTime(gap.Ticks - (gap.Ticks % TimeSpan.TicksPerMinute), gap.Kind);
        return new(gap, zone.GetUtcOffset(gap));
    }
}
