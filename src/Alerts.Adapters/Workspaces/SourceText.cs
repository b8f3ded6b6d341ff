using System.Text;

namespace Alerts.Adapters.Workspaces;

/// <summary>A file's text as it was read, with its lines: places are those of the YAML reader, lines and columns from 1.</summary>
internal sealed class SourceText
{
    private const int MostShown = 200;
    private readonly List<int> _starts = new(64);

    public SourceText(string text)
    {
        Text = text;
        _starts.Add(0);
        for (var at = 0; at < text.Length; at++)
        {
            if (IsBreak(text[at]) && !(text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n')) _starts.Add(at + 1);
        }
    }

    public string Text { get; }

    /// <summary>What YAML 1.1 ends a line with.</summary>
    public static bool IsBreak(char letter) => letter is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029';

    public int IndexOf(long line, long column) => Math.Min(_starts[(int)Math.Clamp(line, 1, _starts.Count) - 1] + (int)Math.Max(column, 1) - 1, Text.Length);

    public (int Line, int Column) PlaceOf(int index)
    {
        var found = _starts.BinarySearch(index);
        var line = found >= 0 ? found : ~found - 1;
        return (line + 1, index - _starts[line] + 1);
    }

    /// <summary>The line of an index without its blanks, and where the index lies in it; null where the line is too long to show.</summary>
    public (string Line, int At)? LineAround(int index)
    {
        var from = _starts[PlaceOf(index).Line - 1];
        while (from < index && char.IsWhiteSpace(Text[from])) from++;
        var to = index;
        while (to < Text.Length && !IsBreak(Text[to])) to++;
        return to - from > MostShown ? null : (Text[from..to].TrimEnd(), index - from);
    }

    /// <summary>The first tab among the blanks that begin a line, from the line of an index on.</summary>
    public int? IndentingTab(int index)
    {
        for (var line = PlaceOf(index).Line - 1; line < _starts.Count; line++)
        {
            var at = _starts[line];
            while (at < Text.Length && Text[at] == ' ') at++;
            if (at < Text.Length && Text[at] == '\t') return at;
        }
        return null;
    }

    /// <summary>Reads UTF-8; a byte order mark of UTF-16 wins.</summary>
    /// <param name="wrong">The place of the first byte that is none of such a text.</param>
    /// <returns>Null where there is one.</returns>
    public static SourceText? Of(byte[] bytes, out YamlPlace wrong)
    {
        wrong = default;
        var (encoding, skip) = EncodingOf(bytes);
        try
        {
            return new(encoding.GetString(bytes, skip, bytes.Length - skip));
        }
        catch (DecoderFallbackException error)
        {
            var before = new SourceText(new UTF8Encoding(false, false).GetString(bytes, skip, Math.Clamp(error.Index, 0, bytes.Length - skip)));
            var (line, column) = before.PlaceOf(before.Text.Length);
            wrong = new(line, column);
            return null;
        }
    }

    private static (Encoding Encoding, int Mark) EncodingOf(byte[] bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (new UTF8Encoding(false, true), 3),
        [0xFF, 0xFE, ..] => (new UnicodeEncoding(false, true, true), 2),
        [0xFE, 0xFF, ..] => (new UnicodeEncoding(true, true, true), 2),
        _ => (new UTF8Encoding(false, true), 0),
    };
}
