using System.Buffers.Binary;

namespace Alerts.Core.Datasets;

/// <summary>Numbers in as few bytes as they need: a small one of either sign takes one byte or two. Exact.</summary>
internal static class PackedNumber
{
    /// <summary>What a number takes at most, in bytes.</summary>
    public const int Longest = 10;

    /// <summary>What a decimal takes at most, in bytes, its scale aside.</summary>
    public const int LongestDecimal = 16;

    // Of a byte: further ones follow.
    private const ulong More = 0x80;

    public static void Write(byte[] part, ref int at, long number)
    {
        var rest = unchecked((ulong)((number << 1) ^ (number >> 63)));
        for (; rest >= More; rest >>= 7) part[at++] = (byte)((rest & (More - 1)) | More);
        part[at++] = (byte)rest;
    }

    public static long Read(byte[] part, ref int at)
    {
        ulong number = 0;
        for (var shift = 0; ; shift += 7)
        {
            var one = part[at++];
            number |= (one & (More - 1)) << shift;
            if (one < More) return (long)(number >> 1) ^ -(long)(number & 1);
        }
    }

    /// <summary>The digits of a decimal without its point, with its sign.</summary>
    /// <param name="isWide">There are too many of them, or they do not tell it: it is written as a whole, see <see cref="WriteWide"/>.</param>
    public static long Mantissa(decimal value, out bool isWide)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var mantissa = ((long)bits[1] << 32) | unchecked((uint)bits[0]);
        isWide = bits[2] != 0 || mantissa is < 0 or > long.MaxValue / 4 || (bits[3] < 0 && mantissa == 0);
        return bits[3] < 0 ? -mantissa : mantissa;
    }

    /// <param name="scale">Decimal places, 0 to 28.</param>
    public static decimal Decimal(long mantissa, byte scale)
    {
        var size = Math.Abs(mantissa);
        return new(unchecked((int)size), unchecked((int)(size >> 32)), 0, mantissa < 0, scale);
    }

    public static void WriteWide(byte[] part, ref int at, decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        foreach (var number in bits)
        {
            BinaryPrimitives.WriteInt32LittleEndian(part.AsSpan(at), number);
            at += sizeof(int);
        }
    }

    public static decimal ReadWide(byte[] part, ref int at)
    {
        Span<int> bits = stackalloc int[4];
        foreach (ref var number in bits)
        {
            number = BinaryPrimitives.ReadInt32LittleEndian(part.AsSpan(at));
            at += sizeof(int);
        }
        return new(bits);
    }
}
