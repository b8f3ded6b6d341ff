using System.Collections;

namespace Alerts.Core.Datasets;

/// <summary>A list that grows without moving what it holds. A file may have millions of values, and a list that doubles needs room for three times as many.</summary>
internal sealed class LongList<T> : IReadOnlyList<T>
{
    private const int PartLength = 8_192;
    private const int FirstLength = 16;

    private readonly List<T[]> _parts = [];
    private T[] _newest = [];

    public int Count { get; private set; }

    public T this[int index] => index < Count ? _parts[index / PartLength][index % PartLength] : throw new ArgumentOutOfRangeException(nameof(index));

    public void Add(T item)
    {
        var at = Count % PartLength;
        if (at == 0)
        {
            _newest = new T[Count == 0 ? FirstLength : PartLength];
            _parts.Add(_newest);
        }
        else if (at == _newest.Length)
        {
            // Only the first part, for most files are small.
            Array.Resize(ref _newest, _newest.Length * 2);
            _parts[^1] = _newest;
        }
        _newest[at] = item;
        Count++;
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (var at = 0; at < Count; at++) yield return this[at];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
