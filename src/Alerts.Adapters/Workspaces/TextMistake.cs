using Alerts.Core.Rules;

namespace Alerts.Adapters.Workspaces;

/// <summary>A mistake inside the text of a rule, with its place in the file and a caret under the offending part.</summary>
internal static class TextMistake
{
    private const int MostShown = 200;

    public static Mistake Of(string file, SourceText source, YamlScalarNode node, RuleMistake mistake)
    {
        var index = TextPlace.Of(source, node, mistake.Offset);
        var (line, column) = source.PlaceOf(index);
        var quote = node.Start.Line == node.EndLine ? Quoted(node.Value ?? "", mistake) : Quoted(source, index, mistake.Length);
        return new(file, line, column, !mistake.IsWarning, mistake.Code, mistake.Message, mistake.Expected, mistake.Nearest, quote);
    }

    private static string? Quoted(string text, RuleMistake mistake) =>
        text.Length > MostShown ? null : Caret($"{mistake.Key}: {text}", mistake.Key.Length + 2 + mistake.Offset, mistake.Length);

    // A text over several lines is shown by the line at fault.
    private static string? Quoted(SourceText source, int index, int length) => source.LineAround(index) is { } found ? Caret(found.Line, found.At, length) : null;

    private static string Caret(string line, int at, int length) =>
        $"    {Printable.Aligned(line)}\n    {new string(' ', at)}^{new string('~', Math.Max(0, Math.Min(length, line.Length - at) - 1))}";
}
