using Alerts.Core.Observations;
using Alerts.Core.Rules;

namespace Alerts.Adapters.Workspaces;

/// <summary>One entry of <c>derived</c>.</summary>
internal sealed record DerivedSection(Section Section)
{
    /// <summary>Adds the derived series to those that datasets have. A derived series may be a part of another one.</summary>
    public static void AddAll(IReadOnlyList<DerivedSection> all, Dictionary<string, SeriesDefinition> series, Names names)
    {
        var waiting = all.Select(item => (item.Section, Id: names.Take(item.Section, "series"))).ToList();
        var ids = waiting.Select(item => item.Id).OfType<string>().ToHashSet(StringComparer.Ordinal);
        for (var added = true; added && waiting.Count > 0;)
        {
            var ready = waiting.Where(item => Parts(item.Section).All(part => series.ContainsKey(part) || !ids.Contains(part))).ToList();
            foreach (var (section, id) in ready)
            {
                if (Read(section, id, series, names) is { } definition) series[definition.Id] = definition;
                else if (id is not null) ids.Remove(id);
            }
            waiting.RemoveAll(ready.Contains);
            added = ready.Count > 0;
        }
        foreach (var (section, id) in waiting) section.Wrong("sum", "cycle", $"the derived series '{id}' is made of itself");
    }

    private static IEnumerable<string> Parts(Section section) => section.List("sum").Select(section.Text);

    private static SeriesDefinition? Read(Section section, string? id, Dictionary<string, SeriesDefinition> series, Names names)
    {
        var unit = SeriesSection.Unit(section);
        var title = Names.Line(section, "title");
        var parts = new List<SeriesDefinition>();
        var isGood = true;
        foreach (var node in section.List("sum"))
        {
            var name = section.Text(node);
            if (series.TryGetValue(name, out var part)) parts.Add(part);
            else if (!names.IsDeclared("series", name)) section.Wrong(node, "unknown-series", $"unknown series '{name}'", null, Nearest.Name(name, series.Keys.Order(StringComparer.Ordinal)));
            isGood &= part is not null;
            if (part is not null && unit is not null && !(part.Unit.AddsUp && part.Unit.ConvertsTo(unit)))
            {
                section.Wrong(node, "wrong-unit", $"{name} in {part.Unit} does not add up to {unit}", $"series of amounts that convert to {unit}");
                isGood = false;
            }
            if (part is not null && (part.Frequency == Frequency.Monthly) != (parts[0].Frequency == Frequency.Monthly))
            {
                section.Wrong(node, "wrong-frequency", $"{name} and {parts[0].Id} are not of the same frequency");
                isGood = false;
            }
        }
        if (!isGood || id is null || unit is null || parts.Count == 0) return null;
        return new(id, title ?? id, unit, parts[0].Frequency, null, section.Labels("labels"), "derived", string.Join(", ", parts.Select(part => part.Publisher).Distinct(StringComparer.Ordinal)), [.. parts.Select(part => part.Id)]);
    }
}
