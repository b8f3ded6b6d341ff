using Alerts.Adapters.Formats;
using Alerts.Core.Datasets;
using Alerts.Core.Observations;
using Alerts.Core.Rules;
using YamlDotNet.RepresentationModel;

namespace Alerts.Adapters.Workspaces;

/// <summary>Reads one entry of <c>datasets</c>.</summary>
internal static class DatasetSection
{
    private const string Customs = "gacc";
    private static readonly string[] LaterFormats = ["json", "comtrade", "comtrade-bulk", "us-census", "usa-trade", "pink-sheet", "fred", "smm", "investing"];
    private static readonly string[] TableKeys = ["layout", "columns", "date-format", "encoding", "delimiter", "decimal", "sheet", "header-row", "first-row", "missing"];
    private static readonly string[] CustomsKeys = ["flow", "measure", "covers", "period"];

    /// <returns>Null where nothing could be made of it; its series are registered all the same.</returns>
    public static Dataset? Read(Section section, Names names)
    {
        var id = names.Take(section, "dataset") ?? "";
        var publisher = Names.Line(section, "publisher") ?? "";
        if (publisher == Placeholder.Text) section.Warn("publisher", Placeholder.Code, "'publisher' is still to be filled in", "who publishes the figures, as messages print it");
        var format = Format(section);
        var isCustoms = format == Customs;
        foreach (var key in (isCustoms ? TableKeys : CustomsKeys).Where(key => format is not null && section.Child(key) is not null))
            section.Wrong(key, "wrong-key", $"'{key}' does not belong to the format {format}");
        var frequency = isCustoms ? Frequency.Monthly : Choice(section, Frequency.Daily);
        if (!isCustoms && format is not null && section.Child("frequency") is null) section.Wrong("frequency", "missing-key", "'frequency' is missing in a dataset", "daily, business-daily or monthly");
        if (isCustoms && section.Child("frequency") is not null && Choice(section, Frequency.Monthly) != Frequency.Monthly) section.Wrong("frequency", "wrong-value", "customs figures are monthly", "monthly");
        var layout = format is null || isCustoms ? null : TableSection.Read(section, format, frequency);
        var customs = isCustoms ? CustomsSection.Read(section) : null;
        var series = Series(section, names, id, publisher, frequency, customs).ToList();
        var files = Files(section);
        if (format is null) return null;
        return new(id, publisher, format, files, frequency, layout, customs, CustomsSection.Period(section), series, NodeText.Of(section.Node, "source"));
    }

    private static Frequency Choice(Section section, Frequency fallback) => (Frequency)section.Choice("frequency", (int)fallback, "daily", "business-daily", "monthly");

    private static string? Format(Section section)
    {
        if (section.Text("format") is not { } format) return null;
        if (FileReader.Formats.Contains(format, StringComparer.Ordinal)) return format;
        if (LaterFormats.Contains(format, StringComparer.Ordinal)) section.Wrong("format", "not-available-yet", $"the format '{format}' is not available yet", string.Join(", ", FileReader.Formats));
        else section.Wrong("format", "unknown-format", $"unknown format '{format}'", string.Join(", ", FileReader.Formats), Nearest.Name(format, FileReader.Formats));
        return null;
    }

    private static string Files(Section section)
    {
        var files = Names.Line(section, "files") ?? "";
        if (files.AsSpan().ContainsAny('/', '\\')) section.Wrong("files", "wrong-value", $"'{files}' names a folder: files are found by their name alone", "a glob such as *smm*.csv");
        return files;
    }

    private static IEnumerable<DatasetSeries> Series(Section section, Names names, string dataset, string publisher, Frequency frequency, CustomsQuery? customs)
    {
        names.SeriesAreUnsure |= section.Child("series") is not YamlMappingNode;
        foreach (var (key, value) in section.Entries("series"))
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            if (value is not YamlMappingNode mapping)
            {
                names.SeriesAreUnsure = true;
                section.Wrong(value, "wrong-type", $"the series '{name}' has no keys", "{ id: …, title: …, unit: … }");
                continue;
            }
            var entry = Section.Open(section.File, mapping, customs is not null ? Shapes.CustomsSeries : Shapes.Series, section.All);
            var id = customs is not null ? names.Take(section.File, key, Names.Series, name) : names.Take(entry, Names.Series);
            var unit = SeriesSection.Unit(entry);
            var basket = customs is not null ? CustomsSection.Basket(entry) : null;
            var inFile = customs is null ? SeriesSection.InFile(entry, unit) : null;
            var basis = Names.Line(entry, "basis");
            if (unit is { IsPrice: true, IsRate: false } && basis is null && id is not null) entry.Warn("unit", "no-basis", $"the price {id} has no basis", "basis: its terms, such as \"ex works China, incl. VAT\"");
            if (unit is not null && customs is not null) CustomsSection.CheckUnit(entry, unit, customs.Measure);
            var (title, labels) = (Names.Line(entry, "title"), entry.Labels("labels"));
            if (id is null || unit is null) continue;
            yield return new(new SeriesDefinition(id, title ?? id, unit, frequency, basis, labels, dataset, publisher, []), name, basket, inFile);
        }
    }
}
