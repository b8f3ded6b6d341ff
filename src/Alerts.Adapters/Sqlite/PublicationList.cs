using System.Collections;
using Alerts.Core.Observations;

namespace Alerts.Adapters.Sqlite;

/// <summary>Publications in the order of their sequence. It stays as it is; a longer one shares what both have.</summary>
internal sealed class PublicationList : IReadOnlyList<Publication>
{
    // Behind its own lie those of longer lists.
    private readonly Publication[] _shared;

    private PublicationList(Publication[] shared, int count) => (_shared, Count) = (shared, count);

    public static PublicationList Empty { get; } = new([], 0);

    public int Count { get; }

    /// <summary>The sequence of its last one; 0 where there is none.</summary>
    public long Last => Count == 0 ? 0 : _shared[Count - 1].Sequence;

    public Publication this[int index] => index < Count ? _shared[index] : throw new ArgumentOutOfRangeException(nameof(index));

    /// <exception cref="KeyNotFoundException">There is none of that sequence.</exception>
    public Publication Of(long sequence)
    {
        var (low, high) = (0, Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var compared = _shared[middle].Sequence.CompareTo(sequence);
            if (compared == 0) return _shared[middle];
            if (compared < 0) low = middle + 1;
            else high = middle - 1;
        }
        throw new KeyNotFoundException($"there is no publication {sequence}");
    }

    /// <summary>Of a list that was made longer once no other is made.</summary>
    /// <param name="newer">Of higher sequences, in their order.</param>
    public PublicationList With(IReadOnlyList<Publication> newer)
    {
        var shared = _shared;
        if (Count + newer.Count > shared.Length) Array.Resize(ref shared, Math.Max(2 * Count, Count + newer.Count));
        for (var at = 0; at < newer.Count; at++) shared[Count + at] = newer[at];
        return new(shared, Count + newer.Count);
    }

    public IEnumerator<Publication> GetEnumerator() => new ArraySegment<Publication>(_shared, 0, Count).AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
