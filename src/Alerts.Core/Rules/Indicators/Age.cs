using Alerts.Core.Observations;

namespace Alerts.Core.Rules;

/// <summary>It changes from day to day without any news, so it is evaluated once a day and stands alone (SEMANTICS §3.6).</summary>
public sealed class Age : IndicatorKind
{
    public override IndicatorName Name => IndicatorName.Age;

    public override string Summary => "Days since the newest period was due by its release calendar; evaluated at the beginning of each day, alone in its rule, against a number of `days`.";

    public override bool IsPercent => false;

    public override bool HasBase => false;

    public override bool IsNeverNegative => true;

    public override bool CountsDays => true;

    public override Unit? UnitOf(Unit first, Unit? second) => Unit.Days;

    /// <exception cref="InvalidOperationException">Always: days pass, not observations.</exception>
    public override Reading Read(KnownSeries series, int at, Observation current, IndicatorArgument? argument, Ratio? minBase) => throw new InvalidOperationException("age is evaluated by the day");

    public override string? Formula(Reading reading) => null;
}
