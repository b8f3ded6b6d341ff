namespace Alerts.Core.Datasets.Smm;

/// <summary>A row for each quotation: <c>date,code,name,low,high,average,unit</c>. The average is the value; its range is looked at and not kept.</summary>
internal sealed class SmmLongRows : ITableLayoutRows
{
    private static readonly string[] Wanted = ["date", "code", "average", "unit"];

    private readonly TableHeader _header;
    private readonly ValueCells _cells;
    private readonly SmmRange _range;
    private readonly int _day, _code, _average, _unit, _name;
    private readonly Dictionary<string, SeriesInFile>.AlternateLookup<ReadOnlySpan<char>> _series;

    public SmmLongRows(Dataset dataset, TableHeader header, ValueCells cells)
    {
        (_header, _cells) = (header, cells);
        (_day, _code, _average, _unit) = (Find(header, Wanted[0]), Find(header, Wanted[1]), Find(header, Wanted[2]), Find(header, Wanted[3]));
        _name = dataset.Checks.LabelChanged ? Find(header, "name") : -1;
        _range = new(header, Find(header, "low"), _average, Find(header, "high"), cells, dataset.Checks.AverageOutsideRange);
        _series = dataset.Series.Select(series => new SeriesInFile(series)).ToDictionary(series => series.Key, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Whether codes stand in a column, so that there is a row for each quotation.</summary>
    public static bool IsLong(TableHeader header) => Find(header, "code") >= 0;

    public FileReading? HeaderFault(char? delimiter) => _header.Fault([.. Wanted.Select(name => Find(_header, name) is var at and >= 0 ? _header.Names[at] : name)], delimiter)
        ?? _header.Doubled(["low", "high"]);

    public void Read(ITableRows row)
    {
        var key = row.Field(_code).Trim(' ');
        if (!_series.TryGetValue(key, out var series))
        {
            _cells.IgnoreKey(row, _header.Names[_code], key);
            return;
        }
        if (_name >= 0) _cells.Label(series.Key, row.Field(_name).Trim(' '));
        var text = row.Field(_average).Trim(' ');
        if (text.IsEmpty) _cells.SetAside(row, _header.Names[_average], RowFault.ValueMissing, text);
        else if (_cells.TryPeriod(row, _header.Names[_day], _day, out var period) && _cells.TryUnit(row, series, _header.Names[_unit], _unit)) _range.Add(row, series, period, text);
    }

    private static int Find(TableHeader header, string name)
    {
        for (var at = 0; at < header.Names.Count; at++)
        {
            if (header.Names[at].Equals(name, StringComparison.OrdinalIgnoreCase)) return at;
        }
        return -1;
    }
}
