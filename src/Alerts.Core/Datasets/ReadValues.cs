using System.Globalization;
using Alerts.Core.Observations;

namespace Alerts.Core.Datasets;

/// <summary>
/// The values of a table, one for each series and period. Of equal ones the first is kept, with a warning; where they
/// differ all are quarantined, for the last must not win in silence.
/// </summary>
internal sealed class ReadValues(ReadingDraft draft)
{
    private readonly LongList<ReadValue> _values = new();
    private readonly Dictionary<int, List<Repeat>> _repeats = [];

    // Where each value stands. Not kept before a period comes out of order, for it costs more than the values themselves.
    private Dictionary<(string Series, Period Period), int>? _positions;

    /// <param name="column">Header of the column that the value stands in.</param>
    public void Add(SeriesInFile series, Period period, decimal value, int line, string column)
    {
        var read = new ReadValue(series.Definition.Id, period, value, series.Definition.Unit, [line]);
        if (!series.Extends(period)) _positions ??= Positions();
        if (_positions is null || _positions.TryAdd((read.Series, period), _values.Count))
        {
            _values.Add(read);
            return;
        }
        var first = _positions[(read.Series, period)];
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

    private Dictionary<(string Series, Period Period), int> Positions()
    {
        var positions = new Dictionary<(string, Period), int>();
        for (var at = 0; at < _values.Count; at++) positions.Add((_values[at].Series, _values[at].Period), at);
        return positions;
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
}
