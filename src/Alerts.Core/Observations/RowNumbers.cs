using System.Collections;
using System.Runtime.CompilerServices;

namespace Alerts.Core.Observations;

/// <summary>Numbers of the rows that a value comes from. Nearly always one, or some that follow each other, which take no object of their own: a file may have millions.</summary>
[CollectionBuilder(typeof(RowNumbers), nameof(Of))]
public readonly record struct RowNumbers : IReadOnlyList<int>
{
    private readonly int _first;
    private readonly int _count;
    private readonly int[]? _scattered;

    private RowNumbers(int first, int count, int[]? scattered) => (_first, _count, _scattered) = (first, count, scattered);

    public int Count => _count;

    public int this[int index] => (uint)index >= (uint)_count ? throw new ArgumentOutOfRangeException(nameof(index)) : _scattered is null ? _first + index : _scattered[index];

    /// <param name="rows">Each 1 or more.</param>
    public static RowNumbers Of(params ReadOnlySpan<int> rows) =>
        rows.IsEmpty ? default : new(rows[0], rows.Length, FollowEachOther(rows) ? null : rows.ToArray());

    public bool Equals(RowNumbers other) => _first == other._first && _count == other._count && _scattered.AsSpan().SequenceEqual(other._scattered);

    public override int GetHashCode() => HashCode.Combine(_first, _count);

    public IEnumerator<int> GetEnumerator()
    {
        for (var at = 0; at < Count; at++) yield return this[at];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static bool FollowEachOther(ReadOnlySpan<int> rows)
    {
        for (var at = 1; at < rows.Length; at++)
        {
            if (rows[at] != rows[0] + at) return false;
        }
        return true;
    }
}
