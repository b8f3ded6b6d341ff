using System.Collections.Frozen;

namespace Alerts.Core.Datasets.Gacc;

/// <summary>Country codes of China customs with the names that its exports print. They are not UN M49: there 104 is Myanmar, here Bhutan (FORMATS §1).</summary>
internal static class GaccPartners
{
    private static readonly FrozenDictionary<int, string> Names = new Dictionary<int, string>
    {
        [104] = "不丹",
        [106] = "缅甸",
        [112] = "印度尼西亚",
        [119] = "老挝",
        [122] = "马来西亚",
        [136] = "泰国",
        [141] = "越南",
        [402] = "阿根廷",
        [410] = "巴西",
        [502] = "美国",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, int> Codes = Names.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>False when the name is that of another code, or the code that of another name. What the list does not know is believed.</summary>
    public static bool Agree(int code, string name) =>
        name.Length == 0 || (Names.TryGetValue(code, out var known) ? known == name : !Codes.ContainsKey(name));

    /// <summary>Every code that a row may mean: its own, and that of its name.</summary>
    public static IReadOnlyList<string> Meant(int code, string name) => Codes.TryGetValue(name, out var other) ? [$"{code}", $"{other}"] : [$"{code}"];
}
