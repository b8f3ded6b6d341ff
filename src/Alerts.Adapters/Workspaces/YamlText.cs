using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Alerts.Adapters.Workspaces;

/// <summary>Reads one YAML file into nodes that know their place.</summary>
internal static class YamlText
{
    /// <param name="file">Relative to the workspace.</param>
    /// <returns>Null where the file is empty or wrong; then the mistakes say so.</returns>
    public static YamlMappingNode? Read(string folder, string file, Mistakes mistakes)
    {
        if (SourceFile.Read(folder, file, mistakes) is not { } source) return null;
        mistakes.Sources[file] = source;
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
        var stream = new YamlStream();
        stream.Load(read);
        if (stream.Documents.Count == 0) return null;
        if (stream.Documents.Count > 1) return Refused(mistakes, file, ((int)stream.Documents[1].RootNode.Start.Line, 1), "a file holds one document: '---' begins a second one");
        if (stream.Documents[0].RootNode is YamlMappingNode mapping) return mapping;
        if (stream.Documents[0].RootNode is YamlScalarNode { Value: null or "" }) return null;
        mistakes.Error(file, stream.Documents[0].RootNode, "wrong-type", "the file holds no keys", "KEY: VALUE lines");
        return null;
    }

    private static YamlMappingNode? Refused(Mistakes mistakes, string file, (int Line, int Column) place, string message)
    {
        mistakes.Add(new(file, place.Line, place.Column, true, "syntax", message));
        return null;
    }
}
