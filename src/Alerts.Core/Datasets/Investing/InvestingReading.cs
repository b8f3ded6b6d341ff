using System.Globalization;

namespace Alerts.Core.Datasets.Investing;

/// <summary>Reads a historical data export of Investing.com (FORMATS §9): one instrument, newest first, months before days.</summary>
public static class InvestingReading
{
    public const string Day = "Date";

    /// <summary>Recomputed, never kept.</summary>
    public const string Change = "Change %";

    /// <summary>Columns that can be series.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["Price", "Open", "High", "Low", InvestingRows.Volume];

    /// <inheritdoc cref="TableReading.Read"/>
    public static FileReading Read(Dataset dataset, string file, ITableRows rows, DateTimeOffset published, bool explains = false)
    {
        var draft = new ReadingDraft(file, explains);
        if (TableHeader.Next(file, rows) is not { } header) return draft.Done([], rows.OpenQuoteLine, Rejection.Empty(file));
        var cells = new ValueCells(draft, new(InvestingRows.DateFormat, dataset.Frequency, published), '.', ["-"]);
        return TableReading.Below(header, rows, new InvestingRows(dataset, header, cells), cells, draft, ',');
    }
}

/// <summary>The rows of an export: a column for each series, volumes in thousands and millions.</summary>
internal sealed class InvestingRows : ITableLayoutRows
{
    public const string DateFormat = "MM/dd/yyyy";
    public const string Volume = "Vol.";

    // So that it is still a number when counted singly.
    private const decimal MostVolume = 1e15m;

    private static readonly string[] DayFirst = ["dd/MM/yyyy", "d/M/yyyy", "dd.MM.yyyy", "dd-MM-yyyy"];

    private readonly TableHeader _header;
    private readonly ValueCells _cells;
    private readonly List<(int At, SeriesInFile Series)> _columns;
    private readonly int _day;

    public InvestingRows(Dataset dataset, TableHeader header, ValueCells cells)
    {
        (_header, _cells) = (header, cells);
        _day = header.Find(InvestingReading.Day);
        _columns = [.. dataset.Series.Select(series => (header.Find(series.Key), new SeriesInFile(series))).Where(column => column.Item1 >= 0)];
        Wanted = [InvestingReading.Day, .. dataset.Series.Select(series => series.Key)];
    }

    public FileReading? Refusal { get; private set; }

    private IReadOnlyList<string> Wanted { get; }

    public FileReading? HeaderFault(char? delimiter) => _header.Fault(Wanted, delimiter);

    public void Read(ITableRows row)
    {
        var day = row.Field(_day).Trim(' ');
        if (IsDayFirst(day))
        {
            Refusal = Rejection.Of("date-format", _header.File, row.Line, InvestingReading.Day, $"the day comes before the month: {ReadingMessage.Shown(day)}",
                "file refused, other rows may read both ways: export it from the US site, where dates are MM/DD/YYYY");
            return;
        }
        if (!_cells.TryPeriod(row, InvestingReading.Day, _day, out var period)) return;
        foreach (var (at, series) in _columns)
        {
            var text = row.Field(at).Trim(' ');
            if (_cells.IsNone(text)) _cells.None(row, series.Key);
            else if (series.Key != Volume || Times(text) is not { } times) _cells.Add(row, series, period, series.Key, text);
            else if (NumberText.Read(text[..^1], '.', out var value) is { } fault) _cells.SetAside(row, Volume, fault, text);
            else if (value > MostVolume) _cells.SetAside(row, Volume, RowFault.NumberTooLong, text);
            else _cells.Add(row, series, period, Volume, text, value * times);
        }
    }

    private static bool IsDayFirst(ReadOnlySpan<char> text) =>
        !DateOnly.TryParseExact(text, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
        && DateOnly.TryParseExact(text, DayFirst, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static decimal? Times(ReadOnlySpan<char> text) => text switch { [.., 'K'] => 1_000, [.., 'M'] => 1_000_000, [.., 'B'] => 1_000_000_000, _ => null };
}
