namespace Alerts.Core.Datasets;

/// <summary>A row for each value, with the series' key in a column of its own.</summary>
internal sealed class LongRows : ITableLayoutRows
{
    private readonly TableHeader _header;
    private readonly ValueCells _cells;
    private readonly string _keyColumn;
    private readonly string _valueColumn;
    private readonly int _period, _key, _value, _unit;
    private readonly string[] _columns;
    private readonly PriceRange? _range;
    private readonly Dictionary<string, SeriesInFile>.AlternateLookup<ReadOnlySpan<char>> _series;

    public LongRows(Dataset dataset, TableLayout layout, TableHeader header, ValueCells cells)
    {
        (_header, _cells) = (header, cells);
        _keyColumn = layout.SeriesColumn ?? throw new ArgumentException($"{dataset.Id} names no series column", nameof(dataset));
        _valueColumn = layout.ValueColumn ?? throw new ArgumentException($"{dataset.Id} names no value column", nameof(dataset));
        _columns = [layout.PeriodColumn, _keyColumn, _valueColumn, .. new[] { layout.UnitColumn, layout.LowColumn, layout.HighColumn }.OfType<string>()];
        _range = layout is { LowColumn: { } low, HighColumn: { } high } ? new(header.Find(low), header.Find(high), layout.Decimal, dataset.Checks.AverageOutsideRange) : null;
        _period = header.Find(layout.PeriodColumn);
        _key = header.Find(_keyColumn);
        _value = header.Find(_valueColumn);
        _unit = layout.UnitColumn is null ? -1 : header.Find(layout.UnitColumn);
        _series = dataset.Series.Select(series => new SeriesInFile(series))
            .ToDictionary(series => series.Key, StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public FileReading? HeaderFault(char? delimiter) => _header.Fault(_columns, delimiter);

    public void Read(ITableRows row)
    {
        var value = row.Field(_value).Trim(' ');
        var key = row.Field(_key).Trim(' ');
        if (_cells.IsNone(value))
        {
            _cells.None(row, key);
            return;
        }
        if (!_series.TryGetValue(key, out var series))
        {
            _cells.IgnoreKey(row, _keyColumn, key);
            return;
        }
        if (!_cells.TryPeriod(row, _header.Names[_period], _period, out var period)) return;
        if (_unit >= 0 && !_cells.TryUnit(row, series, _header.Names[_unit], _unit)) return;
        _cells.Add(row, series, period, _valueColumn, value, _range);
    }
}
