using Alerts.Core.Observations;

namespace Alerts.Core.Rules;

public sealed class Change : IndicatorKind
{
    public override IndicatorName Name => IndicatorName.Change;

    public override string Summary => "Percent against the newest value so long before, or at a fixed date.";

    public override ArgumentKind Argument => ArgumentKind.LengthOrSince;

    public override Reading Read(KnownSeries series, int at, Observation current, IndicatorArgument? argument, Ratio? minBase)
    {
        var (@base, reason) = EarlierBase.Of(series, at, current, argument!);
        return @base is { } found ? Reading.Percent(Figure.Of(current), found, minBase) : Reading.Without(reason!.Value, Figure.Of(current));
    }

    public override DateOnly Reach(IndicatorArgument? argument, DateOnly current) => EarlierBase.Reach(argument!, current);

    public override string? Formula(Reading reading) => PercentFormula(reading);
}
