using System.Collections.Frozen;

namespace Alerts.Core.Datasets.PinkSheet;

/// <summary>Units as row 6 of a Pink Sheet writes them. Those of timber (a cubic metre, a sheet) are none that rules can compare.</summary>
public static class PinkSheetUnits
{
    private static readonly FrozenDictionary<string, FileUnit> Named = new Dictionary<string, string>
    {
        ["($/bbl)"] = "USD/bbl",
        ["($/dmtu)"] = "USD/dmtu",
        ["($/kg)"] = "USD/kg",
        ["($/mmbtu)"] = "USD/mmbtu",
        ["($/mt)"] = "USD/t",
        ["($/troy oz)"] = "USD/ozt",
        ["(2010=100)"] = "index",
    }.ToFrozenDictionary(pair => pair.Key, pair => FileUnit.Find(pair.Value)!, StringComparer.Ordinal);

    /// <summary>Null where it is none of them.</summary>
    public static FileUnit? Find(string text) => Named.GetValueOrDefault(text);
}
