using Alerts.Core.Observations;

namespace Alerts.Core.Rules;

/// <summary>An indicator over two series: it has an observation where both have one at the same period.</summary>
public abstract class PairKind : IndicatorKind
{
    public override bool IsPair => true;

    public override bool IsPercent => false;

    public override string CurrentName => "a";

    public override string BaseName => "b";

    /// <summary>Whether the units of two series go together.</summary>
    public virtual bool Suits(Unit first, Unit second) => second.ConvertsTo(first);

    /// <param name="toFirst">A value of b times this is in the unit of a.</param>
    /// <param name="minBase">In the unit of b; null: any divisor will do.</param>
    public Reading Read(Observation a, Observation b, Ratio toFirst, Ratio? minBase)
    {
        if (a.Period.Kind == PeriodKind.Combined && (a.Unit.AddsUp || b.Unit.AddsUp)) return Without(NoVerdict.CombinedPeriod, a, b);
        if (HasBase && minBase is { } least && Ratio.Of(b.Value).CompareTo(least) < 0) return Without(NoVerdict.BaseTooSmall, a, b);
        return Of(a, b, toFirst);
    }

    protected abstract Reading Of(Observation a, Observation b, Ratio toFirst);

    public sealed override Reading Read(KnownSeries series, int at, Observation current, IndicatorArgument? argument, Ratio? minBase) =>
        throw new InvalidOperationException($"{Name} is over two series");

    protected static Reading Without(NoVerdict reason, Observation a, Observation b) => Reading.Without(reason, Figure.Of(a), Figure.Of(b));

    protected static Reading With(Ratio value, Observation a, Observation b) => new(null, value, Figure.Of(a), Figure.Of(b));

    /// <summary>b in the formula, with what converts it to the unit of a.</summary>
    protected static string Converted(Reading reading)
    {
        var (a, b) = (reading.Current!.Value.Single!, reading.Base!.Value.Single!);
        var ratio = a.Unit.AddsUp == b.Unit.AddsUp && b.Unit.ConvertsTo(a.Unit) ? b.Unit.To(a.Unit) : Ratio.Of(1);
        return ratio == Ratio.Of(1) ? Plain(b.Value)
            : ratio.Over == 1 ? $"{Plain(b.Value)} / {Plain(ratio.Under)}"
            : ratio.Under == 1 ? $"{Plain(b.Value)} × {Plain(ratio.Over)}"
            : $"{Plain(b.Value)} × {Plain(ratio.Over)} / {Plain(ratio.Under)}";
    }
}
