using Alerts.Core.Observations;

namespace Alerts.Core.Rules;

public sealed class Yoy : IndicatorKind
{
    public override IndicatorName Name => IndicatorName.Yoy;

    public override string Summary => "Percent against the same month, or the same combined months, a year before.";

    public override bool IsMonthlyOnly => true;

    public override Reading Read(KnownSeries series, int at, Observation current, IndicatorArgument? argument, Ratio? minBase)
    {
        var months = current.Period.AddMonths(-12);
        var (found, reason) = EarlierBase.ExactMonths(series, at, months);
        if (found is not null) return Reading.Percent(Figure.Of(current), Figure.Of(found), minBase);
        if (!IsCombinedAmount(series, current)) return Reading.Without(reason!.Value, Figure.Of(current));
        var (parts, missing) = Months.Cover(series, at, months.FirstMonth, months.LastMonth);
        return parts is null ? Reading.Without(missing!.Value, Figure.Of(current)) : Reading.Percent(Figure.Of(current), Figure.Sum(parts), minBase);
    }

    public override string? Formula(Reading reading) => PercentFormula(reading);
}
