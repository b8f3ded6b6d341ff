using Alerts.Core.Datasets;
using Alerts.Core.Datasets.Recognition;
using Alerts.Core.Observations;

namespace Alerts.Adapters.Workspaces;

/// <summary>Writes the dataset of a recognised table.</summary>
internal static class TableText
{
    public static WorkspaceDraft Write(string file, RecognisedTable table, Unit? unit)
    {
        var dataset = Dataset(file, table, unit);
        var text = new RemarkedText($"datasets/{dataset.Id}.yaml");
        DatasetText.Head(text, file, dataset.Id, table.LeftOut);
        text.FillIn("    publisher: \"?\"", "publisher", "who publishes the figures, as messages print it");
        text.Line($"    format: {dataset.Format}");
        text.Line($"    files: {RemarkedText.Quoted(dataset.Files)}");
        Layout(text, table);
        Series(text, dataset, table);
        var first = table.Series.ToList().FindIndex(series => series.Unit is not null);
        return WorkspaceDraft.With(dataset, text, table.LeftOut, dataset.Series[Math.Max(first, 0)].Definition);
    }

    private static Dataset Dataset(string file, RecognisedTable table, Unit? unit)
    {
        var id = FileNaming.DatasetId(file);
        var ids = FileNaming.SeriesIds(id, table.Series.Select(series => series.Title));
        var all = table.Series.Select((series, at) =>
        {
            var told = series.Unit?.Unit ?? unit ?? WorkspaceDraft.StandIn;
            var inFile = series is { HasUnitColumn: false, Unit: { Times: not 1 } other } ? other : null;
            return new DatasetSeries(DatasetText.Definition(ids[at], Title(series.Title), told, table.Frequency, id), series.Key, Basket: null, inFile);
        });
        return new(id, "?", table.Format, FileNaming.Glob(file), table.Frequency, table.Layout, Customs: null, Period: null, [.. all], "");
    }

    // Where the name of a variable would be replaced, none is meant.
    private static string Title(string title) => ReadingMessage.Shown(title).Replace("${", "$ {", StringComparison.Ordinal);

    private static void Layout(RemarkedText text, RecognisedTable table)
    {
        var layout = table.Layout;
        if (layout.Wide) text.Line("    layout: wide");
        var columns = new List<string> { $"period: {RemarkedText.Quoted(layout.PeriodColumn)}" };
        if (layout.SeriesColumn is { } series) columns.Add($"series: {RemarkedText.Quoted(series)}");
        if (layout.ValueColumn is { } value) columns.Add($"value: {RemarkedText.Quoted(value)}");
        if (layout.UnitColumn is { } unit) columns.Add($"unit: {RemarkedText.Quoted(unit)}");
        text.Unsure($"    columns: {{ {string.Join(", ", columns)} }}", "columns", Doubt("columns"));
        Key("records", RemarkedText.Quoted(layout.Records ?? ""), layout.Records is not null);
        text.Unsure($"    frequency: {DatasetText.Word(table.Frequency)}", "frequency", Doubt("frequency"));
        var usual = table.Frequency == Frequency.Monthly ? "yyyy-MM" : "yyyy-MM-dd";
        Key("date-format", RemarkedText.Quoted(layout.DateFormat), layout.DateFormat != usual);
        if (table.Format == "csv") Key("encoding", layout.Encoding, layout.Encoding != "utf-8");
        if (table.Format == "csv") Key("delimiter", layout.Delimiter == '\t' ? "tab" : $"\"{layout.Delimiter}\"", layout.Delimiter != ',');
        Key("decimal", $"\"{layout.Decimal}\"", layout.Decimal != '.');
        Key("sheet", RemarkedText.Quoted(layout.Sheet ?? ""), layout.Sheet is not null);
        Key("header-row", $"{layout.HeaderRow}", layout.HeaderRow is not null);
        Key("first-row", $"{layout.FirstRow}", layout.FirstRow is not null);
        Key("missing", $"[{string.Join(", ", (layout.Missing ?? []).Select(RemarkedText.Quoted))}]", layout.Missing is not null);

        string? Doubt(string key) => string.Join("; ", table.Doubts.Where(doubt => doubt.Key == key).Select(doubt => doubt.Text)) is { Length: > 0 } all ? all : null;

        void Key(string key, string value, bool isSaid)
        {
            var doubt = Doubt(key);
            if (isSaid) text.Unsure($"    {key}: {value}", key, doubt);
            // The first sheet has no name here: what else there is, is said in a line of its own.
            else if (key == "sheet" && doubt is not null) text.Unsure("    # sheet: the first", key, doubt);
            else if (doubt is not null) text.Unsure($"    {key}: {value}", key, doubt);
        }
    }

    private static void Series(RemarkedText text, Dataset dataset, RecognisedTable table)
    {
        if (dataset.Series.Any(series => series.Definition.Unit.IsPrice)) text.FillIn("    series:", "basis", "the terms of each price, such as basis: \"ex works China, incl. 13 % VAT\" behind its unit");
        else text.Line("    series:");
        foreach (var (series, found) in dataset.Series.Zip(table.Series))
        {
            var isOpen = found.Unit is null && series.Definition.Unit == WorkspaceDraft.StandIn;
            var start = $"      {RemarkedText.Quoted(series.Key)}: {{ id: {series.Definition.Id}, title: {RemarkedText.Quoted(series.Definition.Title)}, unit: ";
            if (isOpen) text.FillIn(start + "\"?\" }", "unit", found.UnitText is null ? "the file does not tell it; such as CNY/kg, USD/t, t or %" : $"the file has {found.UnitText}; such as CNY/kg, USD/t, t or %");
            else text.Line($"{start}{series.Definition.Unit.Text}{(series.InFile is { } other ? $", unit-in-file: {RemarkedText.Quoted(other.Name)}" : "")} }}");
        }
    }
}
