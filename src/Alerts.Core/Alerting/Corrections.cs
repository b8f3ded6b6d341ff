using Alerts.Core.Observations;

namespace Alerts.Core.Alerting;

/// <summary>
/// What a revision does to the alerts that people were told of (SEMANTICS §5.4): compares the timeline just before it with the
/// one just after.
/// </summary>
internal sealed class Corrections(StepsKnown before, StepsKnown after, EventMaker events)
{
    /// <summary>Alerts closed, and fired more than this many months before the newest publication, are amended in the record only (§5.5).</summary>
    public const int MonthsAmended = 12;

    /// <param name="newest">The newest instant of a publication so far, this one included.</param>
    /// <returns>The alert as it stands now, null when it was retracted; and what people are told.</returns>
    public (ToldAlert? Alert, IReadOnlyList<AlertEvent> Events) Amend(ToldAlert alert, Publication cause, DateTimeOffset newest)
    {
        var tell = alert.IsOpen || alert.Fired.AddMonths(MonthsAmended) >= newest;
        var supports = alert.Events.Select(told => new Support(told, before.Support(alert, told), after.Support(alert, told))).ToList();
        if (supports[0].IsLost) return (null, tell ? [Retraction(alert, alert.Events, cause)] : []);
        // A revised head says more than a correction of the past would: the alert ends, or is worse than told.
        if (alert.IsOpen && after.Steps[^1] is var head && (!head.IsFiring || head.Level > alert.Level)) return (alert, []);

        var lost = supports.Where(support => support.IsLost).Select(support => support.Told).ToList();
        var changed = supports.Where(Changed).ToList();
        var told = new List<AlertEvent>();
        if (lost.Count > 0) told.Add(Retraction(alert, lost, cause));
        if (changed.Count > 0) told.Add(Correction(alert with { Told = alert.Told + told.Count }, changed, cause));
        var standing = supports.Where(support => !support.IsLost).Select(support => changed.Contains(support) ? AsNowKnown(support) : support.Told);
        return (alert with { Events = [.. standing], Told = alert.Told + (tell ? told.Count : 0) }, tell ? told : []);
    }

    private sealed record Support(ToldEvent Told, Step? Before, Step? After)
    {
        public bool IsLost => Before is not null && After is null;
    }

    // Only what this revision changed, and only where people would read another number, unit or period than they were told.
    private bool Changed(Support support) =>
        support is { Before: { } was, After: { } now }
        && (was.Point != now.Point || was.Verdict.Value != now.Verdict.Value)
        && (support.Told.Period != now.Point || support.Told.Printed != events.PrintedValue(now) || (support.Told.Unit is { } unit && unit != events.Unit(now)));

    private ToldEvent AsNowKnown(Support support) => support.Told with
    {
        Period = support.After!.Value.Point,
        Value = EventMaker.Value(support.After.Value.Verdict),
        Printed = events.PrintedValue(support.After.Value),
        Unit = events.Unit(support.After.Value),
    };

    private AlertEvent Correction(ToldAlert alert, List<Support> changed, Publication cause) =>
        events.Make(EventType.Corrected, changed[^1].After!.Value, cause, alert, revised: true, amends: Amendments(changed.Select(support => support.Told)));

    private AlertEvent Retraction(ToldAlert alert, IReadOnlyList<ToldEvent> taken, Publication cause) =>
        events.Make(EventType.Retracted, after.At(taken[0].Period), cause, alert, revised: true, amends: Amendments(taken));

    private static IReadOnlyList<Amendment> Amendments(IEnumerable<ToldEvent> told) => [.. told.Select(item => new Amendment(item.Id, item.Type, item.Period, item.Value))];
}
