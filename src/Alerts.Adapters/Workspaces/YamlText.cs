namespace Alerts.Adapters.Workspaces;

/// <summary>Reads one YAML file into nodes that know their place.</summary>
internal static class YamlText
{
    /// <param name="file">Relative to the workspace.</param>
    /// <returns>Null where the file is empty or wrong; then the mistakes say so.</returns>
    public static YamlMappingNode? Read(string folder, string file, Mistakes mistakes) =>
        SourceFile.Read(folder, file, mistakes) is { } source ? Read(file, source, mistakes) : null;

    /// <param name="file">As mistakes name it.</param>
    /// <returns>Null where the text is empty or wrong; then the mistakes say so.</returns>
    public static YamlMappingNode? Read(string file, SourceText source, Mistakes mistakes)
    {
        mistakes.Sources[file] = source;
        return UsualYaml.Read(source.Text) ?? LibraryYaml.Read(file, source, mistakes);
    }
}
