namespace Alerts.Core.Datasets;

/// <summary>
/// Numbers as files write them (FORMATS §0): ASCII digits, an optional leading <c>-</c>, one decimal mark, and thousands
/// separators in groups of three. Blanks around a number are trimmed, nothing else is.
/// </summary>
public static class NumberText
{
    /// <summary>Significant digits of a number, as many as a decimal always holds exactly; decimal places too.</summary>
    public const int MaxDigits = 28;

    private const int DigitsOfUInt64 = 19;

    /// <param name="mark">The decimal mark, <c>.</c> or <c>,</c>; the other one separates thousands.</param>
    /// <param name="value">Without trailing zeros after the decimal mark.</param>
    /// <returns>Null when it is a number; a blank text is none.</returns>
    public static RowFault? Read(ReadOnlySpan<char> text, char mark, out decimal value)
    {
        text = text.Trim(' ');
        return TryPlain(text, mark, out value) ? null : ReadAny(text, mark, out value);
    }

    /// <summary>As <see cref="Read"/>, for any number.</summary>
    internal static RowFault? ReadAny(ReadOnlySpan<char> text, char mark, out decimal value)
    {
        value = 0;
        var unsigned = text is ['-', ..] ? text[1..] : text;
        var cut = unsigned.IndexOf(mark);
        var whole = cut < 0 ? unsigned : unsigned[..cut];
        var decimals = cut < 0 ? [] : unsigned[(cut + 1)..];
        if (!IsWhole(whole, mark == '.' ? ',' : '.') || (cut >= 0 && !IsDigits(decimals))) return FaultOf(text);

        decimals = decimals.TrimEnd('0');
        if (decimals.Length > MaxDigits || !TryMantissa(whole, decimals, out var mantissa)) return RowFault.NumberTooLong;
        var isNegative = text.Length != unsigned.Length && mantissa != 0;
        value = unchecked(new decimal((int)(uint)mantissa, (int)(uint)(mantissa >> 32), (int)(uint)(mantissa >> 64), isNegative, (byte)decimals.Length));
        return null;
    }

    // What nearly all numbers of nearly all files are: a few digits, perhaps a sign and a decimal mark. In one pass, for speed.
    private static bool TryPlain(ReadOnlySpan<char> text, char mark, out decimal value)
    {
        value = 0;
        var isNegative = text is ['-', ..];
        var digits = isNegative ? text[1..] : text;
        if (digits.Length is 0 or >= DigitsOfUInt64 || !char.IsAsciiDigit(digits[0]) || !char.IsAsciiDigit(digits[^1])) return false;
        var cut = -1;
        ulong mantissa = 0;
        for (var at = 0; at < digits.Length; at++)
        {
            if (char.IsAsciiDigit(digits[at])) mantissa = (mantissa * 10) + digits[at] - '0';
            else if (digits[at] == mark && cut < 0) cut = at;
            else return false;
        }
        var decimals = cut < 0 ? 0 : digits.Length - cut - 1;
        for (; decimals > 0 && mantissa % 10 == 0; decimals--) mantissa /= 10;
        value = unchecked(new decimal((int)mantissa, (int)(mantissa >> 32), 0, isNegative && mantissa != 0, (byte)decimals));
        return true;
    }

    private static bool IsDigits(ReadOnlySpan<char> text) => text.Length > 0 && !text.ContainsAnyExceptInRange('0', '9');

    // "0,123" is no count of thousands: it can only be a decimal comma.
    private static bool IsWhole(ReadOnlySpan<char> text, char separator)
    {
        var group = text.IndexOf(separator);
        if (group < 0) return IsDigits(text);
        if (group is < 1 or > 3 || text[0] == '0' || !IsDigits(text[..group])) return false;
        for (text = text[group..]; text.Length > 0; text = text[4..])
        {
            if (text.Length < 4 || text[0] != separator || !IsDigits(text[1..4])) return false;
        }
        return true;
    }

    private static bool TryMantissa(ReadOnlySpan<char> whole, ReadOnlySpan<char> decimals, out UInt128 mantissa)
    {
        if (whole.Length + decimals.Length < DigitsOfUInt64)
        {
            mantissa = Small(decimals, Small(whole, 0));
            return true;
        }
        mantissa = 0;
        var digits = 0;
        return TryAppend(whole, ref mantissa, ref digits) && TryAppend(decimals, ref mantissa, ref digits);
    }

    private static ulong Small(ReadOnlySpan<char> text, ulong mantissa)
    {
        foreach (var character in text)
        {
            if (char.IsAsciiDigit(character)) mantissa = (mantissa * 10) + character - '0';
        }
        return mantissa;
    }

    private static bool TryAppend(ReadOnlySpan<char> text, ref UInt128 mantissa, ref int digits)
    {
        foreach (var character in text)
        {
            if (!char.IsAsciiDigit(character)) continue;
            if (mantissa != 0 || character != '0') digits++;
            if (digits > MaxDigits) return false;
            mantissa = (mantissa * 10) + (uint)(character - '0');
        }
        return true;
    }

    private static RowFault FaultOf(ReadOnlySpan<char> text) =>
        ControlText.IsIn(text) ? RowFault.ControlCharacter
        : IsNotFinite(text) ? RowFault.NumberNotFinite
        : RowFault.NumberFormat;

    private static bool IsNotFinite(ReadOnlySpan<char> text)
    {
        var unsigned = text is ['-' or '+', ..] ? text[1..] : text;
        return unsigned is "∞"
            || unsigned.Equals("nan", StringComparison.OrdinalIgnoreCase)
            || unsigned.Equals("inf", StringComparison.OrdinalIgnoreCase)
            || unsigned.Equals("infinity", StringComparison.OrdinalIgnoreCase)
            || (unsigned.ContainsAny('e', 'E') && double.TryParse(unsigned, System.Globalization.NumberStyles.Float, null, out var number) && !double.IsFinite(number));
    }
}
