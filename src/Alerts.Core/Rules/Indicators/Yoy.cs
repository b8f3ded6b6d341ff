using Alerts.Core.Observations;

namespace Alerts.Core.Rules;

public sealed class Yoy : IndicatorKind
{
    public override IndicatorName Name => IndicatorName.Yoy;

    public override string Summary => "Percent against the same month, or the same combined months, a year before; `joined`: January and February together, at February.";

    public override ArgumentKind Argument => ArgumentKind.Joined;

    public override bool IsMonthlyOnly => true;

    public override Reading Read(KnownSeries series, int at, Observation current, IndicatorArgument? argument, Ratio? minBase)
    {
        if (argument is Joined && NewYear(current.Period) is { } months) return Together(series, at, current, months, minBase);
        var (@base, reason) = EarlierBase.SameMonths(series, at, current, 12);
        return @base is { } found ? Reading.Percent(Figure.Of(current), found, minBase) : Reading.Without(reason!.Value, Figure.Of(current));
    }

    public override DateOnly Reach(IndicatorArgument? argument, DateOnly current) => new Span(argument is Joined ? 13 : 12, SpanUnit.Month).Before(current);

    public override string? Formula(Reading reading) => PercentFormula(reading);

    // January and February of the year of a period that ends with one of them; null for every other.
    private static Period? NewYear(Period period)
    {
        var january = period.LastMonth / 12 * 12;
        return period.LastMonth <= january + 1 && period.FirstMonth >= january ? Period.Months(january, january + 1) : null;
    }

    private static Reading Together(KnownSeries series, int at, Observation current, Period months, Ratio? minBase)
    {
        if (current.Period.LastMonth < months.LastMonth) return Reading.Without(NoVerdict.JoinedWithFebruary, Figure.Of(current));
        var (parts, reason) = Months.Cover(series, at, months.FirstMonth, months.LastMonth);
        if (parts is null) return Reading.Without(reason!.Value, Figure.Of(current));
        var whole = Figure.Of(parts);
        var (before, missing) = Months.Cover(series, at, months.FirstMonth - 12, months.LastMonth - 12);
        return before is null ? Reading.Without(missing!.Value, whole) : Reading.Percent(whole, Figure.Of(before), minBase);
    }
}
