namespace Alerts.Core.Rules;

/// <summary>Why an indicator gives no answer at a period. It changes nothing: a firing alert keeps firing.</summary>
public enum NoVerdict
{
    /// <summary>The series has no observation up to the period.</summary>
    NoObservation,

    /// <summary>The newest observation is more than 31 days (daily) or 92 days (monthly) older than the period.</summary>
    Stale,

    /// <summary>No observation where the base is looked for.</summary>
    NoBase,

    /// <summary>From zero: there is no percentage.</summary>
    BaseIsZero,

    /// <summary>A percentage of a negative number says nothing.</summary>
    BaseIsNegative,

    /// <summary>The base is below the rule's <c>min-base</c>.</summary>
    BaseTooSmall,

    /// <summary>The period does not lie after the date of <c>since</c>.</summary>
    NotAfterSince,

    /// <summary>An amount at, or across, months that were published as one figure.</summary>
    CombinedPeriod,

    /// <summary>A month of the window is missing.</summary>
    MonthMissing,

    /// <summary>The window holds no other observation, or fewer than were asked for.</summary>
    WindowTooShort,

    /// <summary>January is compared together with February, once that is known.</summary>
    JoinedWithFebruary,

    /// <summary>All observations of the window are equal: there is no deviation to compare with.</summary>
    DeviationIsZero,

    /// <summary>Nothing is divided by zero.</summary>
    DivisorIsZero,

    /// <summary>A share of a total that is zero or below says nothing.</summary>
    TotalNotAboveZero,

    /// <summary>The two series have no recent observation at the same period.</summary>
    NotBoth,
}

public static class NoVerdicts
{
    /// <summary>As JSON and messages name it: <c>combined-period</c>.</summary>
    public static string Text(this NoVerdict reason) =>
        string.Concat(reason.ToString().Select((letter, at) => char.IsAsciiLetterUpper(letter) && at > 0 ? $"-{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));
}
