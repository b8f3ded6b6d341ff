using System.Collections.Frozen;
using Alerts.Core.Observations;

namespace Alerts.Core.Datasets;

/// <summary>A unit as a file names it: a unit of CONTRACT §1, so many of it (<c>万元/吨</c> is 10,000 CNY/t).</summary>
public sealed record FileUnit(Unit Unit, decimal Times)
{
    // FORMATS §0 and §8. Only whole names: "yuan/lb" is nobody's unit, and guessing it would be.
    private static readonly FrozenDictionary<string, FileUnit> Named = new Dictionary<string, FileUnit>(StringComparer.OrdinalIgnoreCase)
    {
        ["yuan/kg"] = Of("CNY/kg"),
        ["yuan/mt"] = Of("CNY/t"),
        ["yuan/t"] = Of("CNY/t"),
        ["元/公斤"] = Of("CNY/kg"),
        ["元/千克"] = Of("CNY/kg"),
        ["元/吨"] = Of("CNY/t"),
        ["万元/吨"] = Of("CNY/t", 10_000),
        ["克"] = Of("g"),
        ["公斤"] = Of("kg"),
        ["千克"] = Of("kg"),
        ["吨"] = Of("t"),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a Chinese name or a unit of CONTRACT §1, whatever its case. Null when it is neither.</summary>
    public static FileUnit? Find(ReadOnlySpan<char> text)
    {
        var name = text.Trim(' ').ToString();
        if (Named.TryGetValue(name, out var unit)) return unit;
        return Unit.TryParse(name, out var known) || Unit.TryParse(InOwnCase(name), out known) ? new(known, 1) : null;
    }

    /// <summary>A name that <see cref="Find"/> reads as this.</summary>
    public string Name => Times == 1 ? Unit.Text : Named.First(pair => pair.Value == this).Key;

    /// <summary>How many of <paramref name="unit"/> one of this is, exactly; null when it does not convert.</summary>
    public Ratio? To(Unit unit) => Unit.ConvertsTo(unit) ? (Unit.To(unit) * Ratio.Of(Times)).Reduced() : null;

    private static FileUnit Of(string unit, decimal times = 1) => new(Unit.Parse(unit), times);

    private static string InOwnCase(string name) => string.Join('/', name.Split('/').Select(AmountInOwnCase));

    // Amounts are written in lower case, currencies in upper case; no name is both.
    private static string AmountInOwnCase(string name)
    {
        var small = name.ToLowerInvariant();
        return small == "mt" || Unit.Names.Contains(small) ? small : name.ToUpperInvariant();
    }
}
