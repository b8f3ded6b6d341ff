using Alerts.Core.Observations;

namespace Alerts.Core.Rules;

public sealed class Mom : IndicatorKind
{
    public override IndicatorName Name => IndicatorName.Mom;

    public override string Summary => "Percent against the month before.";

    public override bool IsMonthlyOnly => true;

    public override Reading Read(KnownSeries series, int at, Observation current, IndicatorArgument? argument, Ratio? minBase)
    {
        if (current.Period.Kind == PeriodKind.Combined) return Reading.Without(NoVerdict.CombinedPeriod, Figure.Of(current));
        var (found, reason) = EarlierBase.ExactMonths(series, at, current.Period.AddMonths(-1));
        return found is null ? Reading.Without(reason!.Value, Figure.Of(current)) : Reading.Percent(Figure.Of(current), Figure.Of(found), minBase);
    }

    public override string? Formula(Reading reading) => PercentFormula(reading);
}
