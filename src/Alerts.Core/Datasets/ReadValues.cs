using System.Globalization;
using Alerts.Core.Observations;

namespace Alerts.Core.Datasets;

/// <summary>
/// The values of a table, one for each series and period. Of equal ones the first is kept, with a warning; where they
/// differ all are quarantined, for the last must not win in silence.
/// </summary>
internal sealed class ReadValues(ReadingDraft draft)
{
    private readonly List<ReadValue> _values = [];
    private readonly Dictionary<Key, int> _positions = [];
    private readonly Dictionary<int, List<Repeat>> _repeats = [];

    /// <param name="column">Header of the column that the value stands in.</param>
    public void Add(SeriesInFile series, Period period, decimal value, int line, string column)
    {
        var read = new ReadValue(series.Definition.Id, period, value, series.Definition.Unit, [line]);
        if (_positions.TryAdd(new(series.Index, period), _values.Count))
        {
            _values.Add(read);
            return;
        }
        var first = _positions[new(series.Index, period)];
        if (!_repeats.TryGetValue(first, out var repeats)) _repeats[first] = repeats = [];
        repeats.Add(new(read, column));
    }

    /// <summary>Settles the repeats. Ends the adding.</summary>
    public IReadOnlyList<ReadValue> Settled()
    {
        if (_repeats.Count == 0) return _values;
        var conflicts = new HashSet<int>();
        foreach (var (first, repeats) in _repeats)
        {
            if (repeats.Exists(repeat => repeat.Value.Value != _values[first].Value))
            {
                conflicts.Add(first);
                Quarantine(_values[first], repeats);
            }
            else
            {
                Warn(_values[first], repeats);
            }
        }
        return conflicts.Count == 0 ? _values : [.. _values.Where((_, at) => !conflicts.Contains(at))];
    }

    private void Warn(ReadValue first, List<Repeat> repeats)
    {
        foreach (var (value, column) in repeats)
        {
            draft.Warn("duplicate-identical", value.Rows[0], column, $"repeats line {first.Rows[0]}: {first.Series}, {first.Period}", Text(value), "kept once, nothing to do");
        }
    }

    private void Quarantine(ReadValue first, List<Repeat> repeats)
    {
        var lines = string.Join(", ", repeats.Select(repeat => repeat.Value.Rows[0]).Prepend(first.Rows[0]).Take(10));
        var fault = new RowFault("duplicate-conflict", $"{first.Series} has different values for {first.Period} on lines {lines}, in {first.Unit}", "rows set aside until a person or a later file settles it");
        foreach (var (value, column) in repeats.Prepend(new(first, repeats[0].Column))) draft.Quarantine(value.Rows[0], column, fault, Text(value), value);
    }

    private static string Text(ReadValue value) => value.Value.ToString(CultureInfo.InvariantCulture);

    private sealed record Repeat(ReadValue Value, string Column);

    /// <summary>A series and a period; the kind of a period follows from its days.</summary>
    private readonly record struct Key(int Series, int First, int Last)
    {
        public Key(int series, Period period)
            : this(series, period.First.DayNumber, period.Last.DayNumber)
        {
        }

        // The days of one series are neighbours, and those of different series far apart.
        public override int GetHashCode() => unchecked(Last + (Series * 4099) + ((Last - First) << 20));

        public bool Equals(Key other) => Last == other.Last && Series == other.Series && First == other.First;
    }
}
