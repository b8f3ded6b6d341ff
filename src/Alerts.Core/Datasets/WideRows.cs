namespace Alerts.Core.Datasets;

/// <summary>A column for each series: the key is the header.</summary>
internal sealed class WideRows : ITableLayoutRows
{
    private readonly TableHeader _header;
    private readonly ValueCells _cells;
    private readonly TableLayout _layout;
    private readonly IReadOnlyList<SeriesInFile> _wanted;
    private readonly SeriesInFile?[] _series;
    private readonly bool[] _isValue;
    private readonly int _period, _unit;

    public WideRows(Dataset dataset, TableLayout layout, TableHeader header, ValueCells cells)
    {
        (_header, _cells, _layout) = (header, cells, layout);
        _period = header.Find(layout.PeriodColumn);
        _unit = layout.UnitColumn is null ? -1 : header.Find(layout.UnitColumn);
        _wanted = [.. dataset.Series.Select(series => new SeriesInFile(series))];
        _series = [.. header.Names.Select(name => _wanted.FirstOrDefault(series => series.Key == name))];
        _isValue = [.. header.Names.Select((name, at) => at != _period && at != _unit && name.Length > 0)];
    }

    /// <summary>A file may carry fewer columns than the dataset knows; that is a warning. None at all is another file.</summary>
    public FileReading? HeaderFault(char? delimiter)
    {
        string[] fixedColumns = _layout.UnitColumn is { } unit ? [_layout.PeriodColumn, unit] : [_layout.PeriodColumn];
        if (_header.Fault(fixedColumns, delimiter) is { } fault) return fault;
        var keys = _wanted.Select(series => series.Key).ToList();
        if (!keys.Exists(_header.Has)) return _header.Fault([.. fixedColumns, .. keys], delimiter);
        if (_header.Doubled(keys) is { } doubled) return doubled;
        foreach (var key in keys.Where(key => !_header.Has(key))) _cells.WarnOfMissing(_header.Line, key);
        return null;
    }

    public void Read(ITableRows row)
    {
        if (!HasValues(row) || !_cells.TryPeriod(row, _header.Names[_period], _period, out var period)) return;
        for (var at = 0; at < _series.Length; at++)
        {
            if (!_isValue[at]) continue;
            var value = at < row.FieldCount ? row.Field(at).Trim(' ') : default;
            if (_cells.IsNone(value)) _cells.None(row, _header.Names[at]);
            else if (_series[at] is not { } series) _cells.Ignore(row, _header.Names[at], value);
            else if (_unit < 0 || _cells.TryUnit(row, series, _header.Names[_unit], _unit)) _cells.Add(row, series, period, series.Key, value);
        }
    }

    private bool HasValues(ITableRows row)
    {
        for (var at = 0; at < _isValue.Length && at < row.FieldCount; at++)
        {
            if (_isValue[at] && !_cells.IsNone(row.Field(at).Trim(' '))) return true;
        }
        return false;
    }
}
