using YamlDotNet.RepresentationModel;

namespace Alerts.Adapters.Workspaces;

/// <summary>Collects the mistakes of a workspace, and the environment variables that it names and that are not set.</summary>
internal sealed class Mistakes(Func<string, string?> environment)
{
    private readonly List<Mistake> _all = [];
    private readonly SortedSet<string> _unset = new(StringComparer.Ordinal);
    private readonly HashSet<YamlNode> _incomplete = new(ReferenceEqualityComparer.Instance);

    /// <summary>In file and line order.</summary>
    public IReadOnlyList<Mistake> All => [.. _all.Distinct().OrderBy(mistake => mistake.File, StringComparer.Ordinal).ThenBy(mistake => mistake.Line).ThenBy(mistake => mistake.Column)];

    public IReadOnlyList<string> Unset => [.. _unset];

    public void Add(Mistake mistake) => _all.Add(mistake);

    /// <summary>Nothing is added for a text that lacks a variable: that one is told already, and the rest follows from it.</summary>
    public void Error(string file, YamlNode at, string code, string message, string? expected = null, string? nearest = null)
    {
        if (!_incomplete.Contains(at)) Add(new(file, (int)at.Start.Line, (int)at.Start.Column, true, code, message, expected, nearest));
    }

    public void Warning(string file, YamlNode at, string code, string message, string? expected = null) =>
        Add(new(file, (int)at.Start.Line, (int)at.Start.Column, false, code, message, expected));

    /// <summary>A scalar's text with <c>${NAME}</c> replaced. A value is never part of a message.</summary>
    public string Text(string file, YamlScalarNode scalar)
    {
        var text = scalar.Value ?? "";
        for (var from = 0; text.IndexOf("${", from, StringComparison.Ordinal) is var start and >= 0;)
        {
            var end = text.IndexOf('}', start);
            if (end < 0) return text;
            var name = text[(start + 2)..end];
            var value = environment(name);
            if (value is null)
            {
                _unset.Add(name);
                _incomplete.Add(scalar);
                Warning(file, scalar, "environment-variable-unset", $"the environment variable {name} is not set");
            }
            text = text[..start] + value + text[(end + 1)..];
            from = start + (value?.Length ?? 0);
        }
        return text;
    }
}
