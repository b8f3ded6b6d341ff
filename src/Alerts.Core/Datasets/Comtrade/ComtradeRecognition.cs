using Alerts.Core.Datasets.Recognition;

namespace Alerts.Core.Datasets.Comtrade;

/// <summary>Tells records of UN Comtrade by their fields, and what they hold.</summary>
public static class ComtradeRecognition
{
    /// <inheritdoc cref="Of(string, ITableRows)"/>
    public static Recognised? Of(string format, TableSample sample) => Of(format, new SampleRows(sample));

    /// <returns>Null where the first row has not its fields.</returns>
    public static Recognised? Of(string format, ITableRows rows)
    {
        if (TableHeader.Next("", rows) is not { } header || !header.Has(ComtradeColumns.TypeName) || !header.Has(ComtradeColumns.CodeName)) return null;
        var columns = new ComtradeColumns(header);
        var flows = new Dictionary<string, FoundBaskets>(StringComparer.Ordinal);
        while (rows.Next())
        {
            if (columns.Breakdowns.Any(part => part.At >= 0 && part.At < rows.FieldCount && rows.Field(part.At).Trim() is { Length: > 0 } text && !text.SequenceEqual(part.Whole))) continue;
            var flow = Text(rows, columns.Flow);
            if (!flows.TryGetValue(flow, out var baskets)) flows[flow] = baskets = new();
            baskets.Add(Text(rows, columns.Partner), Text(rows, header.Find("partnerDesc")), Text(rows, columns.Code));
        }
        var isExport = flows.GetValueOrDefault("X")?.Count > (flows.GetValueOrDefault("M")?.Count ?? 0);
        if (!flows.TryGetValue(isExport ? "X" : "M", out var found) || found.Count == 0) return new NotRecognised("it is an export of UN Comtrade without imports or exports of codes", "ask for codes of 4 or 6 digits");
        var doubt = flows.ContainsKey("M") && flows.ContainsKey("X") ? "the file holds imports and exports: a second dataset reads the others" : null;
        return new RecognisedFormat(format, "United Nations", [new("flow", isExport ? "export" : "import", doubt), new("measure", "net-weight", "could also be first-quantity or value")], found.Series("t"), []);
    }

    private static string Text(ITableRows row, int at) => at < 0 || at >= row.FieldCount ? "" : row.Field(at).Trim().ToString();
}
