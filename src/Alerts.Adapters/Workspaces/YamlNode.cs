namespace Alerts.Adapters.Workspaces;

/// <summary>A part of a YAML file that knows its place.</summary>
internal abstract class YamlNode
{
    /// <summary>Of its first character; 1:1 where it comes from no file.</summary>
    public YamlPlace Start { get; init; } = new(1, 1);
}

internal sealed class YamlScalarNode(string? value) : YamlNode
{
    public string? Value => value;

    /// <summary>The line in which it ends.</summary>
    public int EndLine { get; init; } = 1;

    public ScalarStyle Style { get; init; } = ScalarStyle.Plain;
}

internal sealed class YamlSequenceNode(YamlNode[] children) : YamlNode
{
    public YamlNode[] Children => children;
}

internal sealed class YamlMappingNode(YamlEntry[] children) : YamlNode
{
    /// <summary>In the order written.</summary>
    public YamlEntry[] Children => children;
}

/// <summary>A key and its value. An object, for the library's lists of pairs of its own are compiled when the program runs.</summary>
internal sealed record YamlEntry(YamlNode Key, YamlNode Value);

/// <summary>Line and column, both from 1.</summary>
internal readonly record struct YamlPlace(int Line, int Column);

/// <summary>How a scalar is written.</summary>
internal enum ScalarStyle
{
    Plain,
    SingleQuoted,
    DoubleQuoted,
    Literal,
    Folded,
}
