using System.Text;

namespace Alerts.Adapters.Workspaces;

/// <summary>What a part of a YAML file says, all in one, without comments and spacing: it tells whether a definition has changed.</summary>
internal static class NodeText
{
    /// <param name="without">Keys that are left out of a mapping.</param>
    public static string Of(YamlNode node, params string[] without)
    {
        var text = new StringBuilder();
        Write(node, text, without);
        return text.ToString();
    }

    private static void Write(YamlNode node, StringBuilder text, string[] without)
    {
        if (node is YamlScalarNode scalar) text.Append('\'').Append(scalar.Value).Append('\'');
        if (node is YamlSequenceNode sequence)
        {
            text.Append('[');
            foreach (var item in sequence.Children) Write(item, text.Append(','), []);
            text.Append(']');
        }
        if (node is not YamlMappingNode mapping) return;
        text.Append('{');
        foreach (var (key, value) in mapping.Children)
        {
            if (key is YamlScalarNode name && without.Contains(name.Value)) continue;
            Write(key, text.Append(','), []);
            Write(value, text.Append(':'), []);
        }
        text.Append('}');
    }
}
