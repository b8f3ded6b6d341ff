using Alerts.Core.Observations;

namespace Alerts.Core.Rules;

/// <summary>A rule that a check has accepted: units suit its series, every series exists.</summary>
/// <param name="Order">Position among all rules: by file name, then as written.</param>
/// <param name="For">How many observations with a verdict must hold before it fires; 1 or more.</param>
/// <param name="Clear">Where firing ends, in the threshold's unit; null: where the condition fails.</param>
/// <param name="Again">When a firing alert is told again; null: never.</param>
/// <param name="MinBase">The smallest base that gives a verdict; null: any.</param>
public sealed record Rule(
    string Id,
    int Order,
    string Title,
    Condition When,
    int For,
    Threshold? Clear,
    AgainEvery? Again,
    Quantity? MinBase,
    Severity Severity,
    IReadOnlyDictionary<string, string> Labels)
{
    /// <summary>Values in quarantine count for it at once, and what it says of them is marked unconfirmed (<c>unconfirmed: tell</c>).</summary>
    public bool TellsUnconfirmed { get; init; }

    /// <summary>It is evaluated by the day, not by observations.</summary>
    public bool IsOfDays => When is Comparison comparison && Indicators.Of(comparison.Indicator.Name).CountsDays;

    /// <summary>The series that it looks at in another currency; a workspace holds them beside its own.</summary>
    public IReadOnlyList<SeriesDefinition> Converted { get; init; } = [];

    /// <summary>All that decides when it fires. Another text is another rule (SEMANTICS §5.7); a new title or severity is not.</summary>
    public string Meaning => string.Join("; ",
        new[] { When.ToString(), For == 1 ? null : $"for {For}", Clear is null ? null : $"clear {Clear}", Again is null ? null : $"again-every {Again}", MinBase is null ? null : $"min-base {MinBase}", TellsUnconfirmed ? "unconfirmed tell" : null }
            .Where(part => part is not null));
}

/// <summary>When a firing alert is told again: at each further step beyond the threshold, or at each further period.</summary>
/// <param name="Step">In the unit of the threshold, above zero; null: each period.</param>
public sealed record AgainEvery(Threshold? Step)
{
    public static readonly AgainEvery Period = new((Threshold?)null);

    public override string ToString() => Step?.ToString() ?? "period";
}
