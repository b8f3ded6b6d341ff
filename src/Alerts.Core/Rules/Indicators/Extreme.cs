using Alerts.Core.Observations;

namespace Alerts.Core.Rules;

/// <summary>Percent against the lowest or the highest value of a window that ends with the current one.</summary>
public abstract class Extreme : IndicatorKind
{
    public override ArgumentKind Argument => ArgumentKind.Window;

    public override bool IsNeverNegative => true;

    /// <summary>+1 looks for the lowest, −1 for the highest.</summary>
    protected abstract int Sign { get; }

    public override Reading Read(KnownSeries series, int at, Observation current, IndicatorArgument? argument, Ratio? minBase)
    {
        if (Months.IsCombinedAmount(series, current.Period)) return Reading.Without(NoVerdict.CombinedPeriod, Figure.Of(current));
        var start = ((Span)argument!).Before(current.Period.Last);
        if (series.Definition.Frequency == Frequency.Monthly) start = LastDayOf(start);
        var (extreme, others, startDay) = (-1, 0, start.DayNumber);
        for (var i = at; i >= 0; i--)
        {
            var period = series.PeriodAt(i);
            if (period.LastDay <= startDay) break;
            if (period.Kind == PeriodKind.Combined)
            {
                if (Months.AllSinglesKnown(series, at, period)) continue;
                if (Months.IsCombinedAmount(series, period)) return Reading.Without(NoVerdict.CombinedPeriod, Figure.Of(current));
            }
            if (i != at) others++;
            if (extreme < 0 || series.Value(i).CompareTo(series.Value(extreme)) * Sign < 0) extreme = i;
        }
        if (others == 0 || extreme < 0) return Reading.Without(NoVerdict.WindowTooShort, Figure.Of(current));
        var reading = Reading.Percent(Figure.Of(current), Figure.Of(series[extreme]), minBase);
        return reading.NoVerdict is null ? reading with { Value = new(reading.Value.Over * Sign, reading.Value.Under) } : reading;
    }

    public override DateOnly Reach(IndicatorArgument? argument, DateOnly current) => ((Span)argument!).Before(current);

    // A window of months ends with months, whatever their length: three months to February begin after November.
    private static DateOnly LastDayOf(DateOnly day) => new DateOnly(day.Year, day.Month, 1).AddMonths(1).AddDays(-1);
}

public sealed class Rise : Extreme
{
    public override IndicatorName Name => IndicatorName.Rise;

    public override string Summary => "Percent above the lowest value of the window, the current one included; never negative.";

    protected override int Sign => 1;

    public override string? Formula(Reading reading) => PercentFormula(reading);
}

public sealed class Fall : Extreme
{
    public override IndicatorName Name => IndicatorName.Fall;

    public override string Summary => "Percent below the highest value of the window, the current one included; never negative.";

    protected override int Sign => -1;

    public override string? Formula(Reading reading) =>
        $"({Plain(reading.Base!.Value.Total)} − {Plain(reading.Current!.Value.Total)}) / {Plain(reading.Base!.Value.Total)} × 100";
}
