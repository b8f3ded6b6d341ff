using System.Text;

namespace Alerts.Adapters.Formats;

/// <summary>Tells an error page or a login page that was saved under the name of a data file.</summary>
internal static class WebPage
{
    private const int Looked = 1024;

    private static readonly string[] Marks = ["<!doctype html", "<html", "<head", "<body", "<title", "<meta ", "<script"];

    public static bool Is(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) bytes = bytes[3..];
        bytes = bytes.TrimStart(" \t\r\n"u8);
        if (bytes is not [(byte)'<', ..]) return false;
        var start = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, Looked)]);
        return Array.Exists(Marks, mark => start.Contains(mark, StringComparison.OrdinalIgnoreCase));
    }
}
