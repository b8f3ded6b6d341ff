using Alerts.Core.Observations;

namespace Alerts.Core.Datasets.PinkSheet;

/// <summary>Reads the monthly prices of the World Bank's Pink Sheet (FORMATS §6).</summary>
public static class PinkSheetReading
{
    // Of different years.
    private static readonly string[] Missing = ["..", "...", "…"];

    /// <param name="rows">Of the sheet <see cref="PinkSheetHead.Sheet"/>, from its first row on, numbers with a point.</param>
    /// <inheritdoc cref="TableReading.Read"/>
    public static FileReading Read(Dataset dataset, string file, ITableRows rows, DateTimeOffset published, bool explains = false)
    {
        var draft = new ReadingDraft(file, explains);
        var head = PinkSheetHead.Of(rows);
        var codes = head.Codes;
        if (Fault(dataset, file, head, codes) is { } fault) return fault;
        foreach (var (code, label) in head.Labels()) draft.Labels[code] = label;

        var cells = new ValueCells(draft, new("yyyy'M'MM", Frequency.Monthly, published), '.', Missing);
        var reader = new PinkSheetRows(head, Columns(dataset, head, codes, draft), cells);
        var hasRows = false;
        while (rows.Next())
        {
            hasRows = hasRows || !rows.IsBlank();
            reader.Read(rows);
        }
        var values = cells.Values.Settled();
        draft.Accepted = values.Count + draft.Ignored;
        return draft.Done(values, rows.OpenQuoteLine, hasRows ? null : Rejection.NoDataRows(file));
    }

    /// <inheritdoc cref="TableReading.Columns"/>
    public static IReadOnlyDictionary<string, int>? Columns(Dataset dataset, ITableRows rows)
    {
        var codes = PinkSheetHead.Of(rows).Codes;
        return dataset.Series.Where(series => codes.Contains(series.Key)).ToDictionary(series => series.Definition.Id, series => codes[series.Key].First(), StringComparer.Ordinal);
    }

    private static FileReading? Fault(Dataset dataset, string file, PinkSheetHead head, ILookup<string, int> codes)
    {
        var wanted = dataset.Series.Select(series => series.Key).ToList();
        var found = codes.Where(code => code.Key.Length > 0).ToList();
        if (!wanted.Exists(codes.Contains))
        {
            var names = string.Join(", ", found.Take(10).Select(code => $"\"{ReadingMessage.Shown(code.Key)}\""));
            return Rejection.Of("header-not-recognised", file, PinkSheetHead.Line, null, $"row 7 holds none of the codes of the dataset; found {(names.Length == 0 ? "nothing" : names)}", "file refused, look whether it is the monthly Pink Sheet");
        }
        if (found.Find(code => code.Count() > 1 && wanted.Contains(code.Key)) is { } twice)
            return Rejection.Of("duplicate-column", file, PinkSheetHead.Line, twice.Key, "the code stands more than once", "file refused, ask the publisher which one counts");
        return head.HasUnits ? null : Rejection.Of("unit-unknown", file, PinkSheetHead.UnitLine, null, "row 6 should carry the units, and has none", "file refused, fetch it again");
    }

    private static SeriesInFile?[] Columns(Dataset dataset, PinkSheetHead head, ILookup<string, int> codes, ReadingDraft draft)
    {
        var columns = new SeriesInFile?[head.Width];
        foreach (var series in dataset.Series)
        {
            if (!codes.Contains(series.Key))
            {
                draft.Warn("missing-column", PinkSheetHead.Line, series.Key, "the sheet has no column of this code", null, "look whether the publisher renamed it");
                continue;
            }
            var at = codes[series.Key].First();
            // A unit that nobody can compare (a cubic metre) is what the dataset says it is.
            var unit = PinkSheetUnits.Find(head.Unit(at)) ?? series.InFile;
            if (unit?.To(series.Definition.Unit) is null) draft.SetAside(PinkSheetHead.UnitLine, series.Key, RowFault.UnitUnknown with { What = $"unit is not known, or does not convert to {series.Definition.Unit}" }, head.Unit(at));
            else columns[at] = new(series with { InFile = unit });
        }
        return columns;
    }
}
