using System.Text;
using Alerts.Adapters.Files;

namespace Alerts.Adapters.Formats;

/// <summary>A text in GB18030, decoded while it is read: a customs export may have gigabytes.</summary>
internal sealed class Gb18030Stream(ReadOnlyMemory<byte> text) : TextStream
{
    /// <summary>Of the encoding that it reads.</summary>
    public const int CodePage = 54936;

    private const byte FirstOfMany = 0x80;

    private static readonly Encoding Strict = CodePagesEncodingProvider.Instance.GetEncoding(CodePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    // Letters of two bytes, by these: asked of the library once each. 0: not asked yet.
    private readonly char[] _letters = new char[1 << 16];
    private readonly FrontToBack _reading = new(text);
    private int _at;

    public override int Read(Span<byte> buffer)
    {
        var rest = text.Span[_at..];
        var written = 0;
        while (rest.Length > 0 && !IsInvalid && buffer.Length - written >= LongestLetter)
        {
            var ascii = rest[..Math.Min(rest.Length, buffer.Length - written)];
            if (ascii.IndexOfAnyInRange(FirstOfMany, byte.MaxValue) is var end and >= 0) ascii = ascii[..end];
            ascii.CopyTo(buffer[written..]);
            written += ascii.Length;
            rest = rest[ascii.Length..];
            while (rest.Length > 0 && rest[0] >= FirstOfMany && !IsInvalid && buffer.Length - written >= LongestLetter)
            {
                var length = LetterLength(rest);
                written += Letter(rest[..length], buffer[written..]);
                rest = rest[length..];
            }
        }
        _at = text.Length - rest.Length;
        _reading.Reached(_at);
        return IsInvalid ? 0 : written;
    }

    // A digit after the first byte is the second of four. What is cut off or is none of this, the library refuses.
    private static int LetterLength(ReadOnlySpan<byte> rest) => Math.Min(rest.Length, rest is [_, >= (byte)'0' and <= (byte)'9', ..] ? LongestLetter : 2);

    private int Letter(ReadOnlySpan<byte> letter, Span<byte> utf8)
    {
        if (letter.Length != 2) return Decoded(letter, utf8);
        ref var known = ref _letters[(letter[0] << 8) | letter[1]];
        if (known < 0x800) return Decoded(letter, utf8);
        utf8[0] = (byte)(0xE0 | (known >> 12));
        utf8[1] = (byte)(0x80 | ((known >> 6) & 0x3F));
        utf8[2] = (byte)(0x80 | (known & 0x3F));
        return 3;
    }

    private int Decoded(ReadOnlySpan<byte> letter, Span<byte> utf8)
    {
        try
        {
            Span<char> chars = stackalloc char[LongestLetter];
            var count = Strict.GetChars(letter, chars);
            if (letter.Length == 2 && count == 1 && !char.IsSurrogate(chars[0])) _letters[(letter[0] << 8) | letter[1]] = chars[0];
            return Encoding.UTF8.GetBytes(chars[..count], utf8);
        }
        catch (DecoderFallbackException)
        {
            IsInvalid = true;
            return 0;
        }
    }
}
