using System.Globalization;

namespace Alerts.Core.Notifications;

/// <summary>Makes texts fit: one line, no longer than asked, never cut within what people see as a character.</summary>
internal static class Fitting
{
    private const string Ellipsis = "…";

    /// <param name="longest">In UTF-16 units, the ellipsis included.</param>
    public static string Cut(string text, int longest) => text.Length <= longest ? text : text[..End(text, longest)] + Ellipsis;

    /// <summary>Where a text is to end so that it has room for an ellipsis: before the character that does not fit, however many units it has.</summary>
    public static int End(string text, int longest)
    {
        var end = 0;
        for (var next = 0; next < longest; next += StringInfo.GetNextTextElementLength(text, next)) end = next;
        return end;
    }

    /// <summary>The beginning of what a receiver said, on one line; characters beyond 16 bits are left out, so that none is cut in half.</summary>
    public static string FirstWords(string said, int longest) => string.Concat(OneLine(said.Length > longest ? said[..longest] : said).Select(letter => char.IsSurrogate(letter) ? ' ' : letter)).Trim();

    /// <summary>Without line breaks and other control characters.</summary>
    public static string OneLine(string text) => string.Concat(text.Select(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029' ? ' ' : letter));
}
