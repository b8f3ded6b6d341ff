using Alerts.Core.Alerting;
using Alerts.Core.UseCases;
using Microsoft.Extensions.Logging;

namespace Alerts.Functions.App;

/// <summary>Applies publications, one after the other in this instance; others may do the same, and whoever is later reads again.</summary>
internal sealed class Evaluating(EvaluateSeries evaluate, PassDays days, ILogger<Evaluating> log) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);

    public Task Run(InUse inUse, long sequence, CancellationToken cancel) => Alone(inUse, () => evaluate.Run(inUse.Workspace, sequence, cancel), cancel);

    /// <summary>Rules that are new or changed say where they stand. Before a file is read too: the first time is the moment from which on anything is announced.</summary>
    public Task CatchUp(InUse inUse, CancellationToken cancel) => Alone(inUse, () => Task.FromResult<IReadOnlyList<AlertEvent>>([]), cancel);

    /// <summary>What was applied in silence says where it stands.</summary>
    public Task AnnounceStanding(InUse inUse, CancellationToken cancel) => Alone(inUse, () => evaluate.AnnounceStanding(inUse.Workspace, cancel), cancel);

    /// <summary>What follows from days that have passed, once all files were read and applied.</summary>
    public Task PassDays(InUse inUse, CancellationToken cancel) => Alone(inUse, () => days.Run(inUse.Workspace, cancel), cancel);

    public void Dispose() => _one.Dispose();

    private async Task Alone(InUse inUse, Func<Task<IReadOnlyList<AlertEvent>>> work, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            if (!inUse.IsCaughtUp) Tell(await evaluate.CatchUp(inUse.Workspace, cancel));
            inUse.IsCaughtUp = true;
            Tell(await work());
        }
        finally
        {
            _one.Release();
        }
    }

    private void Tell(IReadOnlyList<AlertEvent> events)
    {
        foreach (var raised in events) log.Raised(raised.Id.Text, raised.Type, raised.Rule, raised.Period);
    }
}
