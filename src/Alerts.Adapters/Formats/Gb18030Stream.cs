using System.Text;

namespace Alerts.Adapters.Formats;

/// <summary>
/// A text in GB18030 as a stream of UTF-8, decoded strictly while it is read: a customs export may have gigabytes. Where bytes are no
/// GB18030 it ends, and says so.
/// </summary>
internal sealed class Gb18030Stream(ReadOnlyMemory<byte> text) : Stream
{
    /// <summary>Of the encoding that it reads.</summary>
    public const int CodePage = 54936;

    // A letter takes no more bytes than this, in either encoding.
    private const int LongestLetter = 4;
    private const byte FirstOfMany = 0x80;

    private static readonly Encoding Strict = CodePagesEncodingProvider.Instance.GetEncoding(CodePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    // Letters of two bytes, by these: asked of the library once each. 0: not asked yet.
    private readonly char[] _letters = new char[1 << 16];
    private int _at;

    /// <summary>Some of the bytes are no GB18030: what was read so far is not to be trusted.</summary>
    public bool IsInvalid { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

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
        return IsInvalid ? 0 : written;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <summary>Reads on to the end, so that it is known whether all of it can be decoded.</summary>
    public void ReadToEnd()
    {
        var buffer = new byte[1 << 16];
        while (Read(buffer) > 0)
        {
            // Nothing is kept.
        }
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

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
