using System.Globalization;
using Alerts.Core.Observations;

namespace Alerts.Core.Datasets;

/// <summary>Days and months of one dataset as its files write them: one fixed format, never a guess (FORMATS §0).</summary>
public sealed class DateText
{
    private const int OneDay = 1;
    private const char Private = '\uE000';

    private readonly string _written;
    private readonly string _format;
    private readonly bool _isMonthly;
    private readonly bool _isDatedTheFirst;
    private readonly bool _isNumeric;
    private readonly bool _isIso;
    private readonly int _lastDay;
    private readonly RowFault _otherShape;

    /// <param name="format">A .NET date format: <c>yyyy-MM-dd</c>, <c>yyyy-MM</c>.</param>
    /// <param name="published">A day more than one day after it, by its own offset, lies in the future.</param>
    /// <param name="isDatedTheFirst">Months are dated by their first day; another day is no month.</param>
    public DateText(string format, Frequency frequency, DateTimeOffset published, bool isDatedTheFirst = false)
    {
        _isDatedTheFirst = isDatedTheFirst && frequency == Frequency.Monthly;
        _written = format;
        _format = Unquoted(format);
        _isMonthly = frequency == Frequency.Monthly;
        _isNumeric = IsNumeric(_format);
        _isIso = format == "yyyy-MM-dd" && !_isMonthly;
        _lastDay = DateOnly.FromDateTime(published.DateTime).DayNumber + OneDay;
        _otherShape = new("date-format", $"is not a date written as {format}", "row set aside, correct it or the date-format of the dataset");
    }

    /// <summary>Reads a day, a month where the dataset is monthly, or its combined periods (<c>2025-01..2025-02</c>).</summary>
    /// <returns>Null when it is a period that is not in the future.</returns>
    public RowFault? Read(ReadOnlySpan<char> text, out Period period)
    {
        text = text.Trim(' ');
        return _isIso && TryIso(text, out var day) ? Day(day, out period) : ReadAny(text, out period);
    }

    /// <summary>As <see cref="Read"/>, in any format.</summary>
    internal RowFault? ReadAny(ReadOnlySpan<char> text, out Period period)
    {
        period = default;
        if (text.IsEmpty) return RowFault.DateMissing;
        if (ControlText.IsIn(text)) return RowFault.ControlCharacter;
        if (_isMonthly && text is [_, _, _, _, '-', _, _, '.', '.', _, _, _, _, '-', _, _]) return Combined(text, out period);
        var fault = _isNumeric ? Numeric(text, out var day) : Exact(text, out day);
        if (fault is not null) return fault;
        if (_isDatedTheFirst && day.Day != 1) return RowFault.DateNotTheFirst;
        period = _isMonthly ? Period.Month(day.Year, day.Month) : Period.Day(day);
        return IsFuture(period) ? RowFault.DateFuture : null;
    }

    /// <summary>True when a day, or the first day of a month, lies more than one day after the publication; of a combined period, its last month counts.</summary>
    public bool IsFuture(Period period) => (period.Kind == PeriodKind.Day ? period.Last : new DateOnly(period.Last.Year, period.Last.Month, 1)).DayNumber > _lastDay;

    private RowFault? Day(DateOnly day, out Period period)
    {
        period = Period.Day(day);
        return IsFuture(period) ? RowFault.DateFuture : null;
    }

    private RowFault? Combined(ReadOnlySpan<char> text, out Period period) =>
        !Period.TryParse(text.ToString(), out period) ? RowFault.DateInvalid
        : IsFuture(period) ? RowFault.DateFuture
        : null;

    private RowFault? Exact(ReadOnlySpan<char> text, out DateOnly day) =>
        DateOnly.TryParseExact(text, _written, CultureInfo.InvariantCulture, DateTimeStyles.None, out day) ? null : _otherShape;

    private RowFault? Numeric(ReadOnlySpan<char> text, out DateOnly day)
    {
        day = default;
        int year = 0, month = 1, dayOfMonth = 1, at = 0;
        for (var from = 0; from < _format.Length;)
        {
            var letter = _format[from];
            var length = RunLength(from);
            from += length;
            if (letter is not ('y' or 'M' or 'd'))
            {
                if (at >= text.Length || text[at++] != Written(letter)) return _otherShape;
                continue;
            }
            if (!TryDigits(text, ref at, length, out var number)) return _otherShape;
            if (letter == 'y') year = number;
            if (letter == 'M') month = number;
            if (letter == 'd') dayOfMonth = number;
        }
        if (at != text.Length) return _otherShape;
        if (year < 1 || month is < 1 or > 12 || dayOfMonth < 1 || dayOfMonth > DateTime.DaysInMonth(year, month)) return RowFault.DateInvalid;
        day = new DateOnly(year, month, dayOfMonth);
        return null;
    }

    // The days of nearly all files, without going through the format, for speed.
    private static bool TryIso(ReadOnlySpan<char> text, out DateOnly day)
    {
        day = default;
        if (text is not [_, _, _, _, '-', _, _, '-', _, _]) return false;
        if (!TryTwo(text, 0, out var century) || !TryTwo(text, 2, out var year) || !TryTwo(text, 5, out var month) || !TryTwo(text, 8, out var dayOfMonth)) return false;
        year += century * 100;
        if (year < 1 || month is < 1 or > 12 || dayOfMonth < 1 || dayOfMonth > DateTime.DaysInMonth(year, month)) return false;
        day = new DateOnly(year, month, dayOfMonth);
        return true;
    }

    private static bool TryTwo(ReadOnlySpan<char> text, int at, out int number)
    {
        number = ((text[at] - '0') * 10) + text[at + 1] - '0';
        return char.IsAsciiDigit(text[at]) && char.IsAsciiDigit(text[at + 1]);
    }

    private int RunLength(int from)
    {
        if (_format[from] is not ('y' or 'M' or 'd')) return 1;
        var to = from;
        while (to < _format.Length && _format[to] == _format[from]) to++;
        return to - from;
    }

    // A letter in quotes stands for itself (yyyy'M'MM): it is kept apart from those that stand for digits.
    private static string Unquoted(string format)
    {
        while (format.IndexOf('\'') is var at and >= 0 && at + 2 < format.Length && format[at + 2] == '\'' && char.IsAsciiLetter(format[at + 1]))
            format = $"{format[..at]}{(char)(Private + format[at + 1])}{format[(at + 3)..]}";
        return format;
    }

    private static char Written(char letter) => letter >= Private ? (char)(letter - Private) : letter;

    // "M" takes one digit or two, "MM" takes two.
    private static bool TryDigits(ReadOnlySpan<char> text, ref int at, int length, out int number)
    {
        number = 0;
        var from = at;
        var most = length == 1 ? 2 : length;
        while (at < text.Length && at - from < most && char.IsAsciiDigit(text[at])) number = (number * 10) + text[at++] - '0';
        return length == 1 ? at > from : at - from == length;
    }

    // Names of months, two-digit years, quotes and the like are left to the library.
    private static bool IsNumeric(string format)
    {
        var rest = format.Replace("yyyy", "", StringComparison.Ordinal);
        return rest.Length == format.Length - 4
            && !rest.Contains("MMM", StringComparison.Ordinal)
            && !rest.Contains("ddd", StringComparison.Ordinal)
            && !rest.Any(letter => letter is not ('M' or 'd') && (char.IsAsciiLetter(letter) || letter is '\'' or '"' or '\\' or '%'));
    }
}
