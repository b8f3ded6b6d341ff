using Alerts.Core.Observations;

namespace Alerts.Core.Rules;

/// <summary>A rule over given series: what has a state. A rule with a glob has one for each match, of which there may be thousands: what they share is made once.</summary>
public sealed class RuleInstance
{
    private readonly string? _match;
    private Condition? _when;

    /// <param name="match">The series in the place of the rule's glob; null where it has none.</param>
    internal RuleInstance(Rule rule, IReadOnlyList<SeriesDefinition> series, string? match, PlannedComparison[] plan)
    {
        (Rule, Series, _match, Plan) = (rule, series, match, plan);
        Key = series is [var only] ? only.Id : string.Join(',', series.Select(one => one.Id));
    }

    public Rule Rule { get; }

    /// <summary>The series in the order written, each once; where the rule has a glob, with the match in its place.</summary>
    public IReadOnlyList<SeriesDefinition> Series { get; }

    /// <summary>The rule's condition with the match in the glob's place.</summary>
    public Condition When => _when ??= _match is null ? Rule.When : RuleInstances.Matched(Rule.When, _match);

    /// <summary>Names it within its rule: the series ids, joined by a comma.</summary>
    public string Key { get; }

    /// <summary>Its comparisons, in the order written.</summary>
    internal PlannedComparison[] Plan { get; }

    /// <summary>Those of its series and of its rule; the rule wins (CONTRACT §1).</summary>
    public IReadOnlyDictionary<string, string> Labels
    {
        get
        {
            var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
            foreach (var (key, value) in Series.SelectMany(series => series.Labels)) labels.TryAdd(key, value);
            foreach (var (key, value) in Rule.Labels) labels[key] = value;
            return labels;
        }
    }
}
