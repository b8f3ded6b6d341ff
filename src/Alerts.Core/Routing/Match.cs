using Alerts.Core.Observations;

namespace Alerts.Core.Routing;

/// <summary>Which events are meant (CONTRACT §1, <c>match</c>): all keys must match, any pattern of a key will do.</summary>
/// <param name="Keys">Key → patterns (globs): a label, <c>rule</c> or <c>series</c>. Empty: every event.</param>
public sealed record Match(IReadOnlyDictionary<string, IReadOnlyList<string>> Keys)
{
    public static Match Everything { get; } = new(new Dictionary<string, IReadOnlyList<string>>());

    /// <returns>The first key that does not match; null where all do.</returns>
    public string? Mismatch(RouteFacts facts)
    {
        foreach (var (key, patterns) in Keys) if (!Matches(facts, key, patterns)) return key;
        return null;
    }

    public bool Matches(RouteFacts facts) => Mismatch(facts) is null;

    /// <summary>As people read it: <c>commodity is terbium or dysprosium and rule is terbium-*</c>.</summary>
    public override string ToString() => string.Join(" and ", Keys.Select(match => $"{match.Key} is {string.Join(" or ", match.Value)}"));

    private static bool Matches(RouteFacts facts, string key, IReadOnlyList<string> patterns) => key switch
    {
        "rule" => patterns.Any(pattern => Glob.Matches(pattern, facts.Rule)),
        "series" => patterns.Any(pattern => facts.Series.Any(series => Glob.Matches(pattern, series))),
        _ => facts.Labels.TryGetValue(key, out var label) && patterns.Any(pattern => Glob.Matches(pattern, label)),
    };
}
