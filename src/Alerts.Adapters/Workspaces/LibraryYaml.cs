using YamlDotNet.Core;
using Library = YamlDotNet.RepresentationModel;

namespace Alerts.Adapters.Workspaces;

/// <summary>Reads any YAML with the library, and says what is wrong in what is none.</summary>
internal static class LibraryYaml
{
    /// <param name="file">As mistakes name it.</param>
    /// <returns>Null where the file is empty or wrong; then the mistakes say so.</returns>
    public static YamlMappingNode? Read(string file, SourceText source, Mistakes mistakes)
    {
        var guard = new YamlGuard(file, mistakes);
        try
        {
            return guard.Accepts(source.Text) ? Root(file, guard.Accepted, mistakes) : null;
        }
        catch (YamlException error)
        {
            return Refused(mistakes, file, PlaceOf(error, source), $"this is not YAML: {(error.InnerException?.Message ?? error.Message).ReplaceLineEndings(" ")}");
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException)
        {
            // What the reader throws at a bracket that stays open, and at a tag that is none.
            return Refused(mistakes, file, guard.Reached, "this is not YAML from here on: a bracket that is not closed, or a tag that is none");
        }
    }

    // The reader gives up at the end; a quotation that never ends is better found where it begins, a tab where it stands.
    private static (int Line, int Column) PlaceOf(YamlException error, SourceText source)
    {
        var place = error.Message.Contains("end of stream", StringComparison.Ordinal) ? error.Start : error.End;
        var at = source.IndexOf(place.Line, place.Column);
        return source.PlaceOf(error.Message.Contains("tab", StringComparison.Ordinal) ? source.IndentingTab(at) ?? at : at);
    }

    private static YamlMappingNode? Root(string file, IParser read, Mistakes mistakes)
    {
        var stream = new Library.YamlStream();
        stream.Load(read);
        if (stream.Documents.Count == 0) return null;
        if (stream.Documents.Count > 1) return Refused(mistakes, file, ((int)stream.Documents[1].RootNode.Start.Line, 1), "a file holds one document: '---' begins a second one");
        var root = Node(stream.Documents[0].RootNode, new(ReferenceEqualityComparer.Instance));
        if (root is YamlMappingNode mapping) return mapping;
        if (root is YamlScalarNode { Value: null or "" }) return null;
        mistakes.Error(file, root, "wrong-type", "the file holds no keys", "KEY: VALUE lines");
        return null;
    }

    private static YamlMappingNode? Refused(Mistakes mistakes, string file, (int Line, int Column) place, string message)
    {
        mistakes.Add(new(file, place.Line, place.Column, true, "syntax", message));
        return null;
    }

    // What aliases stand for is one node.
    private static YamlNode Node(Library.YamlNode node, Dictionary<Library.YamlNode, YamlNode> made) =>
        made.TryGetValue(node, out var known) ? known : made[node] = node switch
        {
            Library.YamlMappingNode mapping => new YamlMappingNode([.. mapping.Children.Select(pair => new YamlEntry(Node(pair.Key, made), Node(pair.Value, made)))]) { Start = Place(node.Start) },
            Library.YamlSequenceNode sequence => new YamlSequenceNode([.. sequence.Children.Select(child => Node(child, made))]) { Start = Place(node.Start) },
            Library.YamlScalarNode scalar => new YamlScalarNode(scalar.Value) { Start = Place(node.Start), EndLine = (int)node.End.Line, Style = Style(scalar.Style) },
            _ => throw new InvalidOperationException($"{node.NodeType} is no kind of node"),
        };

    private static YamlPlace Place(Mark mark) => new((int)mark.Line, (int)mark.Column);

    private static ScalarStyle Style(YamlDotNet.Core.ScalarStyle style) => style switch
    {
        YamlDotNet.Core.ScalarStyle.SingleQuoted => ScalarStyle.SingleQuoted,
        YamlDotNet.Core.ScalarStyle.DoubleQuoted => ScalarStyle.DoubleQuoted,
        YamlDotNet.Core.ScalarStyle.Literal => ScalarStyle.Literal,
        YamlDotNet.Core.ScalarStyle.Folded => ScalarStyle.Folded,
        _ => ScalarStyle.Plain,
    };
}
