using System.Globalization;
using Alerts.Core.Datasets;
using Alerts.Core.Datasets.Recognition;
using ExcelDataReader;

namespace Alerts.Adapters.Formats;

/// <summary>The rows of a sheet, each cell as the text that its layout expects: dates in its date format, numbers with its decimal mark.</summary>
/// <param name="mostCells">How many cells there can be at most: a stray one in the last column makes every row as wide.</param>
internal sealed class XlsxRows(IExcelDataReader sheet, IReadOnlyDictionary<(int Row, int Column), string> errors, TableLayout layout, long mostCells) : ITableRows
{
    // A sheet of Excel has no more; what claims more would only fill memory.
    private const int MaxRows = 1_048_576;
    private const int MaxColumns = 16_384;
    private const long AlwaysCells = 3_000_000;

    private string[] _cells = [];
    private long _read;

    public int Line { get; private set; }

    public int FieldCount => _cells.Length;

    public int LengthBound { get; private set; }

    public bool IsMisquoted => false;

    public int? OpenQuoteLine => null;

    public bool Next()
    {
        if (sheet.FieldCount > MaxColumns) throw new SheetTooLargeException();
        if (!sheet.Read()) return false;
        Line = sheet.Depth + 1;
        _read += sheet.FieldCount;
        if (Line > MaxRows || _read > Math.Max(AlwaysCells, mostCells)) throw new SheetTooLargeException();
        if (_cells.Length != sheet.FieldCount) _cells = new string[sheet.FieldCount];
        LengthBound = 0;
        for (var at = 0; at < _cells.Length; at++)
        {
            _cells[at] = Text(at);
            LengthBound = Math.Max(LengthBound, _cells[at].Length);
        }
        return true;
    }

    public ReadOnlySpan<char> Field(int index) => _cells[index];

    /// <summary>What the workbook itself knows of a cell of the current row.</summary>
    public CellKind Kind(int at) => sheet.GetValue(at) switch { DateTime => CellKind.Date, double => CellKind.Number, _ => CellKind.Text };

    private string Text(int at) => sheet.GetValue(at) switch
    {
        null => errors.Count > 0 && errors.TryGetValue((sheet.Depth, at), out var error) ? error : "",
        string text => text,
        DateTime date => date.ToString(layout.DateFormat, CultureInfo.InvariantCulture),
        double number => ExcelNumber.Text(number, layout.Decimal),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        var other => other.ToString() ?? "",
    };
}

/// <summary>A sheet that claims more cells than Excel can hold, or than fit in memory.</summary>
internal sealed class SheetTooLargeException : Exception;
