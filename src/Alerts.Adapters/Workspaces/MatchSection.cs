using Alerts.Core.Routing;

namespace Alerts.Adapters.Workspaces;

/// <summary>Reads which events are meant: <c>{ commodity: [terbium, dysprosium], rule: "terbium-*" }</c>.</summary>
internal static class MatchSection
{
    public static Match Read(Section section, string at)
    {
        var match = new SortedList<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var (key, value) in section.Entries(at))
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            if (value is YamlScalarNode one) match[name] = Patterns(section, name, [one]);
            else if (value is YamlSequenceNode several && several.Children.Length > 0 && several.Children.All(item => item is YamlScalarNode)) match[name] = Patterns(section, name, several.Children.Cast<YamlScalarNode>());
            else section.Wrong(value, "wrong-type", $"'{name}' matches nothing", "a pattern, or a list of patterns");
        }
        return new(match);
    }

    private static List<string> Patterns(Section section, string name, IEnumerable<YamlScalarNode> nodes) =>
        [.. nodes.Select(node => section.Text(node, name)).OfType<string>()];
}
