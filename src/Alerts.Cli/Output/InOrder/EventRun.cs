using System.Buffers;

namespace Alerts.Cli.Output.InOrder;

/// <summary>Events in memory: where each stands, and what is told of it.</summary>
internal sealed class EventRun
{
    private Item[] _items = new Item[1024];

    /// <summary>What is told of all of them, one after the other.</summary>
    public GrowingBytes Bytes { get; } = new();

    public int Count { get; private set; }

    public ref readonly EventPlace Place(int at) => ref _items[at].Place;

    public ReadOnlySpan<byte> Told(int at) => Bytes.Written(_items[at].From, _items[at].Length);

    /// <summary>What was written since the last one is told of this event.</summary>
    public void End(Alerts.Core.Alerting.AlertEvent told, int order, int raised)
    {
        if (Count == _items.Length) _items = OfLength(2 * Count);
        var from = Count == 0 ? 0 : _items[Count - 1].From + _items[Count - 1].Length;
        _items[Count++] = new(new(told, order, raised), from, Bytes.WrittenCount - from);
    }

    // By merging: the library's sorting of values is compiled when the program runs. Most come in runs that are in order.
    public void Sort()
    {
        var (from, to) = (_items, new Item[_items.Length]);
        for (var width = 1; width < Count; width *= 2)
        {
            for (var left = 0; left < Count; left += 2 * width) Merge(from, to, left, Math.Min(left + width, Count), Math.Min(left + (2 * width), Count));
            (from, to) = (to, from);
        }
        _items = from;
    }

    public void Clear()
    {
        Count = 0;
        Bytes.Clear();
    }

    private static void Merge(Item[] from, Item[] to, int left, int middle, int end)
    {
        if (middle >= end || from[middle - 1].Place.OrderAgainst(from[middle].Place) <= 0)
        {
            Array.Copy(from, left, to, left, end - left);
            return;
        }
        var (a, b) = (left, middle);
        for (var at = left; at < end; at++) to[at] = b >= end || (a < middle && from[a].Place.OrderAgainst(from[b].Place) <= 0) ? from[a++] : from[b++];
    }

    // Not by the library's resizing, which is compiled when the program runs.
    private Item[] OfLength(int length)
    {
        var items = new Item[length];
        Array.Copy(_items, items, Count);
        return items;
    }

    private struct Item(EventPlace place, int from, int length)
    {
        public EventPlace Place = place;
        public int From = from;
        public int Length = length;
    }
}
