using System.Globalization;

namespace Alerts.Adapters.Sqlite;

/// <summary>Decimals as the store writes them: plain digits, perhaps a sign and a point.</summary>
internal static class StoredNumber
{
    // So many digits fit 64 bits.
    private const int FewDigits = 18;

    public static decimal Read(ReadOnlySpan<byte> text)
    {
        if (text.Length is 0 or > FewDigits) return Parse(text);
        var isNegative = text[0] == '-';
        long digits = 0;
        var scale = -1;
        foreach (var letter in isNegative ? text[1..] : text)
        {
            if (letter == '.' && scale < 0) scale = 0;
            else if (letter is < (byte)'0' or > (byte)'9') return Parse(text);
            else
            {
                digits = (digits * 10) + (letter - '0');
                if (scale >= 0) scale++;
            }
        }
        return new(unchecked((int)digits), (int)(digits >> 32), 0, isNegative, (byte)Math.Max(0, scale));
    }

    private static decimal Parse(ReadOnlySpan<byte> text) => decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);
}
