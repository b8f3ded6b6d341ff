using Alerts.Core.Observations;

namespace Alerts.Core.Rules;

/// <summary>One line of an event's arithmetic: a number that was used, or a step that computed one.</summary>
/// <param name="Name">What it is: <c>current</c>, <c>base</c>, <c>current part</c>, <c>change</c>.</param>
/// <param name="Value">Exact for a number; for a step in the threshold's unit, the nearest decimal. Null where an indicator has no number.</param>
/// <param name="Unit">Null for a bare number.</param>
/// <param name="Period">Null for a total.</param>
/// <param name="Observation">Where the number came from; null for totals and steps.</param>
/// <param name="Series">Id of the series that it belongs to; of a two-sided indicator's step, of the first.</param>
/// <param name="Formula">How a step computed its value; null for a number.</param>
/// <param name="NoVerdict">Why the indicator that used it had no verdict; null where it had one.</param>
public sealed record ExplanationLine(
    string Name,
    decimal? Value,
    Unit? Unit,
    Period? Period,
    Observation? Observation,
    string Series,
    string? Formula,
    NoVerdict? NoVerdict)
{
    /// <summary>The newest number, where an indicator compares it with another.</summary>
    public const string Current = "current";

    /// <summary>The number that the newest one is compared with.</summary>
    public const string Base = "base";

    private const string Part = " part";

    /// <summary>What to know beside a step, for people: <see cref="CalendarNote"/>. Null: nothing.</summary>
    public string? Note { get; init; }

    /// <summary>Of a step that has a value, for people: <c>change = (6550 − 5373) / 5373 × 100 = 21.9 %</c>, with the note.</summary>
    public string Sum() => $"{Name} = {Formula} = {Printed.Value(Value!.Value, Unit)}{(Note is null ? "" : $" ({Note})")}";

    /// <summary>Of a number that is added up: the name of each of its parts.</summary>
    public static string PartOf(string name) => name + Part;

    /// <summary>One of many that are added up; their total stands as a line of its own.</summary>
    public bool IsPart => Name.EndsWith(Part, StringComparison.Ordinal);
}
