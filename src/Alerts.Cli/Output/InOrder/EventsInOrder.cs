using System.Buffers;
using Alerts.Core.Alerting;

namespace Alerts.Cli.Output.InOrder;

/// <summary>
/// Events that come in any order, told in order of publication, rule, instance and period. Each is kept as no more than what is told of it, in runs
/// that go into a temporary file when they are full: memory does not grow with the events.
/// </summary>
/// <param name="write">What is told of an event; called by several at once.</param>
/// <param name="mostInMemory">Bytes of a run; there are as many runs in memory as add at once.</param>
internal sealed class EventsInOrder(Action<AlertEvent, IBufferWriter<byte>> write, int mostInMemory = 8 * 1024 * 1024) : IDisposable
{
    private readonly Lock _turn = new();
    private readonly Stack<EventRun> _growing = new();
    private readonly List<EventSource> _full = [];
    private SpilledRuns? _spilled;
    private int _count;

    public delegate void Teller(ReadOnlySpan<byte> told);

    public int Count => _count;

    /// <param name="order">The place of their rule instance among all.</param>
    /// <param name="events">Of one instance, in the order raised. Several may add at once.</param>
    public void Add(int order, IReadOnlyList<AlertEvent> events)
    {
        if (events.Count == 0) return;
        Interlocked.Add(ref _count, events.Count);
        EventRun? run;
        lock (_turn)
            if (!_growing.TryPop(out run)) run = new();
        for (var at = 0; at < events.Count; at++)
        {
            write(events[at], run.Bytes);
            run.End(events[at], order, at);
        }
        var isFull = run.Bytes.WrittenCount >= mostInMemory;
        if (isFull) run.Sort();
        lock (_turn)
        {
            if (isFull) _full.Add((_spilled ??= new()).Write(run));
            _growing.Push(run);
        }
    }

    public void Tell(Teller tell)
    {
        foreach (var run in _growing) run.Sort();
        EventMerge.Tell([.. _full, .. _growing.Select(run => new RunInMemory(run))], tell);
    }

    public void Dispose() => _spilled?.Dispose();
}
