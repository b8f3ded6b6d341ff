using Alerts.Core.Observations;

namespace Alerts.Core.Rules;

public sealed class Move : IndicatorKind
{
    public override IndicatorName Name => IndicatorName.Move;

    public override string Summary => "As change, but the difference in the unit of the series, whatever the sign of the base.";

    public override ArgumentKind Argument => ArgumentKind.LengthOrSince;

    public override bool IsPercent => false;

    public override Reading Read(KnownSeries series, int at, Observation current, IndicatorArgument? argument, Ratio? minBase)
    {
        if (IsCombinedAmount(series, current)) return Reading.Without(NoVerdict.CombinedPeriod, Figure.Of(current));
        var (found, reason) = EarlierBase.Of(series, at, current, argument!);
        return found is null ? Reading.Without(reason!.Value, Figure.Of(current)) : Reading.Difference(Figure.Of(current), Figure.Of(found), minBase);
    }

    public override string? Formula(Reading reading) => $"{Plain(reading.Current!.Value.Total)} − {Plain(reading.Base!.Value.Total)}";
}
