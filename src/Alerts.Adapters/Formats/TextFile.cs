using System.Text;
using Alerts.Core.Datasets;

namespace Alerts.Adapters.Formats;

/// <summary>Bytes of a text file as UTF-8, decoded strictly: no replacement character is ever stored.</summary>
internal static class TextFile
{
    public const string EncodingInvalid = "encoding-invalid";

    private static readonly Encoding StrictUtf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Encoding StrictUtf16 = new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true);
    private static readonly Encoding StrictUtf16BigEndian = new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true);

    /// <param name="encoding">Name of the encoding; a byte order mark wins.</param>
    /// <param name="text">Without the byte order mark.</param>
    /// <returns>Null when the file is text; otherwise why it is refused.</returns>
    public static FileReading? AsUtf8(string file, ReadOnlyMemory<byte> bytes, string encoding, out ReadOnlyMemory<byte> text)
    {
        text = default;
        return EncodingOf(file, bytes, encoding, out var known, out var encoded) is { } unknown ? unknown : AsUtf8(file, encoded, known, out text);
    }

    /// <param name="encoded">Without a byte order mark.</param>
    /// <param name="known">Decodes strictly.</param>
    /// <returns>Null when it is text in <paramref name="known"/>; otherwise why the file is refused.</returns>
    public static FileReading? AsUtf8(string file, ReadOnlyMemory<byte> encoded, Encoding known, out ReadOnlyMemory<byte> text) =>
        known is UTF8Encoding ? Valid(file, encoded, out text) : Decode(file, encoded, known, out text);

    /// <summary>Which encoding a file has, by its byte order mark, or by what is said of it.</summary>
    /// <param name="known">Decodes strictly.</param>
    /// <param name="text">Without the byte order mark; not decoded.</param>
    /// <returns>Null when the encoding is known; otherwise why the file is refused.</returns>
    public static FileReading? EncodingOf(string file, ReadOnlyMemory<byte> bytes, string encoding, out Encoding known, out ReadOnlyMemory<byte> text)
    {
        (known, text) = (StrictUtf8, bytes);
        if (bytes.IsEmpty) return Rejection.Empty(file);
        if (WebPage.Is(bytes.Span)) return Rejection.WebPage(file);
        if (bytes.Span.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0]) || bytes.Span.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF])) return Unsupported(file, "UTF-32");
        if (Marked(bytes, out var marked, out text))
        {
            known = marked;
            return null;
        }
        if (Strict(encoding) is not { } named) return Unsupported(file, encoding);
        if (named is not UnicodeEncoding && IsUtf16(bytes.Span)) return Unsupported(file, "UTF-16 without a byte order mark");
        known = named;
        return null;
    }

    private static bool Marked(ReadOnlyMemory<byte> bytes, out Encoding encoding, out ReadOnlyMemory<byte> text)
    {
        (encoding, var mark) = bytes.Span switch
        {
            [0xEF, 0xBB, 0xBF, ..] => (StrictUtf8, 3),
            [0xFF, 0xFE, ..] => (StrictUtf16, 2),
            [0xFE, 0xFF, ..] => (StrictUtf16BigEndian, 2),
            _ => (StrictUtf8, 0),
        };
        text = bytes[mark..];
        return mark > 0;
    }

    private static Encoding? Strict(string name)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
                ?? Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static FileReading? Valid(string file, ReadOnlyMemory<byte> bytes, out ReadOnlyMemory<byte> text)
    {
        text = bytes;
        if (bytes.IsEmpty) return Rejection.Empty(file);
        return IsUtf8(bytes) ? null : Decode(file, bytes, StrictUtf8, out text);
    }

    private static bool IsUtf8(ReadOnlyMemory<byte> bytes)
    {
        using var text = new Utf8Stream(bytes);
        text.ReadToEnd();
        return !text.IsInvalid;
    }

    private static FileReading? Decode(string file, ReadOnlyMemory<byte> bytes, Encoding encoding, out ReadOnlyMemory<byte> text)
    {
        text = default;
        if (bytes.IsEmpty) return Rejection.Empty(file);
        try
        {
            var decoded = Encoding.UTF8.GetBytes(encoding.GetString(bytes.Span));
            text = decoded;
            return WebPage.Is(decoded) ? Rejection.WebPage(file) : null;
        }
        catch (DecoderFallbackException fault)
        {
            return Invalid(file, encoding.WebName, Math.Max(0, fault.Index));
        }
    }

    // Latin text in UTF-16 has a zero in every other byte.
    private static bool IsUtf16(ReadOnlySpan<byte> bytes) => bytes is [not 0, 0, not 0, 0, ..] or [0, not 0, 0, not 0, ..];

    private static FileReading Unsupported(string file, string encoding) => Rejection.Of(
        "encoding-unsupported", file, null, null, $"encoding is not supported: {encoding}", "file refused, save it as UTF-8 or correct the encoding of the dataset");

    private static FileReading Invalid(string file, string encoding, int at) => Rejection.Of(
        EncodingInvalid, file, null, null, $"bytes are not {encoding} from byte {at + 1} on", "file refused, correct the encoding of the dataset or fetch the file again");
}
