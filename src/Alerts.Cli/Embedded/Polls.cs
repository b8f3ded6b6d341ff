using Alerts.Core.UseCases;

namespace Alerts.Cli.Embedded;

/// <summary>Polls beside the other work of a run: one source at a time is asked while files are read and messages go out, and what came is read in its turn.</summary>
internal sealed class Polls
{
    private Task<FetchedSource>? _asking;
    private DateTimeOffset? _next;
    private bool _isKnown;

    /// <summary>When the next source is due; null: none is, or one is being asked.</summary>
    public DateTimeOffset? NextDue => _asking is not null ? null : _isKnown ? _next : DateTimeOffset.MinValue;

    /// <summary>The parts that ask are gone: an answer that is on its way is nobody's, and its source is due still.</summary>
    public void Forget()
    {
        _asking = null;
        _isKnown = false;
    }

    /// <summary>Takes what came, if anything has, and asks the next source that is due.</summary>
    /// <param name="wake">Called when an answer is there.</param>
    /// <returns>What was polled; null where there is nothing to read yet.</returns>
    public async Task<Polled?> Round(Workspace workspace, PollSources poll, Pass pass, Action wake, DateTimeOffset now, CancellationToken cancel)
    {
        if (_asking is { IsCompleted: true } answered)
        {
            Forget();
            // An exception is a bug, and as loud as one.
            if (!answered.IsCanceled) return await poll.Take(workspace, await answered, pass.Take, CancellationToken.None);
        }
        if (!_isKnown)
        {
            _next = await poll.NextDue(workspace, cancel);
            _isKnown = true;
        }
        return _asking is null && _next <= now && !cancel.IsCancellationRequested ? await Ask(workspace, poll, wake, cancel) : null;
    }

    private async Task<Polled?> Ask(Workspace workspace, PollSources poll, Action wake, CancellationToken cancel)
    {
        foreach (var dataset in await poll.Due(workspace, cancel))
        {
            var (before, held) = await poll.Before(dataset, cancel);
            if (held is { } until)
            {
                _isKnown = false;
                return await poll.Wait(workspace, dataset, before, until, cancel);
            }
            _asking = Task.Run(() => poll.Fetch(dataset, before, cancel), CancellationToken.None);
            _ = _asking.ContinueWith(_ => wake(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            return null;
        }
        _isKnown = false;
        return null;
    }
}
