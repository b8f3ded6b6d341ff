using Alerts.Core.Observations;

namespace Alerts.Core.Rules;

/// <summary>What may stand behind the series in an indicator's parentheses.</summary>
public enum ArgumentKind
{
    None,

    /// <summary>A length, or <c>since</c> a date.</summary>
    LengthOrSince,

    /// <summary>The length of a window.</summary>
    Window,

    /// <summary>A window of whole months.</summary>
    Months,

    /// <summary>How many observations.</summary>
    Count,

    /// <summary>Nothing, or <c>joined</c>.</summary>
    Joined,
}

public static class ArgumentKinds
{
    /// <summary>As the reference writes a call: <c>, LENGTH</c>.</summary>
    public static string Written(this ArgumentKind kind) => kind switch
    {
        ArgumentKind.LengthOrSince => ", LENGTH or since DATE",
        ArgumentKind.Window => ", LENGTH",
        ArgumentKind.Months => ", N months",
        ArgumentKind.Count => ", N",
        ArgumentKind.Joined => " [, joined]",
        _ => "",
    };

    /// <summary>A good argument, as messages suggest it.</summary>
    public static string Example(this ArgumentKind kind) => kind switch
    {
        ArgumentKind.LengthOrSince => "6 months",
        ArgumentKind.Window => "30 days",
        ArgumentKind.Months => "3 months",
        ArgumentKind.Count => "20",
        _ => "",
    };
}

/// <summary>
/// One indicator of the rule language: its name, what it takes, and how it is read. The checker, the evaluation and the
/// reference page all use this one definition.
/// </summary>
public abstract class IndicatorKind
{
    public abstract IndicatorName Name { get; }

    /// <summary>One sentence for the reference page.</summary>
    public abstract string Summary { get; }

    public virtual ArgumentKind Argument => ArgumentKind.None;

    /// <summary>Its value is a percentage.</summary>
    public virtual bool IsPercent => true;

    /// <summary>Its value is a number without a unit.</summary>
    public virtual bool IsBare => false;

    public virtual bool IsMonthlyOnly => false;

    /// <summary>Only for what adds up: amounts, not prices.</summary>
    public virtual bool AddsUp => false;

    /// <summary>It compares with a base or divides, so <c>min-base</c> makes sense.</summary>
    public virtual bool HasBase => true;

    /// <summary>Its value is never below zero.</summary>
    public virtual bool IsNeverNegative => false;

    /// <summary>Its value is a number of days, and days are what it is evaluated by.</summary>
    public virtual bool CountsDays => false;

    /// <summary>It is over two series.</summary>
    public virtual bool IsPair => false;

    /// <summary>The unit of its value; null for a bare number.</summary>
    /// <param name="second">Of the other series of a two-sided one; null for one over a single series.</param>
    public virtual Unit? UnitOf(Unit first, Unit? second) => IsPercent ? Unit.Percent : IsBare ? null : first;

    /// <summary>Reads the indicator where <paramref name="current"/> is its newest observation.</summary>
    /// <param name="series">What is known now; observations after <paramref name="at"/> are not looked at.</param>
    /// <param name="at">Position of <paramref name="current"/>.</param>
    /// <param name="minBase">In the unit of the series; null: any base will do.</param>
    public abstract Reading Read(KnownSeries series, int at, Observation current, IndicatorArgument? argument, Ratio? minBase);

    /// <summary>The same with every number that it looked at, for an explanation.</summary>
    public virtual Reading ReadWhole(KnownSeries series, int at, Observation current, IndicatorArgument? argument, Ratio? minBase) => Read(series, at, current, argument, minBase);

    /// <summary>
    /// The first day that reading looks at where the current observation ends on a day or later: with all periods that end from there
    /// on, and the newest before them, it reads as with the whole history. Combined periods may begin earlier, see <c>Reach</c>.
    /// </summary>
    public virtual DateOnly Reach(IndicatorArgument? argument, DateOnly current) => current;

    /// <summary>How many observations it looks at, the current one included, however old they are; 0 where it goes by days.</summary>
    public virtual int Observations(IndicatorArgument? argument) => 0;

    /// <summary>What explanations call the number of <see cref="Reading.Current"/>.</summary>
    public virtual string CurrentName => ExplanationLine.Current;

    /// <summary>What explanations call the number of <see cref="Reading.Base"/>.</summary>
    public virtual string BaseName => ExplanationLine.Base;

    /// <summary>Whether figures that were added up stand with their total: not where the value itself is computed of the parts.</summary>
    public virtual bool HasTotals => true;

    /// <summary>Numbers between those it looked at and its value, in the unit of the series.</summary>
    public virtual IReadOnlyList<(string Name, decimal Value)> Between(Reading reading) => [];

    /// <summary>What explanations call the step that computes its value.</summary>
    public virtual string StepName => Name.Text();

    /// <summary>How the value came about, for the explanation: <c>(6550 − 5373) / 5373 × 100</c>; null where it is the number itself.</summary>
    public abstract string? Formula(Reading reading);

    protected static string PercentFormula(Reading reading) =>
        $"({Plain(reading.Current!.Value.Total)} − {Plain(reading.Base!.Value.Total)}) / {Plain(reading.Base!.Value.Total)} × 100";

    protected static string Plain(decimal value) => value < 0 ? "−" + Threshold.Plain(-value) : Threshold.Plain(value);

    protected static string Added(IEnumerable<Observation> parts) => string.Join(" + ", parts.Select(part => Plain(part.Value)));
}
