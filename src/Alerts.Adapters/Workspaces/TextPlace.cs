namespace Alerts.Adapters.Workspaces;

/// <summary>Finds in a file what stands at an offset of a YAML text: quotes, escapes, line breaks and indents are not part of the text.</summary>
internal static class TextPlace
{
    /// <summary>The index in the file of a character of a scalar's text; where the two cannot be followed side by side, that of the scalar.</summary>
    public static int Of(SourceText source, YamlScalarNode node, int offset)
    {
        var start = source.IndexOf(node.Start.Line, node.Start.Column);
        var value = node.Value ?? "";
        var file = source.Text;
        var at = Begin(file, start, node.Style);
        for (var read = node.Style is ScalarStyle.Literal or ScalarStyle.Folded ? Blanks(value, 0) : 0; read < offset;)
        {
            if (read >= value.Length || at >= file.Length) return start;
            var blank = Blanks(file, at);
            if (file.AsSpan(at, blank).ContainsAny(Breaks))
            {
                (at, read) = (at + blank, read + Blanks(value, read));
                continue;
            }
            var (length, letters) = Letter(file, at, node.Style);
            if (letters == 1 && length == 1 && file[at] != value[read]) return start;
            (at, read) = (at + length, read + letters);
        }
        return Math.Min(at, file.Length);
    }

    private const string Breaks = "\r\n\u0085\u2028\u2029";

    // Past an anchor, a tag, the opening quote, or the head and the indent of a block.
    private static int Begin(string file, int at, ScalarStyle style)
    {
        while (at < file.Length && file[at] is '&' or '!')
        {
            while (at < file.Length && !char.IsWhiteSpace(file[at])) at++;
            at += Blanks(file, at);
        }
        if (style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted) return at + 1;
        if (style is not (ScalarStyle.Literal or ScalarStyle.Folded)) return at;
        while (at < file.Length && !SourceText.IsBreak(file[at])) at++;
        return at + Blanks(file, at);
    }

    // How many characters of the file write how many of the text.
    private static (int Length, int Letters) Letter(string file, int at, ScalarStyle style) => (style, file[at]) switch
    {
        (ScalarStyle.SingleQuoted, '\'') => (2, 1),
        (ScalarStyle.DoubleQuoted, '\\') when at + 1 < file.Length => file[at + 1] switch
        {
            'x' => (4, 1),
            'u' => (6, 1),
            'U' => (10, file.AsSpan(at + 2).StartsWith("0000") ? 1 : 2),
            var next when SourceText.IsBreak(next) => (1 + Blanks(file, at + 1), 0),
            _ => (2, 1),
        },
        _ => (1, 1),
    };

    private static int Blanks(string text, int from)
    {
        var to = from;
        while (to < text.Length && (text[to] is ' ' or '\t' || SourceText.IsBreak(text[to]))) to++;
        return to - from;
    }
}
