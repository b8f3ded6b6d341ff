using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Alerts.Adapters.Formats;

/// <summary>Which encoding a text file has, by its bytes.</summary>
internal static class TextEncoding
{
    private const string Chinese = "gb18030";
    private const string Western = "windows-1252";
    private static readonly SearchValues<char> Sure = SearchValues.Create("日月价格元吨名称编码");

    /// <returns>A name that a dataset takes, and what else it could be; null where that is certain.</returns>
    public static (string Name, string? Doubt) Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return ("utf-16", null);
        if (Utf8.IsValid(bytes)) return IsUtf16(bytes, 1) ? ("utf-16", null) : IsUtf16(bytes, 0) ? ("utf-16BE", null) : ("utf-8", null);
        if (IsUtf16(bytes, 1)) return ("utf-16", null);
        if (IsUtf16(bytes, 0)) return ("utf-16BE", null);
        if (!IsChinese(bytes)) return (Western, "could also be another encoding of one byte a letter, such as windows-1250 or windows-1251: look whether the names are right");
        return (Chinese, Text(bytes).AsSpan().ContainsAny(Sure) ? null : "could also be big5 or shift_jis: look whether the names are right");
    }

    // Latin letters and digits have a zero beside them.
    private static bool IsUtf16(ReadOnlySpan<byte> bytes, int zeroAt)
    {
        var looked = Math.Min(bytes.Length, 1000) / 2 * 2;
        var zeros = 0;
        for (var at = zeroAt; at < looked; at += 2)
        {
            if (bytes[at] == 0 && bytes[at ^ 1] != 0) zeros++;
        }
        return looked >= 8 && zeros * 4 > looked;
    }

    // Chinese letters are two high bytes each, so they come in even runs; those of Western names stand alone.
    private static bool IsChinese(ReadOnlySpan<byte> bytes)
    {
        int inPairs = 0, alone = 0;
        for (var at = 0; at < bytes.Length;)
        {
            if (bytes[at] < 0x80)
            {
                at++;
                continue;
            }
            var from = at;
            while (at < bytes.Length && bytes[at] >= 0x80) at++;
            if (at - from >= 2) inPairs += at - from;
            else alone++;
        }
        return inPairs > alone * 2 && Strict(bytes);
    }

    private static bool Strict(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _ = CodePagesEncodingProvider.Instance.GetEncoding(Chinese, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!.GetCharCount(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static string Text(ReadOnlySpan<byte> bytes) => CodePagesEncodingProvider.Instance.GetEncoding(Chinese)!.GetString(bytes[..Math.Min(bytes.Length, 4000)]);
}
