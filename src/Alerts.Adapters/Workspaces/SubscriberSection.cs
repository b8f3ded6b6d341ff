using Alerts.Core.Routing;
using Alerts.Core.Rules;
using YamlDotNet.RepresentationModel;

namespace Alerts.Adapters.Workspaces;

/// <summary>Reads one entry of <c>subscribers</c>.</summary>
internal static class SubscriberSection
{
    public static Subscriber? Read(Section section, Names names)
    {
        var id = names.Take(section, "subscriber");
        var email = section.List("email").Select(node => Address(section, node)).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return id is null ? null : new(id, Match(section), Names.Severity(section, "min-severity", Severity.Info), email);
    }

    private static SortedDictionary<string, IReadOnlyList<string>> Match(Section section)
    {
        var match = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var (key, value) in section.Entries("match"))
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            if (value is YamlScalarNode one) match[name] = Patterns(section, name, [one]);
            else if (value is YamlSequenceNode several && several.Children.Count > 0 && several.Children.All(item => item is YamlScalarNode)) match[name] = Patterns(section, name, several.Children.Cast<YamlScalarNode>());
            else section.Wrong(value, "wrong-type", $"'{name}' matches nothing", "a pattern, or a list of patterns");
        }
        return match;
    }

    private static List<string> Patterns(Section section, string name, IEnumerable<YamlScalarNode> nodes) =>
        [.. nodes.Select(node => section.Text(node, name)).OfType<string>()];

    private static string? Address(Section section, YamlScalarNode node)
    {
        var address = section.Text(node, "email");
        if (address is null || Settings.IsAddress(address)) return address;
        section.Wrong(node, "wrong-address", "an entry of 'email' is no address", "such as buyer@example.com");
        return null;
    }
}
