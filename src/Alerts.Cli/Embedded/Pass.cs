using Alerts.Cli.Output;
using Alerts.Cli.Telemetry;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Embedded;

/// <summary>The steps of a pass over a workspace: what was left over, each new file with all that it causes, and where things stand.</summary>
/// <param name="others">Hear what the report hears.</param>
/// <param name="sending">How long messages are sent before it is time for the next step; null: until none is due.</param>
internal sealed class Pass(Workspace workspace, Composition parts, RunReport report, Watchers others, TimeProvider clock, TimeSpan? sending = null)
{
    private readonly IRunObserver _all = others.With(report, parts);

    /// <summary>Rules that are new or changed say where they stand. Comes before what was left over is evaluated: a rule that changed must not be mixed with the state of the old one.</summary>
    public async Task Start()
    {
        _all.Raised(await parts.Evaluate.CatchUp(workspace, CancellationToken.None));
        await parts.Noise.Release(workspace, CancellationToken.None);
    }

    /// <param name="published">Null: as the file's name says, else now.</param>
    public async Task<Ingested> Read(InboxFile file, byte[] bytes, DateTimeOffset? published, CancellationToken cancel)
    {
        var watch = new Watch(clock);
        var ingested = await parts.Intake.Read(workspace, file.Name, bytes, new(Published: published ?? parts.Reads.Published(bytes)), CancellationToken.None);
        if (ingested is FileRead read) parts.Reads.Add(read);
        _all.Read(ingested, watch.Read());
        await Pump(cancel);
        return ingested;
    }

    /// <summary>Reads a file that was fetched, with all that it causes.</summary>
    public async Task<Ingested> Take(string file, ReadOnlyMemory<byte> bytes, IngestChoice choice)
    {
        var watch = new Watch(clock);
        var ingested = await parts.Intake.Read(workspace, file, bytes, choice, CancellationToken.None);
        _all.Read(ingested, watch.Read());
        await Pump(CancellationToken.None);
        return ingested;
    }

    /// <summary>Polls every source that is due, once.</summary>
    public async Task Poll(CancellationToken cancel)
    {
        foreach (var dataset in (await parts.Poll.Due(workspace, CancellationToken.None)).TakeWhile(_ => !cancel.IsCancellationRequested))
        {
            try
            {
                Polled(await parts.Poll.Run(workspace, dataset, Take, cancel));
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                // It is due still, and asked by the next run.
                return;
            }
        }
    }

    public void Polled(Polled polled) => _all.Polled(polled);

    /// <summary>All that lay there was read: what was applied in silence says where it stands.</summary>
    public async Task End(CancellationToken cancel)
    {
        _all.Raised(await parts.Evaluate.AnnounceStanding(workspace, CancellationToken.None));
        await Pump(cancel);
    }

    /// <summary>What follows from the days that have passed: all that was published until now is to be read before.</summary>
    public async Task Days(CancellationToken cancel)
    {
        _all.Raised(await parts.Days.Run(workspace, CancellationToken.None));
        await Pump(cancel);
    }

    /// <summary>Work that was lost is queued again, and done.</summary>
    public async Task Sweep(CancellationToken cancel)
    {
        var watch = new Watch(clock);
        _all.Swept(await parts.Sweep.Run(workspace, CancellationToken.None), watch.Read());
        await Pump(cancel);
    }

    /// <returns>How many messages are to be tried.</returns>
    public async Task<int> Waiting()
    {
        var waiting = await parts.Notifications.Waiting(CancellationToken.None);
        _all.Waiting(waiting, clock.GetUtcNow());
        return waiting.Count;
    }

    /// <param name="cancel">Ends it between two items of work.</param>
    public async Task Pump(CancellationToken cancel)
    {
        using var enough = new CancellationTokenSource(sending ?? Timeout.InfiniteTimeSpan, clock);
        await parts.Worker.Run(workspace, _all, cancel, enough.Token);
        report.Pumped();
    }
}
