using System.Reflection;
using Alerts.Adapters.Workspaces;

namespace Alerts.Cli.Embedded;

/// <summary>The files of a new workspace.</summary>
internal static class Template
{
    private const string Prefix = "Template/";

    /// <summary>Paths relative to the workspace, with forward slashes, and their texts.</summary>
    public static IEnumerable<(string Path, string Text)> All => Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(name => (Path: name[Prefix.Length..].Replace('\\', '/'), Text: Text(name))).Select(file => (file.Path, WithSchema(file.Path, file.Text)));

    /// <summary>Those that say nothing of a particular file.</summary>
    public static IEnumerable<(string Path, string Text)> Settings => All.Where(file => !file.Path.Contains('/', StringComparison.Ordinal));

    /// <summary>The schemas that the files name in their first lines.</summary>
    public static IEnumerable<(string Path, string Text)> Schemas => JsonSchemas.Kinds.Select(kind => ($".schemas/{kind}.json", JsonSchemas.Of(kind)));

    /// <summary>A file of a workspace with the line by which editors find its schema; one that has it already is left as it is.</summary>
    private static string WithSchema(string path, string text)
    {
        const string Hint = "# yaml-language-server: $schema=";
        if (Path.GetExtension(path) != ".yaml" || text.StartsWith(Hint, StringComparison.Ordinal)) return text;
        var (folder, kind) = (Path.GetDirectoryName(path), Path.GetFileNameWithoutExtension(path));
        return $"{Hint}{(string.IsNullOrEmpty(folder) ? $".schemas/{kind}" : $"../.schemas/{folder}")}.json\n{text}";
    }

    private static string Text(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
