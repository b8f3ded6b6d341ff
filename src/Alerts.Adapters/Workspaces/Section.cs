using Alerts.Core.Datasets;
using Alerts.Core.Rules;

namespace Alerts.Adapters.Workspaces;

/// <summary>One mapping of a YAML file, read key by key. Unknown, later and missing keys are reported when it is opened.</summary>
internal sealed class Section
{
    private const int MostListed = 12;
    private readonly YamlMappingNode _mapping;
    private readonly Mistakes _mistakes;
    private YamlMappingNode? _defaults;
    private TemplateValues? _values;

    private Section(string file, YamlMappingNode mapping, Mistakes mistakes)
    {
        (File, _mapping, _mistakes) = (file, mapping, mistakes);
    }

    public string File { get; }

    public YamlNode Node => _mapping;

    /// <summary>Where the mistakes of sections below this one go.</summary>
    public Mistakes All => _mistakes;

    public static Section Open(string file, YamlMappingNode mapping, Shape shape, Mistakes mistakes)
    {
        HashSet<string>? meant = null;
        foreach (var (node, _) in mapping.Children)
        {
            var name = (node as YamlScalarNode)?.Value ?? "";
            var key = shape.Find(name);
            if (key is { IsLater: true }) mistakes.Error(file, node, "not-available-yet", $"'{name}' is not available yet");
            if (key is not null) continue;
            var nearest = Nearest.Name(name, shape.Keys.Where(known => !known.IsLater).Select(known => known.Name));
            mistakes.Error(file, node, "unknown-key", $"unknown key '{name}' in {shape.Name}", nearest is null ? Few(shape) : null, nearest);
            if (nearest is not null) (meant ??= new(StringComparer.Ordinal)).Add(nearest);
        }
        var section = new Section(file, mapping, mistakes);
        // A key that is there under a misspelt name is one mistake, not two.
        foreach (var key in shape.Keys)
            if (key.IsRequired && section.Child(key.Name) is null && meant?.Contains(key.Name) != true) mistakes.Error(file, mapping, "missing-key", $"'{key.Name}' is missing in {shape.Name}", key.Meaning);
        return section;
    }

    // A list of many keys hides the mistake; the reference has them.
    private static string? Few(Shape shape)
    {
        var known = shape.Keys.Where(key => !key.IsLater).Select(key => key.Name).ToList();
        return known.Count <= MostListed ? $"one of {string.Join(", ", known)}" : null;
    }

    public YamlNode? Child(string key)
    {
        return Child(_mapping, key) ?? (_defaults is null ? null : Child(_defaults, key));
    }

    /// <summary>The same section where keys that it lacks are those of other keys.</summary>
    public Section WithDefaults(YamlMappingNode? defaults)
    {
        _defaults = defaults;
        return this;
    }

    /// <summary>The same section with values in the places of its texts.</summary>
    public Section WithValues(TemplateValues values) => new(File, _mapping, _mistakes) { _defaults = _defaults, _values = values };

    private static YamlNode? Child(YamlMappingNode mapping, string key)
    {
        foreach (var entry in mapping.Children)
            if (entry.Key is YamlScalarNode scalar && scalar.Value == key) return entry.Value;
        return null;
    }

    /// <summary>Null where the key is absent, has no value or is no single value.</summary>
    public string? Text(string key) => Child(key) switch
    {
        null => null,
        YamlScalarNode scalar => Text(scalar, key),
        var node => WrongType<string>(node, key, "a single value"),
    };

    /// <param name="name">What the value belongs to, for messages.</param>
    /// <returns>Null where it has no value.</returns>
    public string? Text(YamlScalarNode scalar, string name) =>
        !IsNull(scalar) && _mistakes.Text(File, scalar) is { Length: > 0 } text ? _values is null ? text : _values.Filled(this, scalar, text) : Missing<string>(scalar, name);

    /// <summary>A text that may hold secrets: as it was written, and the values of its variables. Null where the key is absent, has no value or is no single value.</summary>
    public SecretText? Secret(string key) => Text(key) is not null && Child(key) is YamlScalarNode scalar ? Secret(scalar, key) : null;

    /// <param name="name">What the value belongs to, for messages.</param>
    public SecretText? Secret(YamlScalarNode scalar, string name) => Text(scalar, name) is null ? null : new(scalar.Value!, _mistakes.Variables.Values(scalar));

    /// <summary>One of given words. A place, and not a value of any type: generic code over enumerations is not compiled ahead, and a command starts often.</summary>
    /// <returns>Its place among the words; the fallback where the key is absent or wrong.</returns>
    public int Choice(string key, int fallback, params string[] words)
    {
        if (Text(key) is not { } text) return fallback;
        if (Array.IndexOf(words, text) is var at and >= 0) return at;
        Wrong(key, $"unknown-{key}", $"unknown {key} '{text}'", string.Join(", ", words), Nearest.Name(text, words));
        return fallback;
    }

    /// <summary>Absent: empty. A single value reads as a list of one.</summary>
    public IReadOnlyList<YamlScalarNode> List(string key) => Child(key) switch
    {
        null => [],
        YamlScalarNode scalar when IsNull(scalar) => Missing<IReadOnlyList<YamlScalarNode>>(scalar, key) ?? [],
        YamlScalarNode scalar => [scalar],
        YamlSequenceNode sequence => [.. sequence.Children.Select(item => item as YamlScalarNode ?? WrongType<YamlScalarNode>(item, key, "a list of single values")).OfType<YamlScalarNode>()],
        var node => WrongType<IReadOnlyList<YamlScalarNode>>(node, key, "a list") ?? [],
    };

    /// <summary>The same where a list of nothing is a mistake.</summary>
    public IReadOnlyList<YamlScalarNode> FilledList(string key) =>
        Child(key) is YamlSequenceNode { Children.Length: 0 } empty ? Missing<IReadOnlyList<YamlScalarNode>>(empty, key) ?? [] : List(key);

    /// <summary>The mappings of a list; absent: empty.</summary>
    public IReadOnlyList<YamlMappingNode> Mappings(string key) => Child(key) switch
    {
        null => [],
        YamlScalarNode scalar when IsNull(scalar) => [],
        YamlSequenceNode sequence => [.. sequence.Children.Select(item => item as YamlMappingNode ?? WrongType<YamlMappingNode>(item, key, "a list of entries, each with keys")).OfType<YamlMappingNode>()],
        var node => WrongType<IReadOnlyList<YamlMappingNode>>(node, key, "a list") ?? [],
    };

    /// <summary>A mapping below this one; null where it is absent.</summary>
    public YamlMappingNode? Mapping(string key) => Child(key) switch
    {
        null => null,
        YamlMappingNode mapping => mapping,
        YamlScalarNode scalar when IsNull(scalar) => Missing<YamlMappingNode>(scalar, key),
        var node => WrongType<YamlMappingNode>(node, key, "keys of its own"),
    };

    /// <summary>The keys and values below a key, in the order written; absent: none.</summary>
    public IReadOnlyList<YamlEntry> Entries(string key) => Mapping(key)?.Children ?? [];

    public SortedList<string, string> Labels(string key)
    {
        var labels = new SortedList<string, string>(StringComparer.Ordinal);
        if (_defaults is not null && Child(_mapping, key) is not null && Child(_defaults, key) is YamlMappingNode inherited)
            foreach (var (name, value) in inherited.Children) Label(name, value, labels);
        foreach (var (name, value) in Entries(key)) Label(name, value, labels);
        return labels;
    }

    private void Label(YamlNode name, YamlNode value, SortedList<string, string> labels)
    {
        var label = (name as YamlScalarNode)?.Value ?? "";
        if (label.Length == 0 || HasControl(label)) Wrong(name, "wrong-label", "a label has a name of one line", "NAME: TEXT");
        else if (value is not YamlScalarNode scalar) WrongType<string>(value, label, "a label: NAME: TEXT");
        else if (Text(scalar, label) is { } text && OneLine(scalar, label, text)) labels[label] = text;
    }

    /// <summary>Whether a text may stand in a heading, a path or an address; otherwise a mistake is added.</summary>
    public bool OneLine(YamlNode at, string name, string text)
    {
        if (!HasControl(text)) return true;
        Wrong(at, "control-character", $"'{name}' holds a line break or another control character", "one line of text");
        return false;
    }

    private static bool HasControl(string text)
    {
        foreach (var letter in text)
            if (char.IsControl(letter)) return true;
        return false;
    }

    public void Wrong(string key, string code, string message, string? expected = null, string? nearest = null) =>
        _mistakes.Error(File, Child(key) ?? _mapping, code, message, expected, nearest);

    public void Wrong(YamlNode at, string code, string message, string? expected = null, string? nearest = null) =>
        _mistakes.Error(File, at, code, message, expected, nearest);

    public void Warn(string key, string code, string message, string? expected = null) => _mistakes.Warning(File, Child(key) ?? _mapping, code, message, expected);

    public void Warn(YamlNode at, string code, string message, string? expected = null) => _mistakes.Warning(File, at, code, message, expected);

    /// <summary>Whether the text of a key lacks an environment variable.</summary>
    public bool IsLacking(string key) => _mistakes.Variables.AreLacking(Child(key));

    /// <summary>Whether the text of a key comes from the environment, in part at least.</summary>
    public bool IsFilled(string key) => _mistakes.Variables.Fill(Child(key));

    /// <summary>Adds what is wrong inside the text of a key, with a caret under it.</summary>
    public void Wrong(RuleMistake mistake)
    {
        var node = Child(mistake.Key);
        if (_values is not null && node is YamlScalarNode template) (node, mistake) = _values.PlaceOf(template, mistake);
        if (node is YamlScalarNode text) _mistakes.Add(TextMistake.Of(File, _mistakes.Sources[File], text, mistake));
        else _mistakes.Add(new(File, _mapping.Start.Line, _mapping.Start.Column, !mistake.IsWarning, mistake.Code, mistake.Message, mistake.Expected, mistake.Nearest));
    }

    // YAML's null, however it is written: a text of these letters stands in quotes.
    private static bool IsNull(YamlScalarNode scalar) => scalar.Style == ScalarStyle.Plain && scalar.Value is null or "" or "~" or "null" or "Null" or "NULL";

    private T? Missing<T>(YamlNode at, string key)
        where T : class
    {
        _mistakes.Error(File, at, "missing-value", $"'{key}' has no value");
        return null;
    }

    private T? WrongType<T>(YamlNode at, string key, string expected)
        where T : class
    {
        _mistakes.Error(File, at, "wrong-type", $"'{key}' is of the wrong shape", expected);
        return null;
    }
}
