using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Alerts.Adapters.Workspaces;

/// <summary>Reads one YAML file into nodes that know their place. What would exhaust the machine is refused.</summary>
internal static class YamlText
{
    private const int LargestFile = 4 * 1024 * 1024;
    private const int DeepestNesting = 32;
    private const int MostAliases = 100;

    /// <param name="file">Relative to the workspace.</param>
    /// <returns>Null where the file is empty or wrong; then the mistakes say so.</returns>
    public static YamlMappingNode? Read(string folder, string file, Mistakes mistakes)
    {
        string text;
        try
        {
            var path = Path.Combine(folder, file);
            if (new FileInfo(path).Length > LargestFile) return Refused(mistakes, file, 1, 1, "too-large", $"the file is larger than {LargestFile / 1024 / 1024} MB");
            text = File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Refused(mistakes, file, 1, 1, "unreadable", $"the file cannot be read: {error.Message}");
        }
        try
        {
            if (TooMuch(text) is { } place) return Refused(mistakes, file, place.Line, place.Column, "syntax", place.What);
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents.Count == 0) return null;
            if (stream.Documents.Count > 1) return Refused(mistakes, file, (int)stream.Documents[1].RootNode.Start.Line, 1, "syntax", "a file holds one document: '---' begins a second one");
            if (stream.Documents[0].RootNode is YamlMappingNode mapping) return mapping;
            if (stream.Documents[0].RootNode is YamlScalarNode { Value: null or "" }) return null;
            mistakes.Error(file, stream.Documents[0].RootNode, "wrong-type", "the file holds no keys", "KEY: VALUE lines");
            return null;
        }
        catch (YamlException error)
        {
            return Refused(mistakes, file, (int)Math.Max(1, error.Start.Line), (int)Math.Max(1, error.Start.Column), "syntax", Sentence(error));
        }
    }

    private static (int Line, int Column, string What)? TooMuch(string text)
    {
        int depth = 0, aliases = 0;
        var parser = new Parser(new StringReader(text));
        while (parser.MoveNext())
        {
            var here = parser.Current!;
            if (here is MappingStart or SequenceStart && ++depth > DeepestNesting) return ((int)here.Start.Line, (int)here.Start.Column, $"the file nests deeper than {DeepestNesting}");
            if (here is MappingEnd or SequenceEnd) depth--;
            if (here is AnchorAlias && ++aliases > MostAliases) return ((int)here.Start.Line, (int)here.Start.Column, $"the file uses more than {MostAliases} aliases");
        }
        return null;
    }

    private static string Sentence(YamlException error)
    {
        var message = (error.InnerException?.Message ?? error.Message).ReplaceLineEndings(" ");
        if (message.Contains("uplicate key", StringComparison.Ordinal)) return $"the key is there twice: {message}";
        return $"this is not YAML: {message}";
    }

    private static YamlMappingNode? Refused(Mistakes mistakes, string file, int line, int column, string code, string message)
    {
        mistakes.Add(new(file, line, column, true, code, message));
        return null;
    }
}
