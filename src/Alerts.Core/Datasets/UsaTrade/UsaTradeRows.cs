using Alerts.Core.Observations;

namespace Alerts.Core.Datasets.UsaTrade;

/// <summary>A row for each value. What it is about stands in the columns in front of the time, and together they are the series' key.</summary>
internal sealed class UsaTradeRows : ITableLayoutRows
{
    private static readonly FileUnit Dollars = FileUnit.Find("USD")!;

    private readonly TableHeader _header;
    private readonly ValueCells _cells;
    private readonly DateText _dates;
    private readonly int _time;
    private readonly List<int> _values;
    private readonly Dictionary<string, SeriesInFile>.AlternateLookup<ReadOnlySpan<char>> _series;
    private readonly DatasetSeries? _unsuited;
    private char[] _key = new char[256];

    public UsaTradeRows(Dataset dataset, TableHeader header, ValueCells cells, DateTimeOffset published)
    {
        (_header, _cells) = (header, cells);
        _dates = new("yyyy-MM", Frequency.Monthly, published);
        _time = header.Find(UsaTradeReading.Time);
        _values = [.. Enumerable.Range(_time + 1, header.Names.Count - _time - 1).Where(at => header.Names[at].Length > 0)];
        var unit = _values.Count == 1 ? Unit(header.Names[_values[0]]) : null;
        _series = dataset.Series.Select(series => new SeriesInFile(unit?.To(series.Definition.Unit) is null ? series : series with { InFile = unit }))
            .ToDictionary(series => series.Key, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _unsuited = dataset.Series.FirstOrDefault(series => unit is not null && unit.To(series.Definition.Unit) is null);
    }

    public FileReading? HeaderFault(char? delimiter)
    {
        if (_header.Doubled(_header.Names.Where(name => name.Length > 0)) is { } doubled) return doubled;
        if (_values.Count != 1)
        {
            var what = _values.Count == 0 ? "no column of values stands behind \"Time\"" : $"more than one column stands behind \"Time\": {string.Join(", ", _values.Take(5).Select(at => $"\"{ReadingMessage.Shown(_header.Names[at])}\""))}";
            return Rejection.Of("header-not-recognised", _header.File, _header.Line, null, what, "file refused, export it with one measure");
        }
        if (_unsuited is { } series)
        {
            var name = _header.Names[_values[0]];
            return Rejection.Of("unit-unknown", _header.File, _header.Line, name, $"its figures are not in the unit of {series.Definition.Id}, {series.Definition.Unit}", "file refused, export another measure or correct the unit of the series");
        }
        return null;
    }

    public void Read(ITableRows row)
    {
        var key = Key(row);
        var (at, column) = (_values[0], _header.Names[_values[0]]);
        var text = row.Field(at).Trim(' ');
        if (!_series.TryGetValue(key, out var series)) _cells.IgnoreKey(row, _header.Names[0], key);
        else if (text.IsEmpty) _cells.None(row, key);
        else if (UsaTradePeriod.Read(row.Field(_time), out var period) is { } noPeriod) _cells.SetAside(row, UsaTradeReading.Time, noPeriod, row.Field(_time));
        else if (_dates.IsFuture(period)) _cells.SetAside(row, UsaTradeReading.Time, RowFault.DateFuture, row.Field(_time));
        else if (NumberText.Read(text, '.', out var value) is { } fault) _cells.SetAside(row, column, fault, text);
        else if (value < 0) _cells.SetAside(row, column, RowFault.NegativeQuantity, text);
        else _cells.Add(row, series, period, column, text, value);
    }

    // "Customs Value (Gen) ($US)", "Vessel SWT (Gen) (kg)"; a count of things has no unit.
    private static FileUnit? Unit(string header) =>
        header.EndsWith("($US)", StringComparison.Ordinal) ? Dollars
        : header.EndsWith("(kg)", StringComparison.OrdinalIgnoreCase) ? FileUnit.Find("kg")
        : null;

    private ReadOnlySpan<char> Key(ITableRows row)
    {
        var length = 0;
        for (var at = 0; at < _time; at++)
        {
            if (at > 0) Append(UsaTradeReading.Between, ref length);
            Append(row.Field(at).Trim(' '), ref length);
        }
        return _key.AsSpan(0, length);
    }

    private void Append(ReadOnlySpan<char> text, ref int length)
    {
        if (_key.Length < length + text.Length) Array.Resize(ref _key, Math.Max(_key.Length * 2, length + text.Length));
        text.CopyTo(_key.AsSpan(length));
        length += text.Length;
    }
}
