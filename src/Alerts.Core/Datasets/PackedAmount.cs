using System.Globalization;
using System.Text;

namespace Alerts.Core.Datasets;

/// <summary>An amount of trade statistics and its text in the file, mostly in three or four bytes: the text is nearly always the plain amount, or the thousandth of it, of kilograms as grams.</summary>
internal static class PackedAmount
{
    private const int LongestPlain = 32;
    private const int Thousand = 1_000;

    // Their lower bits are the decimal places.
    private const byte Scale = 0x1F;
    private const byte IsWide = 0x20;
    private const byte IsThousandth = 0x40;
    private const byte HasText = 0x80;

    /// <returns>What an amount takes at most, in bytes.</returns>
    public static int LongestWith(ReadOnlySpan<char> text) => 1 + PackedNumber.LongestDecimal + PackedNumber.Longest + Encoding.UTF8.GetMaxByteCount(text.Length);

    public static void Write(byte[] part, ref int at, decimal amount, ReadOnlySpan<char> text)
    {
        var mantissa = PackedNumber.Mantissa(amount, out var isWide);
        var isThousandth = !isWide && mantissa % Thousand == 0 && IsPlain(PackedNumber.Decimal(mantissa / Thousand, amount.Scale), text);
        var hasText = !isThousandth && !IsPlain(amount, text);
        part[at++] = (byte)(amount.Scale | (isWide ? IsWide : 0) | (isThousandth ? IsThousandth : 0) | (hasText ? HasText : 0));
        if (isWide) PackedNumber.WriteWide(part, ref at, amount);
        else PackedNumber.Write(part, ref at, isThousandth ? mantissa / Thousand : mantissa);
        if (!hasText) return;
        PackedNumber.Write(part, ref at, Encoding.UTF8.GetByteCount(text));
        at += Encoding.UTF8.GetBytes(text, part.AsSpan(at));
    }

    public static decimal Read(byte[] part, ref int at)
    {
        var flags = part[at++];
        var amount = Number(part, ref at, flags, (flags & IsThousandth) != 0 ? Thousand : 1);
        if ((flags & HasText) == 0) return amount;
        var length = (int)PackedNumber.Read(part, ref at);
        at += length;
        return amount;
    }

    /// <returns>The amount as the file writes it.</returns>
    public static string Text(byte[] part, int at)
    {
        var flags = part[at++];
        var told = Number(part, ref at, flags, 1);
        if ((flags & HasText) == 0) return told.ToString(CultureInfo.InvariantCulture);
        var length = (int)PackedNumber.Read(part, ref at);
        return Encoding.UTF8.GetString(part, at, length);
    }

    private static decimal Number(byte[] part, ref int at, byte flags, int factor) =>
        (flags & IsWide) != 0 ? PackedNumber.ReadWide(part, ref at) : PackedNumber.Decimal(PackedNumber.Read(part, ref at) * factor, (byte)(flags & Scale));

    private static bool IsPlain(decimal amount, ReadOnlySpan<char> text)
    {
        Span<char> plain = stackalloc char[LongestPlain];
        return amount.TryFormat(plain, out var length, default, CultureInfo.InvariantCulture) && text.SequenceEqual(plain[..length]);
    }
}
