using Alerts.Core.Observations;
using Alerts.Core.Rules;

namespace Alerts.Adapters.Workspaces;

/// <summary>What every series has.</summary>
internal static class SeriesSection
{
    /// <returns>Null where it is missing or no unit.</returns>
    public static Unit? Unit(Section section)
    {
        if (section.Text("unit") is not { } text) return null;
        if (Core.Observations.Unit.TryParse(text, out var unit)) return unit;
        if (text == "oz" || text.EndsWith("/oz", StringComparison.Ordinal)) section.Wrong("unit", "unknown-unit", $"'{text}' is ambiguous: an ounce is written ozt (troy)", "ozt", text.Replace("oz", "ozt", StringComparison.Ordinal));
        else section.Wrong("unit", "unknown-unit", $"unknown unit '{text}'", "a unit such as CNY/kg, t or %", Units.Nearest(text));
        return null;
    }
}
