using System.Buffers;
using Alerts.Core.Alerting;

namespace Alerts.Cli.Output;

/// <summary>
/// Events that come in any order, told in order of publication, rule, instance and period. Each is kept as no more than what is told of it.
/// </summary>
/// <param name="write">What is told of an event; called by several at once.</param>
internal sealed class EventsInOrder(Action<AlertEvent, IBufferWriter<byte>> write) : IDisposable
{
    private readonly Lock _adding = new();
    private readonly SpilledBytes _told = new();
    private Place[] _places = new Place[1024];

    public delegate void Teller(ReadOnlySpan<byte> told);

    public int Count { get; private set; }

    /// <param name="order">The place of their rule instance among all.</param>
    /// <param name="events">Of one instance, in the order raised. Several may add at once.</param>
    public void Add(int order, IReadOnlyList<AlertEvent> events)
    {
        if (events.Count == 0) return;
        var buffer = new ArrayBufferWriter<byte>(256 * events.Count);
        var ends = new int[events.Count];
        for (var at = 0; at < ends.Length; at++)
        {
            write(events[at], buffer);
            ends[at] = buffer.WrittenCount;
        }
        lock (_adding)
        {
            var offset = _told.Append(buffer.WrittenSpan);
            if (Count + ends.Length > _places.Length) Array.Resize(ref _places, Math.Max(_places.Length * 2, Count + ends.Length));
            for (var at = 0; at < ends.Length; at++)
            {
                var from = at == 0 ? 0 : ends[at - 1];
                _places[Count++] = new(events[at], order, at, offset + from, ends[at] - from);
            }
        }
    }

    public void Tell(Teller tell)
    {
        var sorted = Sorted();
        for (var at = 0; at < Count; at++) tell(_told.Read(sorted[at].Offset, sorted[at].Length));
    }

    public void Dispose() => _told.Dispose();

    // By merging: the library's sorting of values is compiled when the program runs. Most come in runs that are in order.
    private Place[] Sorted()
    {
        var (from, to) = (_places, new Place[Count]);
        for (var width = 1; width < Count; width *= 2)
        {
            for (var left = 0; left < Count; left += 2 * width) Merge(from, to, left, Math.Min(left + width, Count), Math.Min(left + (2 * width), Count));
            (from, to) = (to, from.Length < Count ? new Place[Count] : from);
        }
        return from;
    }

    private static void Merge(Place[] from, Place[] to, int left, int middle, int end)
    {
        if (middle >= end || from[middle - 1].OrderAgainst(from[middle]) <= 0)
        {
            Array.Copy(from, left, to, left, end - left);
            return;
        }
        var (a, b) = (left, middle);
        for (var at = left; at < end; at++) to[at] = b >= end || (a < middle && from[a].OrderAgainst(from[b]) <= 0) ? from[a++] : from[b++];
    }

    private readonly struct Place(AlertEvent told, int order, int raised, long offset, int length)
    {
        private readonly long _published = told.Published.UtcTicks;
        private readonly long _sequence = told.Publication.Sequence;
        private readonly int _last = told.Period.Last.DayNumber;
        private readonly int _first = told.Period.First.DayNumber;
        private readonly int _order = order;
        private readonly int _raised = raised;

        public long Offset { get; } = offset;

        public int Length { get; } = length;

        public int OrderAgainst(in Place other)
        {
            if (_published != other._published) return _published < other._published ? -1 : 1;
            if (_sequence != other._sequence) return _sequence < other._sequence ? -1 : 1;
            if (_order != other._order) return _order < other._order ? -1 : 1;
            if (_last != other._last) return _last < other._last ? -1 : 1;
            if (_first != other._first) return _first < other._first ? -1 : 1;
            return _raised < other._raised ? -1 : _raised > other._raised ? 1 : 0;
        }
    }
}
