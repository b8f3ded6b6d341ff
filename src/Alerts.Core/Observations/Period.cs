using System.Globalization;

namespace Alerts.Core.Observations;

public enum PeriodKind
{
    Day,
    Month,

    /// <summary>A run of months published as one figure.</summary>
    Combined,
}

/// <summary>
/// The time that a value is about: a day (<c>2025-03-24</c>), a month (<c>2025-05</c>) or a combined period
/// (<c>2025-01..2025-02</c>). Ordered by the last day, the longer period first.
/// </summary>
public readonly record struct Period : IComparable<Period>
{
    // Day numbers: histories are compared by them, one value after the other.
    private readonly int _first;
    private readonly int _last;

    private Period(PeriodKind kind, DateOnly first, DateOnly last)
    {
        Kind = kind;
        _first = first.DayNumber;
        _last = last.DayNumber;
    }

    public PeriodKind Kind { get; }

    public DateOnly First => DateOnly.FromDayNumber(_first);

    public DateOnly Last => DateOnly.FromDayNumber(_last);

    /// <summary>Day number of <see cref="Last"/>.</summary>
    internal int LastDay => _last;

    /// <summary>Months from year 0, of the first day: 2025-01 is 24300.</summary>
    public int FirstMonth => MonthNumber(First);

    /// <summary>Months from year 0, of the last day.</summary>
    public int LastMonth => MonthNumber(Last);

    /// <summary>How many months it covers; 1 for a month, and for a day.</summary>
    public int MonthCount => LastMonth - FirstMonth + 1;

    public static Period Day(DateOnly day) => new(PeriodKind.Day, day, day);

    public static Period Month(int year, int month) => Months(MonthNumber(year, month), MonthNumber(year, month));

    /// <summary>The month, or the combined period, of two month numbers; both included.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The last lies before the first.</exception>
    public static Period Months(int first, int last)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(last, first);
        var (year, month) = (last / 12, (last % 12) + 1);
        var end = new DateOnly(year, month, DateTime.DaysInMonth(year, month));
        return new(first == last ? PeriodKind.Month : PeriodKind.Combined, new DateOnly(first / 12, (first % 12) + 1, 1), end);
    }

    public static int MonthNumber(int year, int month) => (year * 12) + month - 1;

    public static int MonthNumber(DateOnly day) => MonthNumber(day.Year, day.Month);

    /// <summary>Reads <c>2025-03-24</c>, <c>2025-05</c> and <c>2025-01..2025-02</c>, ASCII digits only.</summary>
    public static bool TryParse(string? text, out Period period)
    {
        period = default;
        if (text is null) return false;
        if (text.Length == "2025-03-24".Length && text[4] == '-' && text[7] == '-') return TryDay(text, out period);
        var cut = text.IndexOf("..", StringComparison.Ordinal);
        if (cut >= 0)
        {
            if (!TryMonth(text[..cut], out var from) || !TryMonth(text[(cut + 2)..], out var to) || to <= from) return false;
            period = Months(from, to);
            return true;
        }
        if (TryMonth(text, out var month))
        {
            period = Months(month, month);
            return true;
        }
        return false;
    }

    /// <exception cref="FormatException">It is no period; for texts that a check has already accepted.</exception>
    public static Period Parse(string text) => TryParse(text, out var period) ? period : throw new FormatException($"'{text}' is not a period");

    /// <summary>Each month that it covers, in order.</summary>
    public IEnumerable<Period> EachMonth()
    {
        for (var month = FirstMonth; month <= LastMonth; month++) yield return Months(month, month);
    }

    /// <summary>The same months so many months earlier or later; for months and combined periods.</summary>
    public Period AddMonths(int months) => Months(FirstMonth + months, LastMonth + months);

    public bool Equals(Period other) => _last == other._last && _first == other._first && Kind == other.Kind;

    public override int GetHashCode() => _last ^ (_first << 8);

    public int CompareTo(Period other) => _last != other._last ? (_last < other._last ? -1 : 1) : _first.CompareTo(other._first);

    public override string ToString() => Kind switch
    {
        PeriodKind.Day => First.ToString("O", CultureInfo.InvariantCulture),
        PeriodKind.Month => First.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        _ => $"{First.ToString("yyyy-MM", CultureInfo.InvariantCulture)}..{Last.ToString("yyyy-MM", CultureInfo.InvariantCulture)}",
    };

    private static bool TryDay(string text, out Period period)
    {
        period = default;
        if (!TryYearAndMonth(text, out var year, out var month) || !TryDigits(text[8], text[9], out var day) || day == 0 || day > DateTime.DaysInMonth(year, month)) return false;
        period = Day(new(year, month, day));
        return true;
    }

    private static bool TryMonth(string text, out int number)
    {
        number = 0;
        if (text.Length != "2025-03".Length || text[4] != '-' || !TryYearAndMonth(text, out var year, out var month)) return false;
        number = MonthNumber(year, month);
        return true;
    }

    // Digit by digit: tests and files hold thousands of dates, and the library reads them by patterns of any culture.
    private static bool TryYearAndMonth(string text, out int year, out int month)
    {
        (year, month) = (0, 0);
        if (!TryDigits(text[0], text[1], out var century) || !TryDigits(text[2], text[3], out var ofCentury) || !TryDigits(text[5], text[6], out month)) return false;
        year = (century * 100) + ofCentury;
        return year > 0 && month is >= 1 and <= 12;
    }

    private static bool TryDigits(char tens, char ones, out int number)
    {
        number = ((tens - '0') * 10) + ones - '0';
        return char.IsAsciiDigit(tens) && char.IsAsciiDigit(ones);
    }
}
