using System.Globalization;
using System.Text;

namespace Alerts.Adapters.Workspaces;

/// <summary>Text of a file as a screen may show it.</summary>
internal static class Printable
{
    private static readonly UnicodeCategory[] Unseen =
        [UnicodeCategory.Control, UnicodeCategory.Format, UnicodeCategory.LineSeparator, UnicodeCategory.ParagraphSeparator, UnicodeCategory.Surrogate];

    /// <summary>What would move the cursor, colour the screen or turn the direction of reading is shown by its code: <c>\u001b</c>.</summary>
    public static string Text(string text)
    {
        if (!text.EnumerateRunes().Any(IsUnseen)) return text;
        var shown = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsUnseen(rune)) shown.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
            else shown.Append(rune);
        }
        return shown.ToString();
    }

    /// <summary>The same text, one sign for each: what may not be shown is a blank, so that a caret below stays in its place.</summary>
    public static string Aligned(string text) =>
        string.Concat(text.Select(letter => Unseen.Contains(char.GetUnicodeCategory(letter)) && !char.IsSurrogate(letter) ? ' ' : letter));

    private static bool IsUnseen(Rune rune) => Unseen.Contains(Rune.GetUnicodeCategory(rune));
}
