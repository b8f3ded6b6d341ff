using Alerts.Core.Rules;

namespace Alerts.Adapters.Workspaces;

/// <summary>One entry of <c>for-each</c>: what stands in the places <c>{NAME}</c> of a rule's texts.</summary>
/// <param name="values">The text of each name, with the node that it is from.</param>
internal sealed class TemplateValues(IReadOnlyDictionary<string, (string Text, YamlScalarNode Node)> values)
{
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    public IEnumerable<string> Unused => values.Keys.Where(name => !_used.Contains(name));

    /// <summary>A text with its places filled; a name that has no value is a mistake.</summary>
    public string Filled(Section section, YamlScalarNode node, string text)
    {
        var filled = new System.Text.StringBuilder();
        foreach (var piece in Pieces(text))
        {
            if (piece.Name is null) filled.Append(piece.Text);
            else if (values.TryGetValue(piece.Name, out var value))
            {
                _used.Add(piece.Name);
                filled.Append(value.Text);
            }
            else
            {
                section.Wrong(node, "unknown-place", $"'{piece.Text}' has no value in this entry of for-each", null, Nearest.Name(piece.Name, values.Keys));
                filled.Append(piece.Text);
            }
        }
        return filled.ToString();
    }

    /// <summary>Where a part of a filled text comes from: the template, or the value in one of its places.</summary>
    /// <param name="mistake">Its offset counts in the filled text.</param>
    /// <returns>The node, and the mistake with its offset in the node's text.</returns>
    public (YamlScalarNode Node, RuleMistake Mistake) PlaceOf(YamlScalarNode template, RuleMistake mistake)
    {
        var (filled, written) = (0, 0);
        foreach (var piece in Pieces(template.Value ?? ""))
        {
            var value = piece.Name is not null && values.TryGetValue(piece.Name, out var found) ? found : default;
            var length = value.Node is null ? piece.Text.Length : value.Text.Length;
            if (mistake.Offset < filled + length)
            {
                var inside = mistake.Offset - filled;
                return value.Node is null
                    ? (template, mistake with { Offset = written + inside, Length = Math.Min(mistake.Length, Math.Max(1, piece.Text.Length - inside)) })
                    : (value.Node, mistake with { Key = piece.Name!, Offset = inside, Length = Math.Min(mistake.Length, length - inside) });
            }
            (filled, written) = (filled + length, written + piece.Text.Length);
        }
        return (template, mistake with { Offset = template.Value?.Length ?? 0, Length = 1 });
    }

    private readonly record struct Piece(string Text, string? Name);

    private static IEnumerable<Piece> Pieces(string text)
    {
        var from = 0;
        while (text.IndexOf('{', from) is var open and >= 0 && text.IndexOf('}', open) is var close and >= 0)
        {
            if (open > from) yield return new(text[from..open], null);
            yield return new(text[open..(close + 1)], text[(open + 1)..close]);
            from = close + 1;
        }
        if (from < text.Length) yield return new(text[from..], null);
    }
}
