using Alerts.Core.Rules;

namespace Alerts.Adapters.Workspaces;

/// <summary>Ids are unique in the workspace, each kind for itself, and of one shape.</summary>
internal sealed class Names(Mistakes mistakes)
{
    private readonly Dictionary<(string Kind, string Id), string> _first = [];

    /// <summary>Whether an id was declared, perhaps with mistakes of its own: naming it elsewhere is none.</summary>
    public bool IsDeclared(string kind, string id) => _first.ContainsKey((kind, id));

    /// <summary>Reads and registers an id.</summary>
    /// <returns>Null where it is missing or wrong.</returns>
    public string? Take(Section section, string kind, string key = "id") =>
        section.Text(key) is { } id ? Take(section.File, section.Child(key)!, kind, id) : null;

    public string? Take(string file, YamlDotNet.RepresentationModel.YamlNode at, string kind, string id)
    {
        if (id.Length == 0 || !id.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '.' or '-') || !char.IsAsciiLetterOrDigit(id[0]))
        {
            mistakes.Error(file, at, "wrong-id", $"'{id}' is no id of {kind}", "lower case, digits, . and -, beginning with a letter or a digit");
            return null;
        }
        if (_first.TryAdd((kind, id), $"{file}:{at.Start.Line}")) return id;
        mistakes.Error(file, at, "duplicate-id", $"{kind} '{id}' is there twice: first in {_first[(kind, id)]}");
        return null;
    }

    /// <summary>Any text that people read, on one line.</summary>
    public static string? Line(Section section, string key)
    {
        if (section.Text(key) is not { } text) return null;
        if (!text.Any(char.IsControl)) return text;
        section.Wrong(key, "control-character", $"'{key}' holds a line break or another control character", "one line of text");
        return null;
    }

    public static Severity Severity(Section section, string key, Severity fallback) => section.Choice(key, fallback, Severities);

    private static readonly Dictionary<string, Severity> Severities = Enum.GetValues<Severity>().ToDictionary(severity => severity.Text());
}
