using System.Globalization;
using Alerts.Core.Observations;

namespace Alerts.Core.Datasets;

/// <summary>
/// The values of a table, one for each series and period. Of equal ones the first is kept, with a warning; where they
/// differ all are quarantined, for the last must not win in silence.
/// </summary>
internal sealed class ReadValues(ReadingDraft draft)
{
    private readonly FileValues _values = new();
    private readonly Dictionary<PackedValues, string> _columns = [];

    // Of the values that do not stand in the column in which their series was first met.
    private readonly Dictionary<int, string> _otherColumns = [];

    /// <param name="column">Header of the column that the value stands in.</param>
    public void Add(SeriesInFile series, Period period, decimal value, int line, string column)
    {
        var own = series.Values ??= _values.Of(series.Definition.Id, series.Definition.Unit);
        if (own.Count == 0) _columns[own] = column;
        series.Column ??= _columns[own];
        if (series.Column != column) _otherColumns[_values.Count] = column;
        _values.Add(own, period, value, line);
    }

    /// <summary>Settles the repeats. Ends the adding.</summary>
    public IReadOnlyList<ReadValue> Settled()
    {
        var repeated = _values.Series.Where(series => series.MayRepeat).SelectMany(Repeated).OrderBy(repeats => repeats[1].Place).ToList();
        if (repeated.Count == 0) return _values;
        var dropped = new HashSet<int>();
        foreach (var repeats in repeated)
        {
            var isConflict = repeats.Exists(repeat => repeat.Value.Value != repeats[0].Value.Value);
            if (isConflict) Quarantine(repeats);
            else Warn(repeats);
            dropped.UnionWith(repeats.Skip(isConflict ? 0 : 1).Select(repeat => repeat.Place));
        }
        return FileValues.Of(_values.Where((_, at) => !dropped.Contains(at)));
    }

    // Of each period that stands more than once all values, in the order of the file.
    private IEnumerable<List<Repeat>> Repeated(PackedValues series)
    {
        var values = new List<Repeat>(series.Count);
        for (var cursor = series.Read(); cursor.Next();) values.Add(new(cursor.Value, cursor.Place, _otherColumns.GetValueOrDefault(cursor.Place, _columns[series])));
        values.Sort((one, other) => one.Value.Period.CompareTo(other.Value.Period) is var byPeriod and not 0 ? byPeriod : one.Place.CompareTo(other.Place));
        for (int from = 0, to; from < values.Count; from = to)
        {
            for (to = from + 1; to < values.Count && values[to].Value.Period == values[from].Value.Period;) to++;
            if (to - from > 1) yield return values.GetRange(from, to - from);
        }
    }

    private void Warn(List<Repeat> repeats)
    {
        var first = repeats[0].Value;
        foreach (var (value, _, column) in repeats.Skip(1))
        {
            draft.Warn("duplicate-identical", LineOf(value), column, $"repeats line {LineOf(first)}: {first.Series}, {first.Period}", Text(value), "kept once, nothing to do");
        }
    }

    private void Quarantine(List<Repeat> repeats)
    {
        var first = repeats[0].Value;
        var lines = string.Join(", ", repeats.Select(repeat => LineOf(repeat.Value)).Take(10));
        var fault = new RowFault("duplicate-conflict", $"{first.Series} has different values for {first.Period} on lines {lines}, in {first.Unit}", "rows set aside until a person or a later file settles it");
        foreach (var (value, _, column) in repeats) draft.Quarantine(LineOf(value), column, fault, Text(value), value);
    }

    private static int LineOf(ReadValue value) => value.Rows[0];

    private static string Text(ReadValue value) => value.Value.ToString(CultureInfo.InvariantCulture);

    private readonly record struct Repeat(ReadValue Value, int Place, string Column);
}
