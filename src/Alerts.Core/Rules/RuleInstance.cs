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
        Points = plan.Any(part => part.Second >= 0) ? new PairPoints(plan, series.Count) : null;
    }

    public Rule Rule { get; }

    /// <summary>The series in the order written, each once; where the rule has a glob, with the match in its place.</summary>
    public IReadOnlyList<SeriesDefinition> Series { get; }

    /// <summary>The rule's condition with the match in the glob's place.</summary>
    public Condition When => _when ??= _match is null ? Rule.When : RuleInstances.Matched(Rule.When, _match);

    /// <summary>Names it within its rule: the series ids, joined by a comma.</summary>
    public string Key { get; }

    /// <summary>At which periods it is evaluated; null: wherever one of its series has an observation.</summary>
    internal PairPoints? Points { get; }

    /// <summary>Its comparisons, in the order written.</summary>
    internal PlannedComparison[] Plan { get; }

    /// <summary>Those of its series and of its rule; the rule wins (CONTRACT §1). In order.</summary>
    public IReadOnlyDictionary<string, string> Labels
    {
        get
        {
            var labels = new SortedList<string, string>(StringComparer.Ordinal);
            // An empty list's enumerator is compiled when the program runs.
            foreach (var series in Series)
                if (series.Labels.Count > 0) foreach (var (key, value) in series.Labels) labels.TryAdd(key, value);
            if (Rule.Labels.Count > 0) foreach (var (key, value) in Rule.Labels) labels[key] = value;
            return labels;
        }
    }
}

/// <summary>
/// The points of a rule with two-sided indicators: an indicator over two series has an observation only where both have one
/// (SEMANTICS §3.3).
/// </summary>
internal sealed class PairPoints
{
    // Series that an indicator looks at by themselves: each of their periods is a point.
    private readonly bool[] _alone;
    private readonly List<(int First, int Second)> _pairs = [];

    public PairPoints(PlannedComparison[] plan, int series)
    {
        _alone = new bool[series];
        foreach (var part in plan)
        {
            if (part.Second < 0 || part.Second == part.Series) _alone[part.Series] = true;
            else _pairs.Add((part.Series, part.Second));
        }
    }

    /// <param name="series">Position of a series that has an observation at the period.</param>
    public bool Has(int series, Period period, IReadOnlyList<KnownSeries> known)
    {
        if (_alone[series]) return true;
        foreach (var (first, second) in _pairs)
        {
            var other = first == series ? second : second == series ? first : -1;
            if (other >= 0 && known[other].Has(period)) return true;
        }
        return false;
    }

    public bool Has(Period period, IReadOnlyList<KnownSeries> known)
    {
        for (var series = 0; series < known.Count; series++)
            if (known[series].Has(period) && Has(series, period, known)) return true;
        return false;
    }
}
