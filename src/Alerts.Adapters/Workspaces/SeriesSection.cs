using Alerts.Core.Datasets;
using Alerts.Core.Observations;
using Alerts.Core.Rules;

namespace Alerts.Adapters.Workspaces;

/// <summary>What every series has.</summary>
internal static class SeriesSection
{
    /// <returns>Null where it is missing or no unit.</returns>
    public static Unit? Unit(Section section, string key = "unit")
    {
        if (section.Text(key) is not { } text) return null;
        if (text == Placeholder.Text)
        {
            section.Wrong(key, Placeholder.Code, "'unit' is still to be filled in", "a unit such as CNY/kg, t or %");
            return null;
        }
        if (Core.Observations.Unit.TryParse(text, out var unit)) return unit;
        if (text == "oz" || text.EndsWith("/oz", StringComparison.Ordinal)) section.Wrong(key, "unknown-unit", $"'{text}' is ambiguous: an ounce is written ozt (troy)", "ozt", text.Replace("oz", "ozt", StringComparison.Ordinal));
        else section.Wrong(key, "unknown-unit", $"unknown unit '{text}'", "a unit such as CNY/kg, t or %", Units.Nearest(text));
        return null;
    }

    /// <summary>Whether a price of zero or below is one.</summary>
    public static bool MayBeNegative(Section section, bool fallback) => section.Choice("may-be-negative", fallback ? 0 : 1, "true", "false") == 0;

    /// <returns>Null where it is missing, or wrong, which is reported.</returns>
    public static FileUnit? InFile(Section section, Unit? unit)
    {
        if (section.Text("unit-in-file") is not { } text) return null;
        if (FileUnit.Find(text) is not { } found) section.Wrong("unit-in-file", "unknown-unit", $"unknown unit '{text}'", "a unit such as CNY/kg, or 万元/吨");
        else if (unit is not null && found.To(unit) is null) section.Wrong("unit-in-file", "wrong-unit", $"{text} does not convert to {unit}");
        else return found;
        return null;
    }
}
