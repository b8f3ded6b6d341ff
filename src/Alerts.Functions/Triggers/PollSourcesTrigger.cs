using Alerts.Functions.App;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Alerts.Functions.Triggers;

/// <summary>Asks the publishers whose schedules have come, and looks for files of the inbox that no trigger announced.</summary>
internal sealed class PollSourcesTrigger(WorkspaceInUse workspaces, Arrivals arrivals, Polling polling, ILogger<PollSourcesTrigger> log)
{
    [Function("PollSources")]
    public async Task Run([TimerTrigger("30 */15 * * * *")] TimerInfo timer, CancellationToken cancel)
    {
        if (await workspaces.Current(cancel) is not { } inUse) return;
        var files = (await arrivals.ReadNew(inUse, cancel)).Files;
        log.Polled(files);
        await polling.Run(inUse, cancel);
    }
}
