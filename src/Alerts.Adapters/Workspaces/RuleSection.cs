using Alerts.Core.Observations;
using Alerts.Core.Rules;

namespace Alerts.Adapters.Workspaces;

/// <summary>Reads one entry of <c>rules</c>.</summary>
internal static class RuleSection
{
    private static readonly Dictionary<string, bool> Switch = new() { ["true"] = true, ["false"] = false };

    /// <returns>Null where it is wrong, or switched off.</returns>
    public static Rule? Read(Section section, int order, IReadOnlyDictionary<string, SeriesDefinition> series, Names names)
    {
        var id = names.Take(section, "rule");
        var isEnabled = section.Choice("enabled", true, Switch);
        var draft = new RuleDraft(
            id ?? "",
            Names.Line(section, "title"),
            section.Text("when") ?? "",
            section.Text("for"),
            section.Text("clear"),
            section.Text("again-every"),
            section.Text("min-base"),
            Names.Severity(section, "severity", Severity.Warning),
            section.Labels("labels"));
        if (section.Child("when") is null) return null;
        var (rule, mistakes) = RuleBuilder.Build(draft, order, series);
        foreach (var mistake in mistakes.Where(mistake => !IsAboutADeclaredSeries(mistake, draft, names))) section.Wrong(mistake);
        return isEnabled && id is not null ? rule : null;
    }

    // A series whose own definition is wrong has been reported there.
    private static bool IsAboutADeclaredSeries(RuleMistake mistake, RuleDraft draft, Names names) =>
        mistake.Code == "unknown-series" && names.IsDeclared("series", draft.When.Substring(mistake.Offset, mistake.Length));
}
