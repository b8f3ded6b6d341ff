using System.Globalization;
using Alerts.Core.Datasets;
using Alerts.Core.Observations;
using YamlDotNet.RepresentationModel;

namespace Alerts.Adapters.Workspaces;

/// <summary>Reads what is particular to customs datasets.</summary>
internal static class CustomsSection
{
    public static CustomsQuery Read(Section section)
    {
        if (section.Child("flow") is null) section.Wrong("flow", "missing-key", "'flow' is missing in a dataset", "import or export: the file does not say");
        var flow = (Flow)section.Choice("flow", (int)Flow.Import, "import", "export");
        var measure = (CustomsMeasure)section.Choice("measure", (int)CustomsMeasure.FirstQuantity, "first-quantity", "value");
        if (section.Mapping("covers") is not { } mapping) return new(flow, measure, [], []);
        var covers = Section.Open(section.File, mapping, Shapes.Covers, section.All);
        var partners = new List<int>();
        foreach (var node in covers.FilledList("partners"))
            if (Partner(covers, node) is { } partner) partners.Add(partner);
        return new(flow, measure, partners, Codes(covers));
    }

    public static CustomsBasket? Basket(Section series)
    {
        var partners = series.List("partner");
        if (partners.Count != 1 || Partner(series, partners[0]) is not { } partner) return null;
        return new(partner, Codes(series));
    }

    public static Period? Period(Section section)
    {
        if (section.Text("period") is not { } text) return null;
        if (Core.Observations.Period.TryParse(text, out var period) && period.Kind != PeriodKind.Day) return period;
        section.Wrong("period", "wrong-value", $"'{text}' is no month and no run of months", "such as 2025-02, or 2025-01..2025-02");
        return null;
    }

    /// <summary>Whether a series can hold what its dataset measures; otherwise a mistake is added.</summary>
    public static void CheckUnit(Section series, Unit unit, CustomsMeasure measure)
    {
        var (suits, expected) = measure == CustomsMeasure.Value
            ? (unit is { Dimension: Dimension.Money, IsPrice: false }, "a currency, such as CNY or USD")
            : (unit.Dimension == Dimension.Mass, "a unit of mass, such as t or kg");
        if (!suits) series.Wrong("unit", "wrong-unit", $"the dataset measures {(measure == CustomsMeasure.Value ? "value" : "quantity")}, which is not told in {unit}", expected);
    }

    private static int? Partner(Section section, YamlScalarNode node)
    {
        if (section.Text(node, "partner") is not { } text) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var partner) && partner is > 0 and < 1000) return partner;
        section.Wrong(node, "wrong-value", $"'{text}' is no customs country code", "a number of three digits, such as 106 for Myanmar");
        return null;
    }

    private static IReadOnlyList<HsCodes> Codes(Section section) => [.. section.FilledList("hs").Select(node => Code(section, node)).OfType<HsCodes>()];

    private static HsCodes? Code(Section section, YamlScalarNode node)
    {
        if (section.Text(node, "hs") is not { } text) return null;
        var ends = text.Split("..");
        if (ends.Length <= 2 && ends.All(IsCode) && ends[0].Length == ends[^1].Length && string.CompareOrdinal(ends[0], ends[^1]) <= 0) return new(ends[0], ends[^1]);
        section.Wrong(node, "wrong-value", $"'{text}' is no HS code and no range of codes", "2, 4, 6 or 8 digits, or FIRST..LAST of equal length");
        return null;
    }

    private static bool IsCode(string text) => text.Length is 2 or 4 or 6 or 8 or 10 && text.All(char.IsAsciiDigit);
}
