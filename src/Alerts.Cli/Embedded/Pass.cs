using Alerts.Cli.Output;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Embedded;

/// <summary>The steps of a pass over a workspace: what was left over, each new file with all that it causes, and where things stand.</summary>
internal sealed class Pass(Workspace workspace, Composition parts, RunReport report)
{
    /// <summary>Rules that are new or changed, then what was left over.</summary>
    public async Task Start(CancellationToken cancel)
    {
        // Before what was left over is evaluated: a rule that changed must not be mixed with the state of the old one.
        report.Raised(await parts.Evaluate.CatchUp(workspace, CancellationToken.None));
        await Pump(cancel);
    }

    /// <param name="published">Null: as the file's name says, else now.</param>
    public async Task<Ingested> Read(InboxFile file, byte[] bytes, DateTimeOffset? published, CancellationToken cancel)
    {
        var ingested = await parts.Ingest.Run(workspace, file.Name, bytes, new(Published: published), CancellationToken.None);
        report.Read(ingested);
        await Pump(cancel);
        return ingested;
    }

    /// <summary>All that lay there was read: what was applied in silence says where it stands.</summary>
    public async Task End(CancellationToken cancel)
    {
        report.Raised(await parts.Evaluate.AnnounceStanding(workspace, CancellationToken.None));
        await Pump(cancel);
    }

    /// <param name="cancel">Ends it between two items of work.</param>
    public async Task Pump(CancellationToken cancel)
    {
        await parts.Worker.Run(workspace, report, cancel);
        report.Pumped();
    }
}
