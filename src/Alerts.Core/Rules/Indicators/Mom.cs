using Alerts.Core.Observations;

namespace Alerts.Core.Rules;

public sealed class Mom : IndicatorKind
{
    public override IndicatorName Name => IndicatorName.Mom;

    public override string Summary => "Percent against the month before.";

    public override bool IsMonthlyOnly => true;

    public override Reading Read(KnownSeries series, int at, Observation current, IndicatorArgument? argument, Ratio? minBase)
    {
        var (@base, reason) = EarlierBase.SameMonths(series, at, current, 1);
        return @base is { } found ? Reading.Percent(Figure.Of(current), found, minBase) : Reading.Without(reason!.Value, Figure.Of(current));
    }

    public override DateOnly Reach(IndicatorArgument? argument, DateOnly current) => new Span(1, SpanUnit.Month).Before(current);

    public override string? Formula(Reading reading) => PercentFormula(reading);
}
