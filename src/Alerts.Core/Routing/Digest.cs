using System.Globalization;

namespace Alerts.Core.Routing;

/// <summary>One message at a set local time with all since the last.</summary>
/// <param name="Day">Of the week; null: every day.</param>
public sealed record Digest(DayOfWeek? Day, TimeOnly At)
{
    private const int DaysOfWeek = 7;

    private static readonly string[] Names = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

    /// <summary>Reads <c>daily 08:00</c> and <c>monday 08:00</c>.</summary>
    /// <returns>Null where the text is neither.</returns>
    public static Digest? Read(string text)
    {
        if (text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var word, var time] || !TimeOnly.TryParseExact(time, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)) return null;
        if (word == "daily") return new(null, at);
        return DayNamed(word) is { } day ? new(day, at) : null;
    }

    /// <summary>Names of the days, as files write them; Sunday is the first.</summary>
    public static IReadOnlyList<string> Days => Names;

    /// <returns>Null where it is the name of none.</returns>
    public static DayOfWeek? DayNamed(string name) => Array.IndexOf(Names, name) is var day and >= 0 ? (DayOfWeek)day : null;

    /// <returns>The first time after an instant: one on each day that has it, whatever is done to the clock on that day.</returns>
    public DateTimeOffset Next(DateTimeOffset after, TimeZoneInfo zone)
    {
        var day = DateOnly.FromDateTime(LocalTimes.Of(after, zone)).AddDays(-1);
        for (var ahead = 0; ahead <= DaysOfWeek + 1; ahead++, day = day.AddDays(1))
            if ((Day is null || Day == day.DayOfWeek) && LocalTimes.First(day, At, zone) is var at && at > after) return at;
        throw new InvalidOperationException($"no day has a time for {this}");
    }

    public override string ToString() => $"{(Day is { } day ? day.ToString().ToLowerInvariant() : "daily")} {At:HH\\:mm}";
}
