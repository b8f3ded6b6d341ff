using System.Reflection;

namespace Alerts.Cli.Embedded;

/// <summary>The files of a new workspace.</summary>
internal static class Template
{
    private const string Prefix = "Template/";

    /// <summary>Paths relative to the workspace, with forward slashes, and their texts.</summary>
    public static IEnumerable<(string Path, string Text)> All => Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(name => (name[Prefix.Length..].Replace('\\', '/'), Text(name)));

    /// <summary>Those that say nothing of a particular file.</summary>
    public static IEnumerable<(string Path, string Text)> Settings => All.Where(file => !file.Path.Contains('/', StringComparison.Ordinal));

    private static string Text(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
