using System.Globalization;

namespace Alerts.Adapters.Sqlite;

/// <summary>Decimals as the store writes them: exact, plain digits, without zeros that say nothing (<c>6550</c>, <c>-0.5</c>).</summary>
internal static class StoredDecimal
{
    /// <summary>Bytes of the longest one: a sign, a decimal point and 29 digits.</summary>
    public const int MaxLength = 31;

    private const int DigitsOfInt64 = 18;

    /// <returns>How many bytes were written.</returns>
    public static int Write(decimal value, Span<byte> utf8)
    {
        if (value == 0)
        {
            utf8[0] = (byte)'0';
            return 1;
        }
        value.TryFormat(utf8, out var length, default, CultureInfo.InvariantCulture);
        if (value.Scale > 0) length = utf8[..length].TrimEnd((byte)'0').TrimEnd((byte)'.').Length;
        return length;
    }

    public static decimal Read(ReadOnlySpan<byte> utf8) => TryShort(utf8, out var value) ? value : decimal.Parse(utf8, NumberStyles.Number, CultureInfo.InvariantCulture);

    // The library's way costs several times more, and nearly all values are short.
    private static bool TryShort(ReadOnlySpan<byte> utf8, out decimal value)
    {
        value = 0;
        if (utf8.Length is 0 or > DigitsOfInt64) return false;
        var isNegative = utf8[0] == '-';
        long mantissa = 0;
        var point = -1;
        for (var at = isNegative ? 1 : 0; at < utf8.Length; at++)
        {
            if (utf8[at] == '.') point = at;
            else mantissa = (mantissa * 10) + utf8[at] - '0';
        }
        value = unchecked(new decimal((int)mantissa, (int)(mantissa >> 32), 0, isNegative, point < 0 ? (byte)0 : (byte)(utf8.Length - point - 1)));
        return true;
    }
}
