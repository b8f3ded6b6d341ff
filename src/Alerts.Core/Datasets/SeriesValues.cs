using System.Collections;
using Alerts.Core.Observations;

namespace Alerts.Core.Datasets;

/// <summary>The values of one series among those of a file, in order of period. They stay where they are: a file may have millions.</summary>
public sealed class SeriesValues : IReadOnlyList<ReadValue>
{
    private readonly IReadOnlyList<ReadValue> _values;
    private readonly ArraySegment<int> _positions;
    private readonly PackedValues? _packed;
    private (ReadValue Value, int Position)[]? _unpacked;

    private SeriesValues(IReadOnlyList<ReadValue> values, ArraySegment<int> positions)
    {
        (_values, _positions) = (values, positions);
        Series = values[positions[0]].Series;
    }

    private SeriesValues(PackedValues packed)
    {
        (_values, _packed) = ([], packed);
        Series = packed.Series;
    }

    public string Series { get; }

    public Period First => _packed?.First ?? this[0].Period;

    public Period Last => _packed?.Last ?? this[^1].Period;

    public int Count => _packed?.Count ?? _positions.Count;

    public ReadValue this[int index] => _packed is null ? _values[_positions[index]] : Unpacked()[index].Value;

    /// <summary>Where a value of the series stands among all.</summary>
    public int Position(int index) => _packed is null ? _positions[index] : Unpacked()[index].Position;

    /// <returns>In the order in which the series first appear; none of them is empty. To be kept no longer than needed: one that was looked into holds its values unpacked.</returns>
    public static IReadOnlyList<SeriesValues> Of(IReadOnlyList<ReadValue> values)
    {
        if (values is FileValues packed) return new BySeries(packed.Series);
        var (seriesOf, ends, isInOrder) = Numbered(values);
        for (var series = 1; series < ends.Count; series++) ends[series] += ends[series - 1];
        var positions = new int[values.Count];
        var next = ends.ToArray();
        for (var at = values.Count - 1; at >= 0; at--) positions[--next[seriesOf[at]]] = at;
        return [.. next.Select((from, series) => new ArraySegment<int>(positions, from, ends[series] - from)).Select((ofSeries, series) => new SeriesValues(values, isInOrder[series] ? ofSeries : InOrder(values, ofSeries)))];
    }

    public IEnumerator<ReadValue> GetEnumerator()
    {
        if (_packed is { IsInOrder: true } && _unpacked is null)
        {
            for (var cursor = _packed.Read(); cursor.Next();) yield return cursor.Value;
            yield break;
        }
        for (var at = 0; at < Count; at++) yield return this[at];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private (ReadValue Value, int Position)[] Unpacked()
    {
        if (_unpacked is { } known) return known;
        var unpacked = new (ReadValue Value, int Position)[_packed!.Count];
        var cursor = _packed.Read();
        for (var at = 0; cursor.Next(); at++) unpacked[at] = (cursor.Value, cursor.Place);
        if (!_packed.IsInOrder) Array.Sort(unpacked, static (one, other) => one.Value.Period.CompareTo(other.Value.Period) is var byPeriod and not 0 ? byPeriod : one.Position.CompareTo(other.Position));
        return _unpacked = unpacked;
    }

    // Made anew for whoever asks, so that none is held unpacked.
    private sealed class BySeries(IReadOnlyList<PackedValues> series) : IReadOnlyList<SeriesValues>
    {
        public int Count => series.Count;

        public SeriesValues this[int index] => new(series[index]);

        public IEnumerator<SeriesValues> GetEnumerator() => series.Select(values => new SeriesValues(values)).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    /// <returns>The number of each value's series, in the order in which they first appear; how many values each has, and whether they come in order of period, as nearly all do.</returns>
    private static (int[] SeriesOf, List<int> Counts, List<bool> IsInOrder) Numbered(IReadOnlyList<ReadValue> values)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var seriesOf = new int[values.Count];
        var (counts, newest, isInOrder) = (new List<int>(), new List<Period>(), new List<bool>());
        for (var at = 0; at < seriesOf.Length; at++)
        {
            var value = values[at];
            if (!numbers.TryGetValue(value.Series, out var number))
            {
                numbers[value.Series] = number = counts.Count;
                counts.Add(0);
                newest.Add(value.Period);
                isInOrder.Add(true);
            }
            seriesOf[at] = number;
            counts[number]++;
            if (newest[number].CompareTo(value.Period) > 0) isInOrder[number] = false;
            newest[number] = value.Period;
        }
        return (seriesOf, counts, isInOrder);
    }

    private static ArraySegment<int> InOrder(IReadOnlyList<ReadValue> values, ArraySegment<int> positions)
    {
        positions.AsSpan().Sort((one, other) => values[one].Period.CompareTo(values[other].Period) is var byPeriod and not 0 ? byPeriod : one.CompareTo(other));
        return positions;
    }
}
