using System.Globalization;

namespace Alerts.Adapters.Workspaces;

/// <summary>Reads lengths of time as people write them: <c>5 minutes</c>, <c>1 hour</c>, <c>90 days</c>, <c>2 years</c> (of 365 days).</summary>
internal static class DurationText
{
    public const string Expected = "such as 5 minutes, 12 hours, 90 days, 2 years";
    private const int MostDigits = 4;

    /// <returns>Null where it is none, or not above zero.</returns>
    public static TimeSpan? Read(string text)
    {
        if (text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var digits, var unit] || digits.Length > MostDigits) return null;
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count == 0) return null;
        return unit switch
        {
            "minute" or "minutes" => TimeSpan.FromMinutes(count),
            "hour" or "hours" => TimeSpan.FromHours(count),
            "day" or "days" => TimeSpan.FromDays(count),
            "year" or "years" => TimeSpan.FromDays(365 * count),
            _ => null,
        };
    }
}
