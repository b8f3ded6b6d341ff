using Alerts.Core.Observations;
using Alerts.Core.Rules;

namespace Alerts.Adapters.Workspaces;

/// <summary>Reads one entry of <c>rules</c>.</summary>
internal static class RuleSection
{
    private static readonly string[] TextKeys = ["when", "for", "clear", "again-every", "min-base"];

    private const string ForEach = "for-each";

    /// <summary>The rules of one entry: one, or with <c>for-each</c> one for each of its entries.</summary>
    /// <param name="defaults">Of its file; null where it has none.</param>
    /// <returns>Those that are good and switched on.</returns>
    public static IEnumerable<Rule> ReadAll(Section section, YamlMappingNode? defaults, Func<int> order, IReadOnlyDictionary<string, SeriesDefinition> series, Names names)
    {
        section.WithDefaults(defaults);
        if (section.Child(ForEach) is null) return new[] { Read(section, order(), series, names) }.OfType<Rule>();
        var entries = section.Mappings(ForEach);
        if (entries.Count == 0) section.Wrong(ForEach, "missing-value", $"'{ForEach}' has no entry", "a list of NAME: VALUE entries");
        if (entries.Count > 1 && section.Child("id") is YamlScalarNode { Value: { } id } && !id.Contains('{', StringComparison.Ordinal))
        {
            section.Wrong("id", "wrong-id", $"'{id}' would be the id of {entries.Count} rules", "an id with a {NAME} of for-each in it");
            return [];
        }
        return [.. entries.Select(entry => Read(section, entry, order(), series, names)).OfType<Rule>()];
    }

    private static Rule? Read(Section section, YamlMappingNode entry, int order, IReadOnlyDictionary<string, SeriesDefinition> series, Names names)
    {
        var texts = new Dictionary<string, (string Text, YamlScalarNode Node)>(StringComparer.Ordinal);
        foreach (var (name, value) in entry.Children)
        {
            if (name is not YamlScalarNode { Value: { Length: > 0 } key }) section.Wrong(name, "wrong-type", "a name is expected", "NAME: VALUE");
            else if (value is not YamlScalarNode scalar) section.Wrong(value, "wrong-type", $"'{key}' is of the wrong shape", "a single value");
            else if (section.Text(scalar, key) is { } text) texts[key] = (text, scalar);
        }
        var values = new TemplateValues(texts);
        var rule = Read(section.WithValues(values), order, series, names);
        foreach (var unused in values.Unused) section.Warn(texts[unused].Node, "unused-value", $"'{unused}' stands in no text of the rule", $"{{{unused}}} somewhere");
        return rule;
    }

    /// <returns>Null where it is wrong, or switched off.</returns>
    private static Rule? Read(Section section, int order, IReadOnlyDictionary<string, SeriesDefinition> series, Names names)
    {
        var id = names.Take(section, "rule");
        var isEnabled = section.Choice("enabled", 0, "true", "false") == 0;
        var when = section.Text("when");
        var draft = new RuleDraft(
            id ?? "",
            Names.Line(section, "title"),
            when ?? "",
            section.Text("for"),
            section.Text("clear"),
            section.Text("again-every"),
            section.Text("min-base"),
            Names.Severity(section, "severity", Severity.Warning),
            section.Labels("labels"));
        // A text that lacks a variable cannot be judged, nor can those that are compared with it.
        if (when is null || TextKeys.Any(section.IsLacking)) return null;
        var (rule, mistakes) = RuleBuilder.Build(draft, order, series);
        foreach (var mistake in mistakes.Where(mistake => !IsAboutADeclaredSeries(mistake, draft, names)))
        {
            if (TextKeys.Any(section.IsFilled)) Tell(section, mistake);
            else section.Wrong(mistake);
        }
        var tells = section.Choice("unconfirmed", 0, "wait", "tell") == 1;
        return isEnabled && id is not null && rule is not null ? rule with { TellsUnconfirmed = tells } : null;
    }

    // The texts of a rule are told by parts and beside each other, so that a value from the environment could show in any of them.
    private static void Tell(Section section, RuleMistake mistake)
    {
        var message = $"'{mistake.Key}' is wrong here; parts of the rule come from the environment and are not shown";
        if (mistake.IsWarning) section.Warn(mistake.Key, mistake.Code, message);
        else section.Wrong(mistake.Key, mistake.Code, message);
    }

    // A series whose own definition is wrong has been reported there.
    private static bool IsAboutADeclaredSeries(RuleMistake mistake, RuleDraft draft, Names names) => mistake.Code switch
    {
        "unknown-series" => names.SeriesAreUnsure || names.IsDeclared(Names.Series, draft.When.Substring(mistake.Offset, mistake.Length)),
        "no-match" => names.SeriesAreUnsure,
        _ => false,
    };
}
