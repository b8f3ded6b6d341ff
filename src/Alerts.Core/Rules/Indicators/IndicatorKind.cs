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
}

/// <summary>
/// One indicator of SEMANTICS §2: its name, what it takes, and how it is read. The checker, the evaluation and the
/// reference page all use this one definition.
/// </summary>
public abstract class IndicatorKind
{
    public abstract IndicatorName Name { get; }

    /// <summary>One sentence for the reference page.</summary>
    public abstract string Summary { get; }

    public virtual ArgumentKind Argument => ArgumentKind.None;

    /// <summary>Its value is a percentage; otherwise it is in the unit of the series.</summary>
    public virtual bool IsPercent => true;

    public virtual bool IsMonthlyOnly => false;

    /// <summary>Only for what adds up: amounts, not prices.</summary>
    public virtual bool AddsUp => false;

    /// <summary>It compares with a base, so <c>min-base</c> makes sense.</summary>
    public virtual bool HasBase => true;

    /// <summary>Its value is never below zero.</summary>
    public virtual bool IsNeverNegative => false;

    /// <summary>Its value is a number of days, and days are what it is evaluated by.</summary>
    public virtual bool CountsDays => false;

    /// <summary>Reads the indicator where <paramref name="current"/> is its newest observation.</summary>
    /// <param name="series">What is known now; observations after <paramref name="at"/> are not looked at.</param>
    /// <param name="at">Position of <paramref name="current"/>.</param>
    /// <param name="minBase">In the unit of the series; null: any base will do.</param>
    public abstract Reading Read(KnownSeries series, int at, Observation current, IndicatorArgument? argument, Ratio? minBase);

    /// <summary>
    /// The first day that reading looks at where the current observation ends on a day or later: with all periods that end from there
    /// on, and the newest before them, it reads as with the whole history. Combined periods may begin earlier, see <c>Reach</c>.
    /// </summary>
    public virtual DateOnly Reach(IndicatorArgument? argument, DateOnly current) => current;

    /// <summary>How the value came about, for the explanation: <c>(6550 − 5373) / 5373 × 100</c>; null where it is the number itself.</summary>
    public abstract string? Formula(Reading reading);

    protected static string PercentFormula(Reading reading) =>
        $"({Plain(reading.Current!.Value.Total)} − {Plain(reading.Base!.Value.Total)}) / {Plain(reading.Base!.Value.Total)} × 100";

    protected static string Plain(decimal value) => value < 0 ? "−" + Threshold.Plain(-value) : Threshold.Plain(value);
}
