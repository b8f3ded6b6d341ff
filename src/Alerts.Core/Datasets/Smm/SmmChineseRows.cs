namespace Alerts.Core.Datasets.Smm;

/// <summary>A low, a high and an average column for each product (<c>氧化钕最低价,氧化钕最高价,氧化钕平均价</c>), in 万元/吨 unless a series says otherwise.</summary>
internal sealed class SmmChineseRows : ITableLayoutRows
{
    public const string Day = "日期";
    public const string AverageOf = "平均价";
    private const string LowOf = "最低价";
    private const string HighOf = "最高价";

    private static readonly FileUnit Usual = FileUnit.Find("万元/吨")!;

    private readonly TableHeader _header;
    private readonly ValueCells _cells;
    private readonly IReadOnlyList<SeriesInFile> _wanted;
    private readonly List<(SmmRange Range, SeriesInFile? Series)> _products = [];
    private readonly int _day;

    public SmmChineseRows(Dataset dataset, TableHeader header, ValueCells cells)
    {
        (_header, _cells) = (header, cells);
        _day = header.Find(Day);
        _wanted = [.. dataset.Series.Select(series => new SeriesInFile(series.InFile is null && Usual.To(series.Definition.Unit) is not null ? series with { InFile = Usual } : series))];
        foreach (var product in header.Names.Where(name => name.EndsWith(AverageOf, StringComparison.Ordinal)).Select(name => name[..^AverageOf.Length]).Distinct())
            _products.Add((new(header, header.Find(product + LowOf), header.Find(product + AverageOf), header.Find(product + HighOf), cells, dataset.Checks.AverageOutsideRange), _wanted.FirstOrDefault(series => series.Key == product || series.Key == product + AverageOf)));
    }

    public FileReading? HeaderFault(char? delimiter)
    {
        if (_products.TrueForAll(product => product.Series is null)) return _header.Fault([Day, .. _wanted.Select(Column)], delimiter);
        if (_header.Doubled([Day, .. _products.Select(product => product.Range.Column)]) is { } doubled) return doubled;
        foreach (var series in _wanted.Where(series => !_header.Has(Column(series)))) _cells.WarnOfMissing(_header.Line, Column(series));
        return null;
    }

    public void Read(ITableRows row)
    {
        if (_products.TrueForAll(product => Text(row, product.Range).IsEmpty) || !_cells.TryPeriod(row, Day, _day, out var period)) return;
        foreach (var (range, series) in _products)
        {
            var text = Text(row, range);
            if (text.IsEmpty) _cells.None(row, range.Column);
            else if (series is null) _cells.Ignore(row, range.Column, text);
            else range.Add(row, series, period, text);
        }
    }

    private static ReadOnlySpan<char> Text(ITableRows row, SmmRange range) => range.Average < row.FieldCount ? row.Field(range.Average).Trim(' ') : default;

    private static string Column(SeriesInFile series) => series.Key.EndsWith(AverageOf, StringComparison.Ordinal) ? series.Key : series.Key + AverageOf;
}
