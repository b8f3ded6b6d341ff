using System.Globalization;

namespace Alerts.Core.Delivery;

/// <summary>Reads the header by which a receiver asks to wait (RFC 9110 §10.2.3; decimals and overlong numbers are taken as well).</summary>
public static class RetryAfter
{
    /// <summary>No receiver makes a message wait longer.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    // The three forms of RFC 9110 §5.6.7, and the numeric zone that some servers write.
    private static readonly string[] Dates = ["ddd, dd MMM yyyy HH:mm:ss 'GMT'", "dddd, dd-MMM-yy HH:mm:ss 'GMT'", "ddd MMM d HH:mm:ss yyyy", "ddd, dd MMM yyyy HH:mm:ss zzz"];

    /// <param name="header">The raw header; null when there is none.</param>
    /// <returns>How long to wait, above zero, a day at most, in whole seconds rounded up; null where the channel's own schedule rules.</returns>
    public static TimeSpan? Read(string? header, DateTimeOffset now)
    {
        var text = header?.Trim() ?? "";
        if (text.Length == 0) return null;
        if (IsNumber(text)) return Capped(decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) ? seconds : decimal.MaxValue);
        var isDate = DateTimeOffset.TryParseExact(text, Dates, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowInnerWhite, out var date);
        return isDate ? Capped((decimal)(date - now).TotalSeconds) : null;
    }

    private static bool IsNumber(string text) => char.IsAsciiDigit(text[0]) && text.All(letter => char.IsAsciiDigit(letter) || letter == '.') && text.Count(letter => letter == '.') <= 1;

    private static TimeSpan? Capped(decimal seconds)
    {
        if (seconds <= 0) return null;
        return seconds >= (decimal)Longest.TotalSeconds ? Longest : TimeSpan.FromSeconds((double)decimal.Ceiling(seconds));
    }
}
