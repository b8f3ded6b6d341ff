using Alerts.Core.Observations;
using Alerts.Core.Rules;

namespace Alerts.Adapters.Workspaces;

/// <summary>Reads one entry of <c>rules</c>.</summary>
internal static class RuleSection
{
    private static readonly string[] TextKeys = ["when", "for", "clear", "again-every", "min-base"];

    /// <returns>Null where it is wrong, or switched off.</returns>
    public static Rule? Read(Section section, int order, IReadOnlyDictionary<string, SeriesDefinition> series, Names names)
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
