using System.Globalization;

namespace Alerts.Core.Datasets;

/// <summary>The day of publication that a file's name tells (CONTRACT §2).</summary>
public static class PublicationDate
{
    private const string Format = "yyyy-MM-dd";

    /// <returns>The first <c>YYYY-MM-DD</c> in the name that is a real date; null when there is none.</returns>
    public static DateOnly? In(string file)
    {
        for (var at = 0; at + Format.Length <= file.Length; at++)
        {
            if (DateOnly.TryParseExact(file.AsSpan(at, Format.Length), Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        }
        return null;
    }
}
