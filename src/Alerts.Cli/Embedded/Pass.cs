using Alerts.Cli.Output;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Embedded;

/// <summary>One pass over a workspace: what was left over, then each new file with all that it causes.</summary>
internal sealed class Pass(Workspace workspace, Composition parts, RunReport report)
{
    /// <param name="files">In the order in which they are taken.</param>
    /// <param name="published">For all of them; null: as their names say, else now.</param>
    /// <param name="cancel">Ends it between two steps.</param>
    public async Task Run(IReadOnlyList<InboxFile> files, DateTimeOffset? published, CancellationToken cancel)
    {
        // Before what was left over is evaluated: a rule that changed must not be mixed with the state of the old one.
        report.Raised(await parts.Evaluate.CatchUp(workspace, CancellationToken.None));
        await Pump(cancel);
        foreach (var file in files)
        {
            if (cancel.IsCancellationRequested) return;
            await Take(file, published);
            await Pump(cancel);
        }
        if (cancel.IsCancellationRequested) return;
        report.Raised(await parts.Evaluate.AnnounceStanding(workspace, CancellationToken.None));
        await Pump(cancel);
    }

    private async Task Take(InboxFile file, DateTimeOffset? published)
    {
        var (bytes, complaint) = await file.Read();
        if (bytes is null) report.Unreadable(complaint!);
        else report.Read(await parts.Ingest.Run(workspace, file.Name, bytes, new(Published: published), CancellationToken.None));
    }

    private async Task Pump(CancellationToken cancel)
    {
        await parts.Worker.Run(workspace, report, cancel);
        report.Pumped();
    }
}
