using Alerts.Core.Observations;

namespace Alerts.Core.Rules;

public sealed class Ytd : IndicatorKind
{
    public override IndicatorName Name => IndicatorName.Ytd;

    public override string Summary => "The sum from January to the current month, all months present.";

    public override bool IsPercent => false;

    public override bool IsMonthlyOnly => true;

    public override bool AddsUp => true;

    public override bool HasBase => false;

    public override Reading Read(KnownSeries series, int at, Observation current, IndicatorArgument? argument, Ratio? minBase)
    {
        var (parts, reason) = ToDate(series, at, current.Period.LastMonth);
        return parts is null ? Reading.Without(reason!.Value, Figure.Of(current)) : new(null, Ratio.Of(Figure.Sum(parts).Total), Figure.Sum(parts), null);
    }

    public override DateOnly Reach(IndicatorArgument? argument, DateOnly current) => new(current.Year, 1, 1);

    public override string? Formula(Reading reading) => string.Join(" + ", reading.Current!.Value.Parts.Select(part => Plain(part.Value)));

    /// <summary>January to a month of its year.</summary>
    internal static (List<Observation>? Parts, NoVerdict? Reason) ToDate(KnownSeries series, int at, int month) =>
        Months.Cover(series, at, month / 12 * 12, month);
}

public sealed class YtdYoy : IndicatorKind
{
    public override IndicatorName Name => IndicatorName.YtdYoy;

    public override string Summary => "Percent of the sum from January to the current month against the same months a year before.";

    public override bool IsMonthlyOnly => true;

    public override bool AddsUp => true;

    public override Reading Read(KnownSeries series, int at, Observation current, IndicatorArgument? argument, Ratio? minBase)
    {
        var month = current.Period.LastMonth;
        var (parts, reason) = Ytd.ToDate(series, at, month);
        if (parts is null) return Reading.Without(reason!.Value, Figure.Of(current));
        var (before, missing) = Ytd.ToDate(series, at, month - 12);
        return before is null
            ? Reading.Without(missing!.Value, Figure.Sum(parts))
            : Reading.Percent(Figure.Sum(parts), Figure.Sum(before), minBase);
    }

    public override DateOnly Reach(IndicatorArgument? argument, DateOnly current) => new(Math.Max(1, current.Year - 1), 1, 1);

    public override string? Formula(Reading reading) => PercentFormula(reading);
}
