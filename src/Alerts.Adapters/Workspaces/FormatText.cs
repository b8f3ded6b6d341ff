using Alerts.Core.Datasets;
using Alerts.Core.Datasets.Recognition;
using Alerts.Core.Observations;

namespace Alerts.Adapters.Workspaces;

/// <summary>Writes the dataset of a file whose format fixes its layout.</summary>
internal static class FormatText
{
    public static WorkspaceDraft Write(string file, RecognisedFormat found, Unit? unit)
    {
        var id = FileNaming.DatasetId(file);
        var text = Text(file, id, found, unit, WorkspaceDraft.StandIn);
        var dataset = Loaded(text.ToString());
        return WorkspaceDraft.With(dataset, Text(file, id, found, unit, standIn: null), found.LeftOut, dataset.Series[0].Definition);
    }

    // What the loader will make of it: the one reader of datasets says what this one is.
    private static Dataset Loaded(string text)
    {
        var mistakes = new Mistakes(_ => null);
        var read = YamlText.Read("", new SourceText(text), mistakes) ?? throw new InvalidOperationException("a dataset was written that is no YAML");
        var file = Section.Open("", read, Shapes.File, mistakes);
        var dataset = DatasetSection.Read(Section.Open("", file.Mappings("datasets")[0], Shapes.Dataset, mistakes), new Names(mistakes));
        if (dataset is null || mistakes.All.Any(mistake => mistake.IsError)) throw new InvalidOperationException($"a dataset was written that does not load: {string.Join("; ", mistakes.All.Select(mistake => mistake.Message))}");
        return dataset with { Definition = "" };
    }

    /// <param name="standIn">For units that nobody has told yet; null: they are left to fill in.</param>
    private static RemarkedText Text(string file, string id, RecognisedFormat found, Unit? unit, Unit? standIn)
    {
        var text = new RemarkedText($"datasets/{id}.yaml");
        DatasetText.Head(text, file, id, found.LeftOut);
        text.Line($"    publisher: {RemarkedText.Quoted(found.Publisher)}");
        text.Line($"    format: {found.Format}");
        text.Line($"    files: {RemarkedText.Quoted(FileNaming.Glob(file))}");
        foreach (var key in found.Keys) text.Unsure($"    {key.Key}: {key.Value}", key.Key, key.Doubt);
        if (found.Series.Any(series => (series.Unit ?? unit?.Text)?.Contains('/', StringComparison.Ordinal) == true)) text.FillIn("    series:", "basis", "the terms of each price, such as basis: \"ex works China, incl. 13 % VAT\" behind its unit");
        else text.Line("    series:");
        var ids = FileNaming.SeriesIds(id, found.Series.Select(series => series.Basket is { } basket ? $"{basket.Partner}-{basket.Hs}" : series.Title));
        foreach (var (series, seriesId) in found.Series.Zip(ids)) Series(text, series, seriesId, series.Unit ?? unit?.Text ?? standIn?.Text);
        return text;
    }

    private static void Series(RemarkedText text, FoundKeyedSeries series, string id, string? unit)
    {
        var start = series.Basket is { } basket
            ? $"      {id}: {{ partner: {RemarkedText.Quoted(basket.Partner)}, hs: [{RemarkedText.Quoted(basket.Hs)}], title: {Title(series)}, unit: "
            : $"      {RemarkedText.Quoted(series.Key)}: {{ id: {id}, title: {Title(series)}, unit: ";
        var end = series.InFile is { } inFile ? $", unit-in-file: {RemarkedText.Quoted(inFile)} }}" : " }";
        if (unit is null) text.FillIn($"{start}\"?\"{end}", "unit", "the file does not tell it; such as CNY/kg, USD/t, t or %");
        else text.Line($"{start}{RemarkedText.Quoted(unit)}{end}");
    }

    // Where the name of a variable would be replaced, none is meant.
    private static string Title(FoundKeyedSeries series) => RemarkedText.Quoted(ReadingMessage.Shown(series.Title).Replace("${", "$ {", StringComparison.Ordinal));
}
