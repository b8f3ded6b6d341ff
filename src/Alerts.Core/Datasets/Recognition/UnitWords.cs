using System.Collections.Frozen;
using Alerts.Core.Observations;

namespace Alerts.Core.Datasets.Recognition;

/// <summary>Units as people write them into headings: <c>Price (USD/mt)</c>, <c>铽 [元/公斤]</c>, <c>单位：万元/吨</c>.</summary>
internal static class UnitWords
{
    private static readonly FrozenDictionary<string, string> Words = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["$"] = "USD",
        ["us$"] = "USD",
        ["usd"] = "USD",
        ["美元"] = "USD",
        ["€"] = "EUR",
        ["eur"] = "EUR",
        ["euro"] = "EUR",
        ["欧元"] = "EUR",
        ["£"] = "GBP",
        ["rmb"] = "CNY",
        ["cny"] = "CNY",
        ["yuan"] = "CNY",
        ["元"] = "CNY",
        ["人民币"] = "CNY",
        ["日元"] = "JPY",
        ["mt"] = "t",
        ["t"] = "t",
        ["tonne"] = "t",
        ["tonnes"] = "t",
        ["metric ton"] = "t",
        ["metric tons"] = "t",
        ["吨"] = "t",
        ["公吨"] = "t",
        ["kg"] = "kg",
        ["kgs"] = "kg",
        ["公斤"] = "kg",
        ["千克"] = "kg",
        ["g"] = "g",
        ["克"] = "g",
        ["lb"] = "lb",
        ["lbs"] = "lb",
        ["磅"] = "lb",
        ["troy oz"] = "ozt",
        ["ozt"] = "ozt",
        ["troy ounce"] = "ozt",
        ["bbl"] = "bbl",
        ["barrel"] = "bbl",
        ["桶"] = "bbl",
        ["mmbtu"] = "mmbtu",
        ["dmtu"] = "dmtu",
        ["%"] = "%",
        ["index"] = "index",
        ["指数"] = "index",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly (char Open, char Close)[] Brackets = [('(', ')'), ('（', '）'), ('[', ']'), ('【', '】')];

    private static readonly string[] Introductions = ["单位：", "单位:", "unit:", "units:"];

    /// <summary>A unit that is the whole of a cell, brackets aside.</summary>
    public static FileUnit? Whole(string text)
    {
        var name = text.Trim().Trim('(', ')', '（', '）', '[', ']').Trim();
        if (name.EndsWith("=100", StringComparison.Ordinal)) return new(Unit.Parse("index"), 1);
        // "All" in brackets is no Albanian lek, and a 1 among numbers no unit.
        if (name == "1" || (name.Length == 3 && !Words.ContainsKey(name) && name.Any(char.IsAsciiLetterLower))) return null;
        if (FileUnit.Find(name) is { } known) return known;
        var parts = name.Replace(" per ", "/", StringComparison.OrdinalIgnoreCase).Split('/');
        if (parts.Length > 2 || !Array.TrueForAll(parts, part => Words.ContainsKey(part.Trim()))) return null;
        return Unit.TryParse(string.Join('/', parts.Select(part => Words[part.Trim()])), out var unit) ? new(unit, 1) : null;
    }

    /// <summary>A unit within a heading: in brackets, after a comma, as a last word with a slash, or as all of it.</summary>
    /// <param name="rest">The heading without it.</param>
    public static FileUnit? In(string heading, out string rest)
    {
        heading = heading.Trim();
        rest = heading;
        foreach (var (from, to) in Places(heading))
        {
            if (Whole(heading[from..to]) is not { } unit) continue;
            rest = (heading[..from] + heading[to..]).Trim().Trim('(', ')', '（', '）', '[', ']', '【', '】', ',', ';', '-', '_', ':', '：').Trim();
            return unit;
        }
        return null;
    }

    /// <summary>A unit that a line above the table gives for all of it; null where it gives none.</summary>
    public static FileUnit? OfTable(IEnumerable<SampleRow> above)
    {
        foreach (var cell in above.SelectMany(row => row.Cells))
        {
            foreach (var introduction in Introductions)
            {
                var at = cell.Text.IndexOf(introduction, StringComparison.OrdinalIgnoreCase);
                if (at >= 0 && Whole(cell.Text[(at + introduction.Length)..]) is { } unit) return unit;
            }
        }
        return null;
    }

    private static IEnumerable<(int From, int To)> Places(string heading)
    {
        foreach (var (open, close) in Brackets)
        {
            var from = heading.LastIndexOf(open);
            var to = from < 0 ? -1 : heading.IndexOf(close, from);
            if (to > from) yield return (from + 1, to);
        }
        if (heading.LastIndexOfAny([',', '，', ';', ':', '：']) is var comma and > 0) yield return (comma + 1, heading.Length);
        if (heading.LastIndexOf(' ') is var blank and > 0 && heading.AsSpan(blank).ContainsAny('/', '%')) yield return (blank + 1, heading.Length);
        if (heading.Contains('/', StringComparison.Ordinal)) yield return (0, heading.Length);
    }
}
