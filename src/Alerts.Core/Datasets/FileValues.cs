using System.Collections;
using Alerts.Core.Observations;

namespace Alerts.Core.Datasets;

/// <summary>The values of a file in its order, held series by series in a few bytes each: a file may have millions. To go through them by series is fast, by place it is not.</summary>
internal sealed class FileValues : IReadOnlyList<ReadValue>
{
    private readonly List<PackedValues> _series = [];
    private readonly Dictionary<(string Series, Unit Unit), PackedValues> _byId = [];
    private ReadValue[]? _listed;

    /// <summary>In the order in which they first appear.</summary>
    public IReadOnlyList<PackedValues> Series => _series;

    public int Count { get; private set; }

    public ReadValue this[int index] => (_listed ??= [.. this])[index];

    /// <param name="values">On one line each, or none; of no earlier publication.</param>
    public static FileValues Of(IEnumerable<ReadValue> values)
    {
        var packed = new FileValues();
        foreach (var value in values) packed.Add(packed.Of(value.Series, value.Unit), value.Period, value.Value, value.Rows.Count == 0 ? 0 : value.Rows[0]);
        return packed;
    }

    /// <summary>The values of a series; none before the first is added.</summary>
    public PackedValues Of(string series, Unit unit)
    {
        if (_byId.TryGetValue((series, unit), out var known)) return known;
        return _byId[(series, unit)] = new(series, unit);
    }

    /// <param name="values">Of <see cref="Of(string, Unit)"/>.</param>
    /// <param name="line">0 where it stands on none.</param>
    public void Add(PackedValues values, Period period, decimal value, int line)
    {
        if (values.Count == 0) _series.Add(values);
        values.Add(Count++, period, value, line);
    }

    public IEnumerator<ReadValue> GetEnumerator()
    {
        var next = new PriorityQueue<PackedValues.Cursor, int>();
        foreach (var series in _series) Enqueue(series.Read());
        while (next.TryDequeue(out var cursor, out _))
        {
            yield return cursor.Value;
            Enqueue(cursor);
        }

        void Enqueue(PackedValues.Cursor cursor)
        {
            if (cursor.Next()) next.Enqueue(cursor, cursor.Place);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
