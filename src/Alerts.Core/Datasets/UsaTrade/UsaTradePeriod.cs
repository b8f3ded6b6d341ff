using System.Globalization;
using Alerts.Core.Observations;

namespace Alerts.Core.Datasets.UsaTrade;

/// <summary>The column <c>Time</c>: a year, a year to date (<c>2026 through January</c>), or a month (<c>January 2026</c>).</summary>
internal static class UsaTradePeriod
{
    private const string Through = " through ";

    private static readonly RowFault OtherShape = new("date-format", "is no year, year to date or month", "row set aside, look at the export");

    /// <returns>Null where it is a period. A year to date is the run of its months, never the year.</returns>
    public static RowFault? Read(ReadOnlySpan<char> text, out Period period)
    {
        period = default;
        text = text.Trim(' ');
        if (ControlText.IsIn(text)) return RowFault.ControlCharacter;
        if (text.Length < 4) return OtherShape;
        if (IsYear(text[..4], out var year)) return OfYear(text[4..], year, out period);
        if (!DateOnly.TryParseExact(text, "MMMM yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)) return OtherShape;
        period = Period.Month(month.Year, month.Month);
        return null;
    }

    private static RowFault? OfYear(ReadOnlySpan<char> rest, int year, out Period period)
    {
        period = default;
        var last = 12;
        if (rest.Length > 0)
        {
            if (!rest.StartsWith(Through, StringComparison.Ordinal)) return OtherShape;
            if (!DateOnly.TryParseExact(rest[Through.Length..], "MMMM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)) return OtherShape;
            last = month.Month;
        }
        period = Period.Months(Period.MonthNumber(year, 1), Period.MonthNumber(year, last));
        return null;
    }

    private static bool IsYear(ReadOnlySpan<char> text, out int year)
    {
        year = 0;
        return !text.ContainsAnyExceptInRange('0', '9') && int.TryParse(text, out year) && year > 0;
    }
}
