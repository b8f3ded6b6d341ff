namespace Alerts.Cli.Output.InOrder;

/// <summary>Events that come one after the other, in order.</summary>
internal abstract class EventSource
{
    /// <returns>False after the last.</returns>
    public abstract bool Next();

    public abstract ref readonly EventPlace Place { get; }

    /// <summary>What is told of it; valid until the next.</summary>
    public abstract ReadOnlySpan<byte> Told { get; }
}

/// <summary>A run that is in order.</summary>
internal sealed class RunInMemory(EventRun run) : EventSource
{
    private int _at = -1;

    public override ref readonly EventPlace Place => ref run.Place(_at);

    public override ReadOnlySpan<byte> Told => run.Told(_at);

    public override bool Next() => ++_at < run.Count;
}

/// <summary>Several sources as one.</summary>
internal static class EventMerge
{
    public static void Tell(IEnumerable<EventSource> sources, EventsInOrder.Teller tell)
    {
        // A heap: none stands before the one at half its position.
        var heap = sources.Where(source => source.Next()).ToArray();
        for (var at = (heap.Length / 2) - 1; at >= 0; at--) Sink(heap, at, heap.Length);
        for (var count = heap.Length; count > 0;)
        {
            tell(heap[0].Told);
            if (!heap[0].Next()) heap[0] = heap[--count];
            Sink(heap, 0, count);
        }
    }

    private static void Sink(EventSource[] heap, int at, int count)
    {
        for (int child; (child = (2 * at) + 1) < count; at = child)
        {
            if (child + 1 < count && heap[child + 1].Place.OrderAgainst(heap[child].Place) < 0) child++;
            if (heap[at].Place.OrderAgainst(heap[child].Place) <= 0) return;
            (heap[at], heap[child]) = (heap[child], heap[at]);
        }
    }
}
