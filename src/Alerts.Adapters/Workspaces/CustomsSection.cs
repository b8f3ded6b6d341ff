using Alerts.Adapters.Formats;
using Alerts.Core.Datasets;
using Alerts.Core.Observations;

namespace Alerts.Adapters.Workspaces;

/// <summary>Reads what is particular to datasets of trade statistics.</summary>
internal static class CustomsSection
{
    public static CustomsQuery Read(Section section, TradeTerms terms)
    {
        if (section.Child("flow") is null) section.Wrong("flow", "missing-key", "'flow' is missing in a dataset", "import or export: the file does not say");
        var flow = (Flow)section.Choice("flow", (int)Flow.Import, "import", "export");
        var measure = terms.Measures[section.Choice("measure", 0, [.. terms.Measures.Select(measure => measure.Word)])].Measure;
        var reporter = section.List("reporter") is [var node] ? Partner(section, node, terms) : null;
        var isConsumption = section.Choice("imports", 0, "general", "consumption") == 1;
        if (section.Mapping("covers") is not { } mapping) return new(flow, measure, [], [], reporter, isConsumption);
        var covers = Section.Open(section.File, mapping, Shapes.Covers, section.All);
        var partners = covers.FilledList("partners").Select(code => Partner(covers, code, terms)).OfType<string>().ToList();
        return new(flow, measure, partners, Codes(covers, terms), reporter, isConsumption);
    }

    public static CustomsBasket? Basket(Section series, TradeTerms terms)
    {
        var partners = series.List("partner");
        if (partners.Count != 1 || Partner(series, partners[0], terms) is not { } partner) return null;
        return new(partner, Codes(series, terms));
    }

    public static Period? Period(Section section)
    {
        if (section.Text("period") is not { } text) return null;
        if (Core.Observations.Period.TryParse(text, out var period) && period.Kind != PeriodKind.Day) return period;
        section.Wrong("period", "wrong-value", $"'{text}' is no month and no run of months", "such as 2025-02, or 2025-01..2025-02");
        return null;
    }

    /// <summary>Whether a series can hold what its dataset measures; otherwise a mistake is added.</summary>
    /// <param name="currency">Of the format; null: the file says it.</param>
    public static void CheckUnit(Section series, Unit unit, CustomsMeasure measure, string? currency)
    {
        var (suits, expected) = measure == CustomsMeasure.Value
            ? (unit is { Dimension: Dimension.Money, IsPrice: false } && (currency is null || unit.Text == currency), currency ?? "a currency, such as CNY or USD")
            : (unit.Dimension == Dimension.Mass, "a unit of mass, such as t or kg");
        if (!suits) series.Wrong("unit", "wrong-unit", $"the dataset measures {(measure == CustomsMeasure.Value ? "value" : "quantity")}, which is not told in {unit}", expected);
    }

    private static string? Partner(Section section, YamlScalarNode node, TradeTerms terms)
    {
        if (section.Text(node, "partner") is not { } text) return null;
        if (terms.Partner(text) is { } partner) return partner;
        section.Wrong(node, "wrong-value", $"'{text}' is no country code of this format", terms.PartnerIs);
        return null;
    }

    private static IReadOnlyList<HsCodes> Codes(Section section, TradeTerms terms) => [.. section.FilledList("hs").Select(node => Code(section, node, terms)).OfType<HsCodes>()];

    private static HsCodes? Code(Section section, YamlScalarNode node, TradeTerms terms)
    {
        if (section.Text(node, "hs") is not { } text) return null;
        var ends = text.Split("..");
        if (ends.All(IsCode) && ends.Any(end => end.Length > terms.MostDigits))
        {
            section.Wrong(node, "not-computable", $"'{text}' cannot be computed from this format: its codes have {terms.MostDigits} digits at most, which do not tell oxides from other compounds", $"codes of up to {terms.MostDigits} digits, or a format with finer ones, such as gacc");
            return null;
        }
        if (ends.Length <= 2 && ends.All(IsCode) && ends[0].Length == ends[^1].Length && string.CompareOrdinal(ends[0], ends[^1]) <= 0) return new(ends[0], ends[^1]);
        section.Wrong(node, "wrong-value", $"'{text}' is no HS code and no range of codes", "2, 4, 6 or 8 digits, or FIRST..LAST of equal length");
        return null;
    }

    private static bool IsCode(string text) => text.Length is 2 or 4 or 6 or 8 or 10 && text.All(char.IsAsciiDigit);
}
