using Alerts.Core.Observations;

namespace Alerts.Core.Rules;

/// <summary>The instances of a rule: one, or with a glob one for each series that it matches.</summary>
public static class RuleInstances
{
    /// <returns>In order of the matched series' id; empty where a glob matches nothing.</returns>
    public static IReadOnlyList<RuleInstance> Of(Rule rule, IReadOnlyDictionary<string, SeriesDefinition> series)
    {
        var glob = rule.When.Comparisons().Select(comparison => comparison.Indicator.Series).FirstOrDefault(Glob.IsGlob);
        return glob is null ? [One(rule, rule.When, series)] : [.. ConditionCheck.Matches(glob, series).Select(match => One(rule, Replaced(rule.When, glob, match.Id), series))];
    }

    private static RuleInstance One(Rule rule, Condition when, IReadOnlyDictionary<string, SeriesDefinition> series) =>
        new(rule, [.. when.Comparisons().Select(comparison => comparison.Indicator.Series).Distinct(StringComparer.Ordinal).Select(id => series[id])], when);

    private static Condition Replaced(Condition condition, string glob, string id) => condition switch
    {
        Comparison comparison => comparison.Indicator.Series == glob ? comparison with { Indicator = comparison.Indicator with { Series = id } } : comparison,
        Both both => new Both(Replaced(both.Left, glob, id), Replaced(both.Right, glob, id)),
        Either either => new Either(Replaced(either.Left, glob, id), Replaced(either.Right, glob, id)),
        Negation negation => new Negation(Replaced(negation.Inner, glob, id)),
        _ => throw new ArgumentException($"{condition.GetType().Name} is no condition", nameof(condition)),
    };
}
