using System.Collections;

namespace Alerts.Core.Observations;

/// <summary>
/// A list of values. The library's list of a value type is compiled when the program runs, and slowly run until then;
/// this one is compiled ahead, for every type that this project keeps in one.
/// </summary>
public sealed class Column<T> : IReadOnlyList<T>
    where T : struct
{
    // Nothing here but Span calls the library's generic code, for the same reason.
    private T[] _items = new T[4];

    public int Count { get; private set; }

    public T this[int at]
    {
        get => _items[Checked(at)];
        set => _items[Checked(at)] = value;
    }

    /// <summary>All of them, for loops over plain numbers; until one is added or removed.</summary>
    public ReadOnlySpan<T> Span => new(_items, 0, Count);

    public void Add(T item)
    {
        if (Count == _items.Length) EnsureCapacity(Count * 2);
        _items[Count++] = item;
    }

    public void Insert(int at, T item)
    {
        Add(item);
        Array.Copy(_items, at, _items, at + 1, Count - 1 - at);
        _items[at] = item;
    }

    public void RemoveAt(int at)
    {
        Array.Copy(_items, at + 1, _items, at, Count - at - 1);
        RemoveFrom(Count - 1);
    }

    /// <summary>Removes all from a position on.</summary>
    public void RemoveFrom(int at)
    {
        Array.Clear(_items, at, Count - at);
        Count = at;
    }

    public void EnsureCapacity(int capacity)
    {
        if (capacity <= _items.Length) return;
        var items = new T[capacity];
        Array.Copy(_items, items, Count);
        _items = items;
    }

    private int Checked(int at) => at < Count ? at : throw Beyond(at);

    // By itself, so that the check is small enough to be made in place.
    private InvalidOperationException Beyond(int at) => new($"position {at} of {Count}");

    public IEnumerator<T> GetEnumerator()
    {
        for (var at = 0; at < Count; at++) yield return _items[at];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
