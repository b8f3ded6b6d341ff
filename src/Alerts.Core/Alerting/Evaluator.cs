using Alerts.Core.Observations;
using Alerts.Core.Rules;

namespace Alerts.Core.Alerting;

/// <summary>Evaluates the condition of one instance at one point, on what is known now.</summary>
public sealed class Evaluator
{
    private readonly PlannedComparison[] _plan;
    private readonly IReadOnlyList<KnownSeries> _series;
    private readonly RuleInstance _instance;
    private readonly bool?[] _outcomes;
    private readonly Ratio[] _values;
    private Comparison[]? _comparisons;

    /// <param name="series">What is known of the instance's series, in its order.</param>
    public Evaluator(RuleInstance instance, IReadOnlyList<KnownSeries> series)
    {
        (_instance, _plan, _series) = (instance, instance.Plan, series);
        _outcomes = new bool?[_plan.Length];
        _values = new Ratio[_plan.Length];
    }

    /// <summary>Whether the condition of an instance holds at a point; null: no verdict.</summary>
    public static bool? Holds(RuleInstance instance, IReadOnlyList<KnownSeries> series, Period point) =>
        instance.Rule.When is Rules.Comparison ? instance.Plan[0].Holds(series, point, out _) : new Evaluator(instance, series).At(point).Holds;

    /// <summary>The comparison at a position, as <see cref="Verdict.Leading"/> names it.</summary>
    public Comparison Comparison(int position) => (_comparisons ??= [.. _instance.When.Comparisons()])[position];

    public Verdict At(Period point)
    {
        for (var i = 0; i < _plan.Length; i++) _outcomes[i] = _plan[i].Holds(_series, point, out _values[i]);
        if (_instance.Rule.When is Rules.Comparison) return Speaking(_outcomes[0], _outcomes[0] is null ? -1 : 0);
        var next = 0;
        var whole = Outcome(_instance.Rule.When, ref next);
        var leading = Array.IndexOf(_outcomes, whole);
        if (leading < 0) leading = Array.FindIndex(_outcomes, outcome => outcome is not null);
        return Speaking(whole, leading);
    }

    /// <summary>All numbers at a point, of every comparison as written, and how its value came about.</summary>
    public IReadOnlyList<ExplanationLine> Explain(Period point) => [.. _plan.SelectMany(part => Explain(part, point))];

    // Three-valued (SEMANTICS §3.2): every comparison has been evaluated, the tree is walked in the order written.
    private bool? Outcome(Condition condition, ref int next)
    {
        switch (condition)
        {
            case Rules.Comparison:
                return _outcomes[next++];
            case Negation negation:
                return !Outcome(negation.Inner, ref next);
            case Both both:
                return Outcome(both.Left, ref next) & Outcome(both.Right, ref next);
            case Either either:
                return Outcome(either.Left, ref next) | Outcome(either.Right, ref next);
            default:
                throw new InvalidOperationException($"{condition.GetType().Name} is no condition");
        }
    }

    private Verdict Speaking(bool? holds, int leading) => new(holds, leading, leading < 0 || _outcomes[leading] is null ? null : _values[leading]);

    private IEnumerable<ExplanationLine> Explain(PlannedComparison part, Period point)
    {
        var (kind, series) = (part.Kind, _series[part.Series].Definition);
        var second = part.Second < 0 ? series : _series[part.Second].Definition;
        var reading = part.ReadWhole(_series, point);
        var isComputed = reading.NoVerdict is null;
        if (reading.Current is { } current) foreach (var line in Lines(series, kind.IsPair || isComputed ? kind.CurrentName : ExplanationLine.Current, kind.HasTotals, current, reading.NoVerdict)) yield return line;
        if (reading.Base is { } @base) foreach (var line in Lines(second, kind.BaseName, kind.HasTotals, @base, reading.NoVerdict)) yield return line;
        if (isComputed) foreach (var (name, value) in kind.Between(reading)) yield return new(name, value, series.Unit, null, null, series.Id, null, null);
        if (reading.NoVerdict is { } reason) yield return new(kind.Name.Text(), null, part.Threshold.Unit, null, null, series.Id, null, reason);
        else if (kind.Formula(reading) is { } formula) yield return new(kind.StepName, part.Converted(reading.Value).ToDecimal(), part.Threshold.Unit, null, null, series.Id, formula + Conversion(part), null) { Note = kind.IsPair ? null : CalendarNote.Of(series, reading.Current?.Single?.Period, reading.Base?.Single?.Period) };
    }

    // A part that is derived itself stands in no file: what it is made of does.
    private static IEnumerable<Observation> Published(Observation part) => part.Parts.Count == 0 ? [part] : part.Parts.SelectMany(Published);

    private static string Conversion(PlannedComparison part) => !part.Converts ? "" : $", in {part.Threshold.Unit}";

    private static IEnumerable<ExplanationLine> Lines(SeriesDefinition series, string name, bool hasTotal, Figure figure, NoVerdict? reason)
    {
        var parts = figure.Single?.Parts is { Count: > 0 } derived ? derived : figure.Parts;
        foreach (var part in parts.SelectMany(Published)) yield return new(ExplanationLine.PartOf(name), part.Value, part.Unit, part.Period, part, part.Series, null, reason);
        if (hasTotal || figure.Single is not null)
            yield return new(name, figure.Total, series.Unit, figure.Single?.Period, figure.Single?.Parts.Count > 0 ? null : figure.Single, series.Id, null, reason);
    }
}
