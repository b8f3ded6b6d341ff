using Alerts.Core.Observations;

namespace Alerts.Core.Alerting;

public enum AlertPhase
{
    Quiet,
    Pending,
    Firing,
}

/// <param name="Instance">The instance's key within its rule: its series, joined by a comma.</param>
public readonly record struct InstanceId(string Rule, string Instance);

/// <summary>What is kept of a rule instance between runs: where it stands, and what people were told of it.</summary>
/// <param name="Instance">The instance's key: its series, joined by a comma.</param>
/// <param name="Meaning">The rule's <c>Meaning</c> that this state was folded with.</param>
/// <param name="Applied">Sequence of the newest publication applied when it was written; 0 for none. Later ones that are marked as evaluated changed nothing.</param>
/// <param name="Phase">At the head.</param>
/// <param name="Pending">Observations that held so far, while pending; 0 otherwise.</param>
/// <param name="Level">Steps beyond the threshold while firing; 0 otherwise.</param>
/// <param name="Head">The newest period evaluated when it was written; null before any.</param>
/// <param name="Untold">The last publication applied in silence that changed one of its series, until where it stands has been announced; null after.</param>
/// <param name="Alerts">Alerts that people were told of and that a revision may still amend, oldest first.</param>
/// <param name="Version">Counts the writes; a write that was computed from an older version is refused.</param>
public sealed record InstanceState(
    string Rule,
    string Instance,
    string Meaning,
    long Applied,
    AlertPhase Phase,
    int Pending,
    int Level,
    Period? Head,
    Publication? Untold,
    IReadOnlyList<ToldAlert> Alerts,
    long Version)
{
    public InstanceId Id => new(Rule, Instance);

    /// <summary>Quiet, and nobody waits to hear anything of it: a period added at which the condition does not hold changes nothing.</summary>
    public bool IsAtRest => Phase == AlertPhase.Quiet && Untold is null && !Alerts.Any(alert => alert.IsOpen);

    /// <summary>Whether it says more than that further publications were applied and changed nothing.</summary>
    /// <param name="before">Null for a new instance.</param>
    public bool SaysMoreThan(InstanceState? before) =>
        before is null || (Meaning, Phase, Pending, Level, Untold) != (before.Meaning, before.Phase, before.Pending, before.Level, before.Untold) || !Alerts.SequenceEqual(before.Alerts);

    /// <summary>What the next step follows; null before any.</summary>
    internal Step? Standing => Head is { } head ? new(head, new(null, -1, null), StepReason.NoVerdict, Phase, Pending, Level, 0) : null;
}

/// <summary>An alert that people were told of: from its firing to its resolution.</summary>
/// <param name="Fired">Instant of the publication that fired it.</param>
/// <param name="Ended">The period of its resolution; null while it is open.</param>
/// <param name="Level">The level that people know of, while open.</param>
/// <param name="Events">Its firing, updates and escalations that stand, in the order told.</param>
public sealed record ToldAlert(EventId Id, DateTimeOffset Fired, Period? Ended, int Level, IReadOnlyList<ToldEvent> Events)
{
    public bool IsOpen => Ended is null;

    /// <summary>How many events people were told of it, those that were taken back and those that took back included.</summary>
    public int Told { get; init; } = Events.Count;
}

/// <param name="Period">As told last: a correction may have moved it.</param>
/// <param name="Value">As told last, a correction included; null where it had none.</param>
/// <param name="Printed">The same to the digits that people read.</param>
/// <param name="Unit">Of the value; null where it had none, or where it was told before units were kept.</param>
/// <param name="Level">Of an escalation; 0 otherwise.</param>
public sealed record ToldEvent(EventId Id, EventType Type, Period Period, decimal? Value, decimal? Printed, Unit? Unit, int Level);
