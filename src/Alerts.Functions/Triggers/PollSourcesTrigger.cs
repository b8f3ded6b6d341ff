using Alerts.Functions.App;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Alerts.Functions.Triggers;

/// <summary>Looks for new files at the sources that are known: in this version, the inbox alone.</summary>
internal sealed class PollSourcesTrigger(WorkspaceInUse workspaces, Arrivals arrivals, ILogger<PollSourcesTrigger> log)
{
    [Function("PollSources")]
    public async Task Run([TimerTrigger("30 */15 * * * *")] TimerInfo timer, CancellationToken cancel)
    {
        if (await workspaces.Current(cancel) is not { } inUse) return;
        var files = await arrivals.ReadNew(inUse, cancel);
        log.Polled(files);
    }
}
