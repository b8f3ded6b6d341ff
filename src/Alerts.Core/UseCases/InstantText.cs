using System.Globalization;

namespace Alerts.Core.UseCases;

/// <summary>An INSTANT as people write it: a date, or ISO 8601 with offset (CONTRACT §2).</summary>
public static class InstantText
{
    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>A date is midnight in the time zone.</summary>
    /// <returns>With the offset of the time zone; null where the text is neither, or lies at the ends of the calendar.</returns>
    public static DateTimeOffset? Read(string text, TimeZoneInfo zone)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day.Year is > 1 and < 9999 ? Workspace.Midnight(day, zone) : null;
        var hasOffset = text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':');
        return hasOffset && DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) && instant.Year is > 1 and < 9999
            ? TimeZoneInfo.ConvertTime(instant, zone)
            : null;
    }
}
