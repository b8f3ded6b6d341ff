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
        var (@base, reason) = EarlierBase.Of(series, at, current, argument!);
        return @base is { } found ? Reading.Difference(Figure.Of(current), found, minBase) : Reading.Without(reason!.Value, Figure.Of(current));
    }

    public override DateOnly Reach(IndicatorArgument? argument, DateOnly current) => EarlierBase.Reach(argument!, current);

    public override string? Formula(Reading reading) => $"{Plain(reading.Current!.Value.Total)} − {Plain(reading.Base!.Value.Total)}";
}
