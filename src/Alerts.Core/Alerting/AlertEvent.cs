using Alerts.Core.Observations;
using Alerts.Core.Rules;

namespace Alerts.Core.Alerting;

public enum EventType
{
    Firing,
    Updated,
    Escalated,
    Resolved,
    Corrected,
    Retracted,

    /// <summary>A period is due by its release calendar, and is not there.</summary>
    Overdue,

    /// <summary>Values of a publication are doubted.</summary>
    Quarantined,
}

public static class EventTypes
{
    /// <summary>As everything outside names it: <c>alert.firing</c>.</summary>
    public static string Text(this EventType type) => type switch
    {
        EventType.Firing => "alert.firing",
        EventType.Updated => "alert.updated",
        EventType.Escalated => "alert.escalated",
        EventType.Resolved => "alert.resolved",
        EventType.Corrected => "alert.corrected",
        EventType.Retracted => "alert.retracted",
        EventType.Overdue => "data.overdue",
        EventType.Quarantined => "data.quarantined",
        _ => throw new InvalidOperationException($"{type} has no name"),
    };

    /// <summary>For whoever looks after the data, and nobody else.</summary>
    public static bool IsAboutData(this EventType type) => type is EventType.Overdue or EventType.Quarantined;
}

/// <summary>One thing that people are told (SEMANTICS §6).</summary>
/// <param name="Rule">Empty where no rule raised it.</param>
/// <param name="Series">The instance's series, in the order written.</param>
/// <param name="Period">What the numbers are about.</param>
/// <param name="Publication">What caused it; its instant is the event's <c>published</c>.</param>
/// <param name="Revised">Caused by values that a publication revised, not by periods that it added.</param>
/// <param name="Title">One line for people, with the number: <c>Terbium oxide up 21.9 % in 6 months</c>.</param>
/// <param name="Measure">The comparison whose value and threshold these are; null where none has a verdict.</param>
/// <param name="Value">In the unit of the threshold, rounded half to even to six decimals; null where no comparison has a verdict.</param>
/// <param name="Level">Of an escalation: how many steps beyond the threshold; null otherwise.</param>
/// <param name="Alert">Id of the firing event that opened the alert; its own for a firing.</param>
/// <param name="Amends">Of a correction or retraction: the events it takes back, with the values told before.</param>
/// <param name="Newest">The newest period of the same publication and its value, where the event's own period is older (SEMANTICS §5.3); null otherwise.</param>
/// <param name="When">The rule's condition for this instance, as text of the rule language.</param>
/// <param name="Reason">Why it was sent where the type does not say it: <c>rule changed</c>; null otherwise.</param>
public sealed record AlertEvent(
    EventId Id,
    EventType Type,
    string Rule,
    IReadOnlyList<string> Series,
    Period Period,
    Publication Publication,
    bool Revised,
    Severity Severity,
    string Title,
    Comparison? Measure,
    decimal? Value,
    int? Level,
    IReadOnlyList<ExplanationLine> Explanation,
    EventId Alert,
    IReadOnlyList<Amendment> Amends,
    IReadOnlyDictionary<string, string> Labels,
    NewestValue? Newest,
    string When,
    string? Reason)
{
    /// <summary>Its place among the events of its alert, from 1: messages may arrive in another order.</summary>
    public int Sequence { get; init; } = 1;

    /// <summary>One of its numbers waits in quarantine: it is taken back where the next value refutes that.</summary>
    public bool IsUnconfirmed { get; init; }

    public DateTimeOffset Published => Publication.Published;

    public Threshold? Threshold => Measure?.Threshold;

    /// <summary>Unit of the value and of the threshold; null for a bare number.</summary>
    public Unit? Unit => Measure?.Threshold.Unit;
}

/// <summary>An event taken back, and the value that people were told last; null where it had none.</summary>
public sealed record Amendment(EventId Id, EventType Type, Period Period, decimal? Value);

public sealed record NewestValue(Period Period, decimal? Value);
