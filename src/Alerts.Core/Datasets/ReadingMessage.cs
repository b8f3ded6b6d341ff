using System.Text;

namespace Alerts.Core.Datasets;

/// <summary>The message form of FORMATS §0: <c>FILE: line N, column "NAME": WHAT ("TEXT") - WHAT TO DO</c>, always one line.</summary>
public static class ReadingMessage
{
    private const int FoundLength = 80;

    /// <param name="line">Null where it is the file as a whole.</param>
    /// <param name="found">Null or empty where no text is shown.</param>
    public static string Of(string file, int? line, string? column, string what, string? found, string toDo)
    {
        var text = new StringBuilder(Shown(file)).Append(": ");
        if (line is not null) text.Append("line ").Append(line);
        if (line is not null && column is not null) text.Append(", ");
        if (column is not null) text.Append("column \"").Append(Shown(column)).Append('"');
        if (line is not null || column is not null) text.Append(": ");
        text.Append(what);
        if (!string.IsNullOrEmpty(found)) text.Append(" (\"").Append(Shown(found)).Append("\")");
        return text.Append(" - ").Append(toDo).ToString();
    }

    /// <summary>
    /// Text of a file as people may see it: cut to 80 characters, control characters as their pictures (␀, ␍) and unseen ones
    /// as �, so that it can break no line and no terminal, and shows why it is refused.
    /// </summary>
    public static string Shown(ReadOnlySpan<char> text) =>
        OneLine(text.Length > FoundLength ? text[..(char.IsHighSurrogate(text[FoundLength - 1]) ? FoundLength - 1 : FoundLength)] : text);

    /// <summary>The same, whatever its length.</summary>
    public static string OneLine(ReadOnlySpan<char> text)
    {
        var shown = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) shown.Append(Rune.IsControl(rune) || IsUnseen(rune.Value) ? Picture(rune.Value) : rune.ToString());
        return shown.ToString();
    }

    private static string Picture(int character) => character < 0x20 ? ((char)(0x2400 + character)).ToString() : "\uFFFD";

    // Separators of lines and paragraphs, and what nobody sees: marks of direction, blanks without width, a byte order mark.
    private static bool IsUnseen(int character) => character is 0xAD or (>= 0x200B and <= 0x200F) or (>= 0x2028 and <= 0x202E) or (>= 0x2060 and <= 0x2069) or 0xFEFF;
}
