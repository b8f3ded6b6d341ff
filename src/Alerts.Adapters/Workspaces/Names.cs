using Alerts.Core.Rules;

namespace Alerts.Adapters.Workspaces;

/// <summary>Ids are unique in the workspace, each kind for itself, and of one shape.</summary>
internal sealed class Names(Mistakes mistakes)
{
    public const string Series = "series";

    // Where each id was first, by its kind and itself.
    private readonly Dictionary<string, string> _first = new(StringComparer.Ordinal);

    /// <summary>Whether an id was declared, perhaps with mistakes of its own: naming it elsewhere is none.</summary>
    public bool IsDeclared(string kind, string id) => _first.ContainsKey($"{kind} {id}");

    /// <summary>Whether there are series whose ids could not be read: then no name of a series is certainly wrong.</summary>
    public bool SeriesAreUnsure { get; set; }

    /// <summary>Reads and registers an id.</summary>
    /// <returns>Null where it is missing or wrong.</returns>
    public string? Take(Section section, string kind, string key = "id")
    {
        if (section.Text(key) is { } id) return Take(section.File, section.Child(key)!, kind, id);
        SeriesAreUnsure |= kind == Series;
        return null;
    }

    public string? Take(string file, YamlNode at, string kind, string id)
    {
        if (!IsId(id))
        {
            SeriesAreUnsure |= kind == Series;
            mistakes.Error(file, at, "wrong-id", $"'{id}' is no id of {kind}", "lower case, digits, . and -, beginning with a letter or a digit");
            return null;
        }
        if (_first.TryAdd($"{kind} {id}", $"{file}:{at.Start.Line}")) return id;
        mistakes.Error(file, at, "duplicate-id", $"{kind} '{id}' is there twice: first in {_first[$"{kind} {id}"]}");
        return null;
    }

    private static bool IsId(string id)
    {
        foreach (var letter in id)
            if (!char.IsAsciiLetterLower(letter) && !char.IsAsciiDigit(letter) && letter is not ('.' or '-')) return false;
        return id.Length > 0 && char.IsAsciiLetterOrDigit(id[0]);
    }

    /// <summary>Any text that people read, on one line.</summary>
    public static string? Line(Section section, string key)
    {
        if (section.Text(key) is not { } text || !section.OneLine(section.Child(key)!, key, text)) return null;
        if (string.IsNullOrWhiteSpace(text)) section.Wrong(key, "missing-value", $"'{key}' has no value");
        return text;
    }

    public static Severity Severity(Section section, string key, Severity fallback) => (Severity)section.Choice(key, (int)fallback, Severities);

    private static readonly string[] Severities = ["info", "warning", "high", "critical"];
}
