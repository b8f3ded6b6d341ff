using System.Collections;
using System.Runtime.CompilerServices;

namespace Alerts.Core.Observations;

/// <summary>Numbers of the rows that a value comes from. Nearly always one, which takes no object of its own: a file may have millions.</summary>
[CollectionBuilder(typeof(RowNumbers), nameof(Of))]
public readonly record struct RowNumbers : IReadOnlyList<int>
{
    private readonly int _only;
    private readonly int[]? _several;

    private RowNumbers(int only, int[]? several) => (_only, _several) = (only, several);

    public int Count => _several is not null ? _several.Length : _only == 0 ? 0 : 1;

    public int this[int index] => _several is not null ? _several[index] : index < Count ? _only : throw new ArgumentOutOfRangeException(nameof(index));

    /// <param name="rows">Each 1 or more.</param>
    public static RowNumbers Of(params ReadOnlySpan<int> rows) => rows.Length switch
    {
        0 => default,
        1 => new(rows[0], null),
        _ => new(0, rows.ToArray()),
    };

    public bool Equals(RowNumbers other) => _only == other._only && _several.AsSpan().SequenceEqual(other._several);

    public override int GetHashCode() => HashCode.Combine(_only, _several?.Length, _several?[0]);

    public IEnumerator<int> GetEnumerator()
    {
        for (var at = 0; at < Count; at++) yield return this[at];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
