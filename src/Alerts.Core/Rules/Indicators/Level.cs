using Alerts.Core.Observations;

namespace Alerts.Core.Rules;

public sealed class Level : IndicatorKind
{
    public override IndicatorName Name => IndicatorName.Level;

    public override string Summary => "The newest value. A bare series reads the same.";

    public override bool IsPercent => false;

    public override bool HasBase => false;

    public override Reading Read(KnownSeries series, int at, Observation current, IndicatorArgument? argument, Ratio? minBase) =>
        Months.IsCombinedAmount(series, current.Period)
            ? Reading.Without(NoVerdict.CombinedPeriod, Figure.Of(current))
            : new(null, Ratio.Of(current.Value), Figure.Of(current), null);

    public override string? Formula(Reading reading) => null;
}
