using Alerts.Cli.Output;
using Alerts.Cli.Telemetry;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Embedded;

/// <summary>Brings a workspace up to date: one pass over all that lies in the inbox.</summary>
/// <param name="published">For all files; null: as their names say, else now.</param>
internal sealed class Keeper(Workspace workspace, DateTimeOffset? published, Screen screen, Watchers watchers, TimeProvider clock)
{
    public async Task<int> Once(CancellationToken cancel)
    {
        using var alone = Composition.Alone(workspace, clock);
        using var parts = new Composition(workspace, clock);
        var counts = new RunCounts();
        var report = new RunReport(screen, workspace, counts);
        var pass = new Pass(workspace, parts, report, watchers, clock);
        await pass.Start();
        await pass.Pump(cancel);
        foreach (var file in new Inbox(workspace, clock, new()).Files(published).TakeWhile(_ => !cancel.IsCancellationRequested))
        {
            var (bytes, complaint) = await file.Read();
            if (bytes is null) report.Unreadable(complaint!);
            else await pass.Read(file, bytes, published, cancel);
        }
        await pass.Poll(cancel);
        if (!cancel.IsCancellationRequested)
        {
            await pass.End(cancel);
            await pass.Days(cancel);
        }
        await pass.Waiting();
        report.Finished();
        watchers.Ended(counts);
        if (!cancel.IsCancellationRequested) await parts.TellWatchdog(screen, waits: true);
        return counts.ExitCode;
    }
}
