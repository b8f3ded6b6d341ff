using Alerts.Adapters.Formats;
using Alerts.Core.Datasets;
using Alerts.Core.Observations;
using Alerts.Core.Rules;

namespace Alerts.Adapters.Workspaces;

/// <summary>Reads one entry of <c>datasets</c>.</summary>
internal static class DatasetSection
{
    private static readonly string[] KeysOfFormats = [.. AllFormats.List.SelectMany(format => format.Keys.Own).Distinct()];

    /// <returns>Null where nothing could be made of it; its series are registered all the same.</returns>
    public static Dataset? Read(Section section, Names names)
    {
        var id = names.Take(section, "dataset") ?? "";
        var publisher = Names.Line(section, "publisher") ?? "";
        if (publisher == Placeholder.Text) section.Warn("publisher", Placeholder.Code, "'publisher' is still to be filled in", "who publishes the figures, as messages print it");
        var format = Format(section);
        foreach (var key in KeysOfFormats.Where(key => format?.Keys.Own.Contains(key) == false && section.Child(key) is not null))
            section.Wrong(key, "wrong-key", $"'{key}' does not belong to the format {format!.Facts.Name}");
        var frequency = Often(section, format?.Keys);
        var layout = format?.Keys.HasLayout == true ? TableSection.Read(section, frequency) : null;
        var customs = format?.Keys.Trade is { } terms ? CustomsSection.Read(section, terms) : null;
        var released = ReleasedSection.Read(section, frequency);
        var series = Series(section, names, id, publisher, frequency, format?.Keys, customs, released).ToList();
        var files = Files(section);
        if (format is null) return null;
        return new(id, publisher, format.Facts.Name, files, frequency, layout, customs, CustomsSection.Period(section), series, NodeText.Of(section.Node, "source"))
        {
            Checks = ChecksSection.Read(section, format.Keys, hasRange: format.Keys.HasRange || layout is { LowColumn: not null, HighColumn: not null }),
            Released = released,
        };
    }

    private static Frequency Choice(Section section, Frequency fallback) => (Frequency)section.Choice("frequency", (int)fallback, "daily", "business-daily", "monthly");

    private static Frequency Often(Section section, FormatKeys? keys)
    {
        if (keys?.Frequency is { } only)
        {
            if (section.Child("frequency") is not null && Choice(section, only) != only) section.Wrong("frequency", "wrong-value", keys.Trade is null ? "the figures of this format are monthly" : "customs figures are monthly", "monthly");
            return only;
        }
        if (keys is { UsualFrequency: null } && section.Child("frequency") is null) section.Wrong("frequency", "missing-key", "'frequency' is missing in a dataset", "daily, business-daily or monthly");
        return Choice(section, keys?.UsualFrequency ?? Frequency.Daily);
    }

    private static IFormat? Format(Section section)
    {
        if (section.Text("format") is not { } name) return null;
        if (AllFormats.Find(name) is { } format) return format;
        section.Wrong("format", "unknown-format", $"unknown format '{name}'", string.Join(", ", FileReader.Formats), Nearest.Name(name, FileReader.Formats));
        return null;
    }

    private static string Files(Section section)
    {
        var files = Names.Line(section, "files") ?? "";
        if (files.AsSpan().ContainsAny('/', '\\')) section.Wrong("files", "wrong-value", $"'{files}' names a folder: files are found by their name alone", "a glob such as *smm*.csv");
        return files;
    }

    private static IEnumerable<DatasetSeries> Series(Section section, Names names, string dataset, string publisher, Frequency frequency, FormatKeys? keys, CustomsQuery? customs, ReleaseCalendar? released)
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
            var basket = customs is not null ? CustomsSection.Basket(entry, keys!.Trade!) : null;
            if (keys?.SeriesKeys is { } known && !known.Contains(name)) section.Wrong(key, "unknown-series-key", $"'{name}' is no column that can be a series", string.Join(", ", known), Nearest.Name(name, known));
            var inFile = customs is null ? SeriesSection.InFile(entry, unit) : null;
            var basis = Names.Line(entry, "basis");
            if (unit is { IsPrice: true, IsRate: false } && basis is null && id is not null) entry.Warn("unit", "no-basis", $"the price {id} has no basis", "basis: its terms, such as \"ex works China, incl. VAT\"");
            if (unit is not null && customs is not null) CustomsSection.CheckUnit(entry, unit, customs.Measure, keys!.Trade!.Currency);
            var (title, labels) = (Names.Line(entry, "title"), entry.Labels("labels"));
            if (id is null || unit is null) continue;
            yield return new(new SeriesDefinition(id, title ?? id, unit, frequency, basis, labels, dataset, publisher, []) { Released = released }, name, basket, inFile, customs is not null || SeriesSection.MayBeNegative(entry, fallback: keys?.PricesArePositive != true));
        }
    }
}
