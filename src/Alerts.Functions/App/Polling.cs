using Alerts.Azure.Files;
using Alerts.Core.UseCases;
using Microsoft.Extensions.Logging;

namespace Alerts.Functions.App;

/// <summary>Polls publishers that are due, one instance at a time. What is left when time is up is due still, and polled by the next run.</summary>
internal sealed class Polling(IAppState state, Arrivals arrivals, IRawFileStore rawFiles, ISourceStore sources, TimeProvider clock, ILogger<Polling> log)
{
    private const string Turn = "polling";

    // Of the ten minutes that a run may take, an answer may take as long again.
    private static readonly TimeSpan NoneBegunAfter = TimeSpan.FromMinutes(3);

    // Until the run itself is ended.
    private static readonly TimeSpan ForATurn = TimeSpan.FromMinutes(10);

    public async Task Run(InUse inUse, CancellationToken cancel)
    {
        if (inUse.Publishers is not { } publishers) return;
        var poll = new PollSources(new FetchSource(publishers, clock), rawFiles, sources, Adapters.Sources.PollSchedule.Next, clock);
        if ((await poll.Due(inUse.Workspace, cancel)).Count == 0) return;
        await using var turn = await state.Take(Turn, cancel);
        if (turn is null)
        {
            log.LeftToSweep("polling", "publishers are being asked");
            return;
        }
        var began = clock.GetUtcNow();
        foreach (var dataset in await poll.Due(inUse.Workspace, cancel))
        {
            if (clock.GetUtcNow() - began > NoneBegunAfter) return;
            await Poll(inUse, poll, dataset, cancel);
        }
    }

    // A source that cannot be polled must not keep away those after it.
    private async Task Poll(InUse inUse, PollSources poll, Core.Datasets.Dataset dataset, CancellationToken cancel)
    {
        try
        {
            var polled = await poll.Run(inUse.Workspace, dataset, (file, bytes, choice) => arrivals.Take(inUse, file, bytes, choice, ForATurn, cancel), cancel);
            var (outcome, files) = (polled.Outcome, polled.Files.Count);
            if (polled.NeedsAPerson) log.SourceNeedsAPerson(polled.Dataset, outcome, polled.Reason ?? "");
            else log.SourcePolled(polled.Dataset, outcome, files);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.FileFailed(error, dataset.Id);
        }
    }
}
