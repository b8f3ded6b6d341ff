using Alerts.Azure.Storage;
using Alerts.Core.UseCases;
using Microsoft.Extensions.Logging;

namespace Alerts.Functions.App;

/// <summary>Makes up for triggers that are late or lost: files that none announced, work that none woke. One run makes up for any number that were missed.</summary>
internal sealed class Sweeping(WorkspaceInUse workspaces, Arrivals arrivals, Sweep sweep, IWorkMessages messages, Evaluating evaluating, IObservationStore observations, IAlertStore alerts, ILogger<Sweeping> log)
{
    private bool _isToAnnounce = true;

    /// <param name="late">Runs before it were missed.</param>
    /// <exception cref="InvalidOperationException">There is no good workspace: an operator is told of a sweep that does not succeed.</exception>
    public async Task Run(bool late, CancellationToken cancel)
    {
        var inUse = await workspaces.Current(cancel) ?? throw new InvalidOperationException("no workspace is good, and none was before");
        var files = await arrivals.ReadNew(inUse, cancel);
        var missing = await sweep.Run(inUse.Workspace, cancel);
        var woken = await messages.WakeDue(cancel);
        await Announce(inUse, files, cancel);
        if (!_isToAnnounce) await evaluating.PassDays(inUse, cancel);
        log.Swept(files, missing, woken, late);
    }

    // Once all that lay there was read and applied.
    private async Task Announce(InUse inUse, int files, CancellationToken cancel)
    {
        if (arrivals.HasTaken() || files > 0) _isToAnnounce = true;
        if (!_isToAnnounce || files > 0) return;
        if (await observations.Publications(cancel) is [.., var newest] && newest.Sequence > await alerts.Evaluated(cancel)) return;
        await evaluating.AnnounceStanding(inUse, cancel);
        _isToAnnounce = false;
    }
}
