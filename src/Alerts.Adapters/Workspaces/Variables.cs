using System.Text.RegularExpressions;

namespace Alerts.Adapters.Workspaces;

/// <summary>Puts environment variables into texts, and keeps their values out of every message.</summary>
internal sealed class Variables(Func<string, string?> environment)
{
    // A shorter value is hidden as a whole word only: hiding each of its letters would leave no message.
    private const int LongEnoughToHideAnywhere = 4;

    private readonly SortedSet<string> _unset = new(StringComparer.Ordinal);
    private readonly Dictionary<YamlNode, string> _filled = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<YamlNode> _lacking = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Unset => [.. _unset];

    /// <summary>Whether the text of a node holds the value of a variable, or lacks one.</summary>
    public bool Fill(YamlNode? node) => node is not null && _filled.ContainsKey(node);

    /// <summary>Whether the text of a node lacks a variable: what it says cannot be judged.</summary>
    public bool AreLacking(YamlNode? node) => node is not null && _lacking.Contains(node);

    /// <summary>A scalar's text with <c>${NAME}</c> replaced; a value is not searched for variables.</summary>
    /// <returns>The text, and the names that are not set.</returns>
    public (string Text, IReadOnlyList<string> Unset) Text(YamlScalarNode scalar)
    {
        var text = scalar.Value ?? "";
        if (!text.Contains("${", StringComparison.Ordinal)) return (text, []);
        var unset = new List<string>();
        for (var from = 0; text.IndexOf("${", from, StringComparison.Ordinal) is var start and >= 0 && text.IndexOf('}', start) is var end and >= 0;)
        {
            var name = text[(start + 2)..end];
            var value = name.Length == 0 ? null : environment(name);
            if (value is null) unset.Add(name);
            else if (value.Any(char.IsLetterOrDigit)) _values[value] = $"${{{name}}}";
            text = text[..start] + value + text[(end + 1)..];
            from = start + (value?.Length ?? 0);
            _filled[scalar] = text;
        }
        _unset.UnionWith(unset);
        if (unset.Count > 0) _lacking.Add(scalar);
        return (text, unset);
    }

    /// <returns>The values of the variables that a scalar names and that are set, by name.</returns>
    public IReadOnlyDictionary<string, string> Values(YamlScalarNode scalar)
    {
        var (text, values) = (scalar.Value ?? "", new Dictionary<string, string>(StringComparer.Ordinal));
        for (var from = 0; text.IndexOf("${", from, StringComparison.Ordinal) is var start and >= 0 && text.IndexOf('}', start) is var end and >= 0; from = end)
        {
            if (text[(start + 2)..end] is { Length: > 0 } name && environment(name) is { } value) values[name] = value;
        }
        return values;
    }

    /// <summary>A message with names where it told values.</summary>
    /// <param name="at">The node that it is about: its text is shown as written.</param>
    public string? Hidden(string? message, YamlNode? at = null)
    {
        if (message is null || _values.Count == 0) return message;
        if (at is YamlScalarNode scalar && _filled.TryGetValue(at, out var text) && text.Length > 0) message = message.Replace(text, scalar.Value, StringComparison.Ordinal);
        foreach (var (value, name) in _values.OrderByDescending(item => item.Key.Length))
        {
            message = value.Length >= LongEnoughToHideAnywhere
                ? message.Replace(value, name, StringComparison.OrdinalIgnoreCase)
                : Regex.Replace(message, $@"(?<![\p{{L}}\p{{N}}{{]){Regex.Escape(value)}(?![\p{{L}}\p{{N}}}}])", name.Replace("$", "$$", StringComparison.Ordinal), RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
        return message;
    }
}
