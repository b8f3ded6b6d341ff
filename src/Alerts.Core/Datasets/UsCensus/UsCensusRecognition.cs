using Alerts.Core.Datasets.Recognition;

namespace Alerts.Core.Datasets.UsCensus;

/// <summary>Tells an answer of the US Census trade API by its fields, and what it holds.</summary>
public static class UsCensusRecognition
{
    /// <returns>Null where the first row has not its fields.</returns>
    public static Recognised? Of(ITableRows rows)
    {
        if (TableHeader.Next("", rows) is not { } header) return null;
        var isExport = header.Has(UsCensusColumns.CodeOf(Flow.Export));
        var (code, partner) = (header.Find(UsCensusColumns.CodeOf(isExport ? Flow.Export : Flow.Import)), header.Find(UsCensusColumns.Partner));
        if (code < 0 || partner < 0) return null;
        var (unit, name) = (header.Find(UsCensusColumns.Unit), header.Find("CTY_NAME"));
        var isConsumption = !isExport && !header.Names.Any(field => field.StartsWith("GEN_", StringComparison.Ordinal)) && header.Names.Any(field => field.StartsWith("CON_", StringComparison.Ordinal));
        var (weights, all) = (new FoundBaskets(), new FoundBaskets());
        while (rows.Next())
        {
            all.Add(Text(rows, partner), Text(rows, name), Text(rows, code));
            if (Text(rows, unit) is "KG" or "GM" or "G" or "T") weights.Add(Text(rows, partner), Text(rows, name), Text(rows, code));
        }
        if (all.Count == 0) return new NotRecognised("it is an answer of the US Census without codes of four digits or more", "ask for codes of commodities");
        var areWeights = weights.Count > 0;
        var keys = new List<FoundKey> { new("flow", isExport ? "export" : "import"), new("measure", areWeights ? "first-quantity" : "value", areWeights ? "could also be value" : null) };
        if (isConsumption) keys.Add(new("imports", "consumption"));
        return new RecognisedFormat("us-census", "US Census Bureau", keys, areWeights ? weights.Series("t") : all.Series("USD"), []);
    }

    private static string Text(ITableRows row, int at) => at < 0 || at >= row.FieldCount ? "" : row.Field(at).Trim().ToString();
}
