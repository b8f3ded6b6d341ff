using Alerts.Core.Observations;

namespace Alerts.Core.Rules;

public sealed class Spread : PairKind
{
    public override IndicatorName Name => IndicatorName.Spread;

    public override string Summary => "The first less the second, in the unit of the first.";

    public override bool HasBase => false;

    protected override Reading Of(Observation a, Observation b, Ratio toFirst) =>
        With(Ratio.Of((a.Value * toFirst.Under) - (b.Value * toFirst.Over), toFirst.Under), a, b);

    public override string? Formula(Reading reading) => $"{Plain(reading.Current!.Value.Total)} − {Converted(reading)}";
}

public sealed class Quotient : PairKind
{
    public override IndicatorName Name => IndicatorName.Ratio;

    public override string Summary => "The first over the second, a bare number.";

    public override bool IsBare => true;

    protected override Reading Of(Observation a, Observation b, Ratio toFirst) =>
        b.Value == 0 ? Without(NoVerdict.DivisorIsZero, a, b) : With(Ratio.Of(a.Value * toFirst.Under, b.Value * toFirst.Over), a, b);

    public override string? Formula(Reading reading) => $"{Plain(reading.Current!.Value.Total)} / {Divisor(reading)}";

    internal static string Divisor(Reading reading) => Converted(reading) is var text && text.Contains(' ', StringComparison.Ordinal) ? $"({text})" : text;
}

public sealed class Share : PairKind
{
    public override IndicatorName Name => IndicatorName.Share;

    public override string Summary => "Percent of the second, a total, that the first is.";

    public override bool IsPercent => true;

    protected override Reading Of(Observation a, Observation b, Ratio toFirst) =>
        b.Value <= 0 ? Without(NoVerdict.TotalNotAboveZero, a, b) : With(Ratio.Of(a.Value * toFirst.Under * 100, b.Value * toFirst.Over), a, b);

    public override string? Formula(Reading reading) => $"{Plain(reading.Current!.Value.Total)} / {Quotient.Divisor(reading)} × 100";
}

/// <summary>Customs value over quantity at one period: an average of a flow, not a price.</summary>
/// <remarks>Source: UN, International Merchandise Trade Statistics 2010, chapters IV (value) and V (quantity).</remarks>
public sealed class UnitValue : PairKind
{
    public override IndicatorName Name => IndicatorName.UnitValue;

    public override string Summary => "Money over an amount: a customs value over its quantity.";

    public override bool Suits(Unit first, Unit second) => first.Per(second) is not null;

    public override Unit? UnitOf(Unit first, Unit? second) => second is null ? first : first.Per(second);

    protected override Reading Of(Observation a, Observation b, Ratio toFirst) =>
        b.Value == 0 ? Without(NoVerdict.DivisorIsZero, a, b) : With(Ratio.Of(a.Value, b.Value), a, b);

    public override string? Formula(Reading reading) => $"{Plain(reading.Current!.Value.Total)} / {Plain(reading.Base!.Value.Total)}";
}
