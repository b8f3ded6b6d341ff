using Alerts.Core.Alerting;
using Alerts.Core.Routing;
using Alerts.Core.Rules;

namespace Alerts.Core.UseCases;

/// <summary>What holds messages back now, and what no longer does.</summary>
/// <param name="groupWait">How long the first of a group waits for the others: as long as events of one file may be routed at different times.</param>
public sealed class Noise(IAlertStore alerts, IPostponementStore postponements, ISilenceStore silences, TimeSpan groupWait, TimeProvider clock)
{
    public async Task<NoiseNow> Now(Workspace workspace, CancellationToken cancel)
    {
        var open = workspace.Noise.Inhibitions.Count == 0 ? [] : await Open(workspace, cancel);
        return new(workspace.Noise, await silences.Silences(cancel), open, workspace.TimeZone, groupWait, clock.GetUtcNow());
    }

    /// <summary>What a silence or an alert held back that has ended before its time is due now. Safe to repeat.</summary>
    /// <returns>How many events.</returns>
    public async Task<int> Release(Workspace workspace, CancellationToken cancel) => await Release(workspace, await postponements.Postponed(cancel), cancel);

    /// <param name="postponed">All that is.</param>
    internal async Task<int> Release(Workspace workspace, IReadOnlyList<PostponedEvent> postponed, CancellationToken cancel)
    {
        var held = postponed.Where(one => one.Reason is PostponeReason.Inhibited or PostponeReason.Silenced).ToList();
        // Asked for in any case: a store that keeps them at hand has them ready for the next message.
        var all = await silences.Silences(cancel);
        if (held.Count == 0) return 0;
        var now = clock.GetUtcNow();
        var pauses = all.Where(silence => silence.Holds(now)).Select(silence => silence.Id).ToHashSet(StringComparer.Ordinal);
        var open = held.Exists(one => one.Reason == PostponeReason.Inhibited) ? (await Open(workspace, cancel)).Select(alert => alert.Id.Text).ToHashSet(StringComparer.Ordinal) : [];
        var free = held.Where(one => one.Until > now && !(one.Reason == PostponeReason.Silenced ? pauses : open).Contains(one.About)).ToList();
        if (free.Count > 0) await postponements.Postpone([.. free.Select(one => PostponedEvent.Of(one.Event, one.Subscriber, one.Channel, one.Address, new(one.Reason, one.About, now, ""), one.Why))], cancel);
        return free.Count;
    }

    private async Task<IReadOnlyList<OpenAlert>> Open(Workspace workspace, CancellationToken cancel)
    {
        var open = new List<OpenAlert>();
        var states = (await alerts.Restless(cancel)).Where(state => state.Alerts.Any(alert => alert.IsOpen)).ToLookup(state => state.Rule, StringComparer.Ordinal);
        foreach (var rule in workspace.Rules.Where(rule => states.Contains(rule.Id)))
        {
            var instances = RuleInstances.Of(rule, workspace.Series).ToDictionary(instance => instance.Key, StringComparer.Ordinal);
            foreach (var state in states[rule.Id])
                if (instances.TryGetValue(state.Instance, out var instance)) open.Add(new(state.Alerts.Last(alert => alert.IsOpen).Id, RouteFacts.Of(instance, rule.Severity)));
        }
        return open;
    }
}
