using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Alerts.Azure.Storage;

/// <summary>Any text as a part of a key of a table. Keys may not hold <c>/ \ # ?</c> and control characters; some programs read <c>%</c> amiss, and the emulator ends a line at U+2028.</summary>
/// <remarks>Different texts have different keys. The text itself is to be kept in a property: of a long one the key has the beginning and a hash.</remarks>
internal static class RowKeys
{
    /// <summary>A key has 512 characters at most; two such parts and a few words fit.</summary>
    private const int LongestPart = 220;

    /// <summary>
    /// Of the beginning of a part that is not plain: its letters have up to nine characters each in an address, and the client reads no line of an answer
    /// to a transaction that has more than 4,096.
    /// </summary>
    private const int LongestBeginning = 80;

    private const int LongestEncoded = 1_000;
    private const int HashLength = 64;

    public static string Of(string text)
    {
        var escaped = Escaped(text);
        var isPlain = Uri.EscapeDataString(escaped).Length <= LongestEncoded;
        if (escaped.Length <= LongestPart && isPlain) return escaped;
        var cut = Math.Min(escaped.Length, isPlain || escaped.All(char.IsAscii) ? LongestPart - HashLength - 2 : LongestBeginning);
        if (char.IsHighSurrogate(escaped[cut - 1])) cut--;
        return $"{escaped[..cut]}~~{Convert.ToHexStringLower(SHA256.HashData(Encoding.Unicode.GetBytes(text)))}";
    }

    /// <summary>A number that sorts as text.</summary>
    public static string Of(long number) => number.ToString("D19", CultureInfo.InvariantCulture);

    private static string Escaped(string text)
    {
        var key = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsSurrogatePair(text, at)) key.Append(text, at++, 2);
            else if (text[at] is '/' or '\\' or '#' or '?' or '%' or '~' or ':' or '\u2028' or '\u2029' || char.IsControl(text[at]) || char.IsSurrogate(text[at])) key.Append(CultureInfo.InvariantCulture, $"~{(int)text[at]:x4}");
            else key.Append(text[at]);
        }
        return key.ToString();
    }
}
