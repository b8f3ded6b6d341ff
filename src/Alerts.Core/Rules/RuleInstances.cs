using Alerts.Core.Observations;

namespace Alerts.Core.Rules;

/// <summary>The instances of a rule: one, or with a glob one for each series that it matches.</summary>
public static class RuleInstances
{
    /// <returns>In order of the matched series' id; empty where a glob matches nothing.</returns>
    public static IReadOnlyList<RuleInstance> Of(Rule rule, IReadOnlyDictionary<string, SeriesDefinition> series) => Of(rule, series, glob => Matches(glob, series));

    /// <summary>The series that a glob stands for, in order of id, each alone.</summary>
    internal static List<IReadOnlyList<SeriesDefinition>> Matches(string glob, IReadOnlyDictionary<string, SeriesDefinition> series) =>
        [.. ConditionCheck.Matches(glob, series).Select(IReadOnlyList<SeriesDefinition> (match) => [match])];

    /// <param name="matches">As <see cref="Matches"/>: many rules may ask for the same, and share it.</param>
    internal static IReadOnlyList<RuleInstance> Of(Rule rule, IReadOnlyDictionary<string, SeriesDefinition> series, Func<string, List<IReadOnlyList<SeriesDefinition>>> matches)
    {
        var names = rule.When.Comparisons().SelectMany(comparison => comparison.Indicator.AllSeries).Distinct(StringComparer.Ordinal).ToList();
        if (names.Find(Glob.IsGlob) is not { } glob) return [One(rule, names, series)];
        if (names.Count > 1) return [.. matches(glob).Select(match => One(rule, names, series, match[0].Id))];
        var plans = new Dictionary<Unit, PlannedComparison[]>();
        return [.. matches(glob).Select(match => Alone(rule, match, plans))];
    }

    /// <summary>A condition with a series in the place of its glob.</summary>
    internal static Condition Matched(Condition condition, string match) => condition switch
    {
        Comparison comparison => comparison with { Indicator = Matched(comparison.Indicator, match) },
        Both both => new Both(Matched(both.Left, match), Matched(both.Right, match)),
        Either either => new Either(Matched(either.Left, match), Matched(either.Right, match)),
        Negation negation => new Negation(Matched(negation.Inner, match)),
        _ => throw new ArgumentException($"{condition.GetType().Name} is no condition", nameof(condition)),
    };

    private static Indicator Matched(Indicator indicator, string match) => indicator with
    {
        Series = Glob.IsGlob(indicator.Series) ? match : indicator.Series,
        Second = indicator.Second is { } second && Glob.IsGlob(second) ? match : indicator.Second,
    };

    private static RuleInstance One(Rule rule, IEnumerable<string> names, IReadOnlyDictionary<string, SeriesDefinition> series, string? match = null)
    {
        List<SeriesDefinition> own = [.. names.Select(name => Glob.IsGlob(name) ? match! : name).Distinct(StringComparer.Ordinal).Select(id => series[id])];
        return new(rule, own, match, PlannedComparison.Of(rule, own, match));
    }

    // Matches of one unit are read alike.
    private static RuleInstance Alone(Rule rule, IReadOnlyList<SeriesDefinition> match, Dictionary<Unit, PlannedComparison[]> plans)
    {
        if (!plans.TryGetValue(match[0].Unit, out var plan)) plans[match[0].Unit] = plan = PlannedComparison.Of(rule, match, match[0].Id);
        return new(rule, match, match[0].Id, plan);
    }
}
