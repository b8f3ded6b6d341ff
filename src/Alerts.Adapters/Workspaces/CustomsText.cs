using Alerts.Core.Datasets;
using Alerts.Core.Datasets.Recognition;
using Alerts.Core.Observations;

namespace Alerts.Adapters.Workspaces;

/// <summary>Writes the dataset of an export of China customs.</summary>
internal static class CustomsText
{
    public static WorkspaceDraft Write(string file, RecognisedCustoms customs)
    {
        var dataset = Dataset(file, customs);
        var text = new RemarkedText($"datasets/{dataset.Id}.yaml");
        DatasetText.Head(text, file, dataset.Id, customs.LeftOut);
        text.Line($"    publisher: {dataset.Publisher}");
        text.Line("    format: gacc");
        text.Line($"    files: {RemarkedText.Quoted(dataset.Files)}");
        text.Unsure("    flow: import", "flow", "could also be export: the file does not say");
        text.Line("    measure: first-quantity       # or: value");
        text.Unsure(
            $"    # covers: {{ partners: [{string.Join(", ", customs.Partners)}], hs: [{string.Join(", ", customs.Headings.Select(RemarkedText.Quoted))}] }}", "covers",
            "what the query asked for; inside it a month without a row is 0, without this line it is no value");
        if (!customs.HasMonths) text.FillIn("    period: \"?\"", "period", "the months that the file is about, such as 2025-01..2025-02: it has no column for them");
        text.Line("    series:");
        foreach (var series in dataset.Series)
            text.Line($"      {series.Definition.Id}: {{ partner: {series.Basket!.Partner}, hs: [{RemarkedText.Quoted(series.Basket.Hs[0].First)}], unit: t, title: {RemarkedText.Quoted(series.Definition.Title)} }}");
        return WorkspaceDraft.With(dataset, text, customs.LeftOut, dataset.Series[customs.Baskets.ToList().IndexOf(customs.Baskets.MaxBy(basket => basket.Rows)!)].Definition);
    }

    private static Dataset Dataset(string file, RecognisedCustoms customs)
    {
        var id = FileNaming.DatasetId(file);
        var series = customs.Baskets.Select(basket => new DatasetSeries(
            DatasetText.Definition($"{id}.{basket.Partner}.{basket.Hs}", Title(basket), Unit.Parse("t"), Frequency.Monthly, id), "", new($"{basket.Partner}", [new(basket.Hs, basket.Hs)])));
        // Any month will do for looking at rows that tell none.
        return new(id, "General Administration of Customs of China", "gacc", FileNaming.Glob(file), Frequency.Monthly, Layout: null,
            new(Flow.Import, CustomsMeasure.FirstQuantity, [], []), customs.HasMonths ? null : Period.Month(2000, 1), [.. series], "");
    }

    private static string Title(CustomsHeading basket) =>
        ReadingMessage.Shown($"HS {basket.Hs}, partner {basket.Partner}{(basket.PartnerName.Length == 0 ? "" : $" {basket.PartnerName}")}").Replace("${", "$ {", StringComparison.Ordinal);
}
