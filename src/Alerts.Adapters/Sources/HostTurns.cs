using System.Collections.Concurrent;

namespace Alerts.Adapters.Sources;

/// <summary>Politeness: one request to a host at a time, with a gap between them.</summary>
internal sealed class HostTurns(TimeSpan gap, TimeProvider clock) : IDisposable
{
    private readonly ConcurrentDictionary<string, Turn> _turns = new(StringComparer.OrdinalIgnoreCase);

    public async Task<T> In<T>(string host, Func<Task<T>> work, CancellationToken cancel)
    {
        var turn = _turns.GetOrAdd(host, _ => new());
        await turn.One.WaitAsync(cancel);
        try
        {
            if (turn.Ended is { } ended && clock.GetElapsedTime(ended) is var passed && passed < gap) await Task.Delay(gap - passed, clock, cancel);
            return await work();
        }
        finally
        {
            turn.Ended = clock.GetTimestamp();
            turn.One.Release();
        }
    }

    public void Dispose()
    {
        foreach (var turn in _turns.Values) turn.One.Dispose();
    }

    private sealed class Turn
    {
        public SemaphoreSlim One { get; } = new(1, 1);

        public long? Ended { get; set; }
    }
}
