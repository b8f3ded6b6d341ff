using Alerts.Core.Observations;

namespace Alerts.Core.Rules;

public sealed class Sum : IndicatorKind
{
    public override IndicatorName Name => IndicatorName.Sum;

    public override string Summary => "The sum of the last N months, all months present.";

    public override ArgumentKind Argument => ArgumentKind.Months;

    public override bool IsPercent => false;

    public override bool IsMonthlyOnly => true;

    public override bool AddsUp => true;

    public override bool HasBase => false;

    public override bool HasTotals => false;

    public override Reading Read(KnownSeries series, int at, Observation current, IndicatorArgument? argument, Ratio? minBase)
    {
        var last = current.Period.LastMonth;
        var (parts, reason) = Months.Cover(series, at, last - MonthsOf(argument) + 1, last);
        return parts is null ? Reading.Without(reason!.Value, Figure.Of(current)) : Reading.Of(Ratio.Of(Figure.Sum(parts).Total), Figure.Sum(parts));
    }

    public override DateOnly Reach(IndicatorArgument? argument, DateOnly current) => new Span(MonthsOf(argument), SpanUnit.Month).Before(current);

    public override string? Formula(Reading reading) => Added(reading.Current!.Value.Parts);

    private static int MonthsOf(IndicatorArgument? argument) => ((Span)argument!).InMonths ?? throw new ArgumentException($"{argument} is not in months", nameof(argument));
}
