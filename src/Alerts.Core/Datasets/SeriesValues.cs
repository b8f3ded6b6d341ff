using System.Collections;
using Alerts.Core.Observations;

namespace Alerts.Core.Datasets;

/// <summary>The values of one series among those of a file, in order of period. They stay where they are: a file may have millions.</summary>
public sealed class SeriesValues : IReadOnlyList<ReadValue>
{
    private readonly IReadOnlyList<ReadValue> _values;
    private readonly ArraySegment<int> _positions;

    private SeriesValues(IReadOnlyList<ReadValue> values, ArraySegment<int> positions)
    {
        (_values, _positions) = (values, positions);
        Series = values[positions[0]].Series;
    }

    public string Series { get; }

    public Period First => this[0].Period;

    public Period Last => this[^1].Period;

    public int Count => _positions.Count;

    public ReadValue this[int index] => _values[_positions[index]];

    /// <summary>Where a value of the series stands among all.</summary>
    public int Position(int index) => _positions[index];

    /// <returns>In the order in which the series first appear; none of them is empty.</returns>
    public static IReadOnlyList<SeriesValues> Of(IReadOnlyList<ReadValue> values)
    {
        var (seriesOf, ends) = Numbered(values);
        for (var series = 1; series < ends.Count; series++) ends[series] += ends[series - 1];
        var positions = new int[values.Count];
        var next = ends.ToArray();
        for (var at = values.Count - 1; at >= 0; at--) positions[--next[seriesOf[at]]] = at;
        return [.. next.Select((from, series) => new SeriesValues(values, InOrder(values, new(positions, from, ends[series] - from))))];
    }

    public IEnumerator<ReadValue> GetEnumerator()
    {
        foreach (var position in _positions) yield return _values[position];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <returns>The number of each value's series, in the order in which they first appear, and how many values each has.</returns>
    private static (int[] SeriesOf, List<int> Counts) Numbered(IReadOnlyList<ReadValue> values)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var seriesOf = new int[values.Count];
        var counts = new List<int>();
        for (var at = 0; at < seriesOf.Length; at++)
        {
            var series = values[at].Series;
            if (!numbers.TryGetValue(series, out var number))
            {
                numbers[series] = number = counts.Count;
                counts.Add(0);
            }
            seriesOf[at] = number;
            counts[number]++;
        }
        return (seriesOf, counts);
    }

    // Files are nearly always in order of period, and looking costs less than sorting.
    private static ArraySegment<int> InOrder(IReadOnlyList<ReadValue> values, ArraySegment<int> positions)
    {
        for (var at = 1; at < positions.Count; at++)
        {
            if (values[positions[at - 1]].Period.CompareTo(values[positions[at]].Period) <= 0) continue;
            positions.AsSpan().Sort((one, other) => values[one].Period.CompareTo(values[other].Period) is var byPeriod and not 0 ? byPeriod : one.CompareTo(other));
            break;
        }
        return positions;
    }
}
