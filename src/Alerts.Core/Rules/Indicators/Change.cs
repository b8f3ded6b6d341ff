using Alerts.Core.Observations;

namespace Alerts.Core.Rules;

public sealed class Change : IndicatorKind
{
    public override IndicatorName Name => IndicatorName.Change;

    public override string Summary => "Percent against the newest value so long before, or at a fixed date.";

    public override ArgumentKind Argument => ArgumentKind.LengthOrSince;

    public override Reading Read(KnownSeries series, int at, Observation current, IndicatorArgument? argument, Ratio? minBase)
    {
        if (IsCombinedAmount(series, current)) return Reading.Without(NoVerdict.CombinedPeriod, Figure.Of(current));
        var (found, reason) = EarlierBase.Of(series, at, current, argument!);
        return found is null ? Reading.Without(reason!.Value, Figure.Of(current)) : Reading.Percent(Figure.Of(current), Figure.Of(found), minBase);
    }

    public override string? Formula(Reading reading) => PercentFormula(reading);
}
