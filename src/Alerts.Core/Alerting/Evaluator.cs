using Alerts.Core.Observations;
using Alerts.Core.Rules;

namespace Alerts.Core.Alerting;

/// <summary>Evaluates the condition of one instance at one point, on what is known now.</summary>
public sealed class Evaluator
{
    private const int StaleAfterDays = 31;
    private const int StaleAfterDaysMonthly = 92;

    /// <summary>An observation that is more than so many days older than a point gives no verdict there (SEMANTICS §3.3).</summary>
    internal static int StaleAfter(Frequency frequency) => frequency == Frequency.Monthly ? StaleAfterDaysMonthly : StaleAfterDays;

    private readonly Part[] _parts;
    private readonly Condition _when;
    private readonly bool?[] _outcomes;
    private readonly Ratio?[] _values;

    /// <param name="series">What is known of the instance's series, in its order.</param>
    public Evaluator(RuleInstance instance, IReadOnlyList<KnownSeries> series)
    {
        _when = instance.When;
        _parts = _when is Comparison only
            ? [Part.Of(only, series[0], instance.Rule.MinBase)]
            : [.. _when.Comparisons().Select(comparison => Part.Of(comparison, series.First(known => known.Definition.Id == comparison.Indicator.Series), instance.Rule.MinBase))];
        _outcomes = new bool?[_parts.Length];
        _values = new Ratio?[_parts.Length];
    }

    /// <summary>The comparison at a position, as <see cref="Verdict.Leading"/> names it.</summary>
    public Comparison Comparison(int position) => _parts[position].Comparison;

    public Verdict At(Period point)
    {
        for (var i = 0; i < _parts.Length; i++)
        {
            var reading = _parts[i].Read(point);
            _values[i] = reading.NoVerdict is null ? _parts[i].Converted(reading.Value) : null;
            _outcomes[i] = _values[i] is { } value ? _parts[i].Comparison.Operator.Holds(value.CompareTo(Ratio.Of(_parts[i].Comparison.Threshold.Value))) : null;
        }
        if (_parts.Length == 1 && _when is Rules.Comparison) return new(_outcomes[0], _outcomes[0] is null ? -1 : 0, _values[0]);
        var next = 0;
        var whole = Outcome(_when, ref next);
        var leading = Array.IndexOf(_outcomes, whole);
        if (leading < 0) leading = Array.FindIndex(_outcomes, outcome => outcome is not null);
        return new(whole, leading, leading < 0 ? null : _values[leading]);
    }

    /// <summary>All numbers at a point, of every comparison as written, and how its value came about.</summary>
    public IReadOnlyList<ExplanationLine> Explain(Period point) => [.. _parts.SelectMany(part => part.Explain(point))];

    // Three-valued (SEMANTICS §3.2): every comparison has been evaluated, the tree is walked in the order written.
    private bool? Outcome(Condition condition, ref int next)
    {
        switch (condition)
        {
            case Alerts.Core.Rules.Comparison:
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

    /// <summary>One comparison with all that reading it needs.</summary>
    private sealed record Part(Comparison Comparison, IndicatorKind Kind, KnownSeries Series, Ratio ToThreshold, Ratio? MinBase)
    {
        private readonly bool _converts = ToThreshold != Ratio.Of(1);

        public static Part Of(Comparison comparison, KnownSeries series, Quantity? minBase)
        {
            var kind = Indicators.Of(comparison.Indicator.Name);
            var unit = series.Definition.Unit;
            var convert = kind.IsPercent || comparison.Threshold.Unit is null ? Ratio.Of(1) : unit.To(comparison.Threshold.Unit);
            Ratio? least = kind.HasBase && minBase is { } least1 ? Ratio.Of(least1.Amount) * least1.Unit.To(unit) : null;
            return new(comparison, kind, series, convert, least);
        }

        public Reading Read(Period point)
        {
            var at = Series.IndexUpTo(point);
            if (at < 0) return Reading.Without(NoVerdict.NoObservation);
            var current = Series[at];
            return point.Last.DayNumber - current.Period.Last.DayNumber > StaleAfter(Series.Definition.Frequency)
                ? Reading.Without(NoVerdict.Stale, Figure.Of(current))
                : Kind.Read(Series, at, current, Comparison.Indicator.Argument, MinBase);
        }

        /// <summary>A reading's value in the unit of the threshold.</summary>
        public Ratio Converted(Ratio value) => _converts ? value * ToThreshold : value;

        public IEnumerable<ExplanationLine> Explain(Period point)
        {
            var reading = Read(point);
            if (reading.Current is { } current) foreach (var line in Lines("current", current, reading.NoVerdict)) yield return line;
            if (reading.Base is { } @base) foreach (var line in Lines("base", @base, reading.NoVerdict)) yield return line;
            var name = Kind.Name.Text();
            var id = Series.Definition.Id;
            var unit = Comparison.Threshold.Unit;
            if (reading.NoVerdict is { } reason) yield return new(name, null, unit, null, null, id, null, reason);
            else if (Kind.Formula(reading) is { } formula) yield return new(name, (reading.Value * ToThreshold).ToDecimal(), unit, null, null, id, formula + Converted(), null);
        }

        private string Converted() => Kind.IsPercent || ToThreshold == Ratio.Of(1) ? "" : $", in {Comparison.Threshold.Unit}";

        private IEnumerable<ExplanationLine> Lines(string name, Figure figure, NoVerdict? reason)
        {
            var parts = figure.Single?.Parts is { Count: > 0 } derived ? derived : figure.Parts;
            foreach (var part in parts) yield return new(ExplanationLine.PartOf(name), part.Value, part.Unit, part.Period, part, part.Series, null, reason);
            yield return new(name, figure.Total, Series.Definition.Unit, figure.Single?.Period, figure.Single?.Parts.Count > 0 ? null : figure.Single, Series.Definition.Id, null, reason);
        }
    }
}
