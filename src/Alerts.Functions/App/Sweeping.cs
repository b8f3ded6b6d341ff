using Alerts.Azure.Files;
using Alerts.Azure.Storage;
using Alerts.Core.UseCases;
using Microsoft.Extensions.Logging;

namespace Alerts.Functions.App;

/// <summary>Makes up for triggers that are late or lost: files that none announced, work that none woke. One run makes up for any number that were missed.</summary>
internal sealed class Sweeping(WorkspaceInUse workspaces, Arrivals arrivals, Sweep sweep, IWorkMessages messages, IWorkQueue queue, IAppState state, Evaluating evaluating, IObservationStore observations, IAlertStore alerts, TimeProvider clock, ILogger<Sweeping> log)
{
    /// <summary>Up to this publication, all that was applied in silence has said where it stands.</summary>
    private long? _announced;

    /// <param name="late">Runs before it were missed.</param>
    /// <exception cref="InvalidOperationException">There is no good workspace: an operator is told of a sweep that does not succeed.</exception>
    public async Task Run(bool late, CancellationToken cancel)
    {
        var inUse = await workspaces.Current(cancel) ?? throw new InvalidOperationException("no workspace is good, and none was before");
        var inbox = await arrivals.ReadNew(inUse, cancel);
        var missing = await sweep.Run(inUse.Workspace, cancel);
        var woken = await messages.WakeDue(cancel);
        if (inbox.IsReadWhole && await IsAllApplied(inUse, cancel)) await evaluating.PassDays(inUse, cancel);
        await SweepMark.Write(state, clock.GetUtcNow(), cancel);
        log.Swept(inbox.Files, missing, woken, late);
        await TellWatchdog(inUse, inbox, cancel);
    }

    /// <summary>Once all that was read is applied, whichever instance read it: what was applied in silence says where it stands.</summary>
    private async Task<bool> IsAllApplied(InUse inUse, CancellationToken cancel)
    {
        var newest = await observations.Publications(cancel) is [.., var last] ? last.Sequence : 0;
        if (newest == _announced) return true;
        if (newest > await alerts.Evaluated(cancel)) return false;
        await evaluating.AnnounceStanding(inUse, cancel);
        _announced = newest;
        return true;
    }

    // Of a sweep that succeeded, unless work is stuck.
    private async Task TellWatchdog(InUse inUse, InboxLook inbox, CancellationToken cancel)
    {
        if (inUse.Watchdog is not { } watchdog) return;
        if (inbox.Failed > 0) log.WatchdogNotTold("files of the inbox could not be read: the watchdog is not told");
        else if (WatchdogSettings.IsStuck(await queue.NextDue(cancel), clock.GetUtcNow())) log.WatchdogNotTold("work is due for more than ten minutes and is not done: the watchdog is not told");
        else if (await watchdog.Tell(cancel) is { } trouble) log.WatchdogNotTold(trouble);
    }
}
