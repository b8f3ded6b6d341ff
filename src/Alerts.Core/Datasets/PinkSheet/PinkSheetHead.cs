using System.Globalization;

namespace Alerts.Core.Datasets.PinkSheet;

/// <summary>The rows above the prices of a Pink Sheet (FORMATS §6): the day it was updated, and the label, unit and code of each column.</summary>
public sealed class PinkSheetHead
{
    public const string Sheet = "Monthly Prices";

    private const int DayRow = 4;
    private const int LabelRow = 5;
    private const int UnitRow = 6;
    private const int CodeRow = 7;
    private const string Updated = "Updated on ";

    private readonly Dictionary<int, string[]> _rows = [];

    private PinkSheetHead()
    {
    }

    /// <summary>The row of the sheet that holds the codes.</summary>
    public static int Line => CodeRow;

    /// <summary>Null where the sheet does not tell it.</summary>
    public DateOnly? Day =>
        Cell(DayRow, 0) is var text && text.StartsWith(Updated, StringComparison.OrdinalIgnoreCase)
        && DateOnly.TryParseExact(text[Updated.Length..].Trim(), ["MMMM dd, yyyy", "MMMM d, yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var day)
            ? day : null;

    /// <summary>How many columns the row of codes has.</summary>
    public int Width => Row(CodeRow).Length;

    public static int UnitLine => UnitRow;

    public static int LabelLine => LabelRow;

    /// <summary>Reads up to the row of codes; what stands below is left.</summary>
    public static PinkSheetHead Of(ITableRows rows)
    {
        var head = new PinkSheetHead();
        while (rows.Line < CodeRow && rows.Next())
        {
            var cells = new string[rows.FieldCount];
            for (var at = 0; at < cells.Length; at++) cells[at] = rows.Field(at).ToString();
            head._rows[rows.Line] = cells;
        }
        return head;
    }

    /// <summary>As written, case included; blank where the column has none.</summary>
    public string Code(int at) => Cell(CodeRow, at).Trim();

    /// <summary>Positions of the columns of each code.</summary>
    public ILookup<string, int> Codes => Enumerable.Range(1, Math.Max(0, Width - 1)).ToLookup(Code, StringComparer.Ordinal);

    /// <summary>As written: a changed one may mean another series.</summary>
    public string Label(int at) => Cell(LabelRow, at);

    public string Unit(int at) => Cell(UnitRow, at).Trim();

    public bool HasUnits => Row(UnitRow).Skip(1).Any(text => text.Trim().Length > 0);

    /// <summary>The label of each code.</summary>
    public IReadOnlyDictionary<string, string> Labels()
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var at = 1; at < Width; at++)
        {
            if (Code(at).Length > 0) labels.TryAdd(Code(at), Label(at));
        }
        return labels;
    }

    private string Cell(int row, int at) => Row(row) is var cells && at < cells.Length ? cells[at] : "";

    private string[] Row(int row) => _rows.GetValueOrDefault(row, []);
}
