using Alerts.Core.Observations;
using Alerts.Core.Rules;
using YamlDotNet.RepresentationModel;

namespace Alerts.Adapters.Workspaces;

/// <summary>One entry of <c>derived</c>.</summary>
internal sealed record DerivedSection(Section Section)
{
    /// <summary>Adds the derived series to those that datasets have. A derived series may be a part of another one.</summary>
    public static void AddAll(IReadOnlyList<DerivedSection> all, Dictionary<string, SeriesDefinition> series, Names names)
    {
        if (all.Count == 0) return;
        var entries = all.Select(item => (item.Section, Id: names.Take(item.Section, Names.Series), Parts: item.Parts())).ToList();
        var ids = entries.Select(entry => entry.Id).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var awaited = entries.SelectMany((entry, at) => entry.Parts.Select(part => (part.Id, At: at))).Where(part => ids.Contains(part.Id)).Distinct().ToLookup(part => part.Id, part => part.At, StringComparer.Ordinal);
        var missing = entries.Select(entry => entry.Parts.Select(part => part.Id).Distinct(StringComparer.Ordinal).Count(ids.Contains)).ToArray();
        var ready = new Queue<int>(Enumerable.Range(0, entries.Count).Where(at => missing[at] == 0));
        while (ready.TryDequeue(out var at))
        {
            var (section, id, parts) = entries[at];
            if (Read(section, id, parts, series, names) is { } definition) series[definition.Id] = definition;
            if (id is null) continue;
            foreach (var next in awaited[id].Where(next => --missing[next] == 0)) ready.Enqueue(next);
        }
        var waiting = entries.Where((_, at) => missing[at] > 0).ToList();
        var made = waiting.Where(entry => entry.Id is not null).ToDictionary(entry => entry.Id!, entry => entry.Parts.Select(part => part.Id).ToList(), StringComparer.Ordinal);
        foreach (var (section, id, _) in waiting.Where(entry => entry.Id is not null && IsMadeOfItself(entry.Id, made)))
            section.Wrong("sum", "cycle", $"the derived series '{id}' is made of itself");
    }

    private List<(YamlScalarNode Node, string Id)> Parts() =>
        [.. Section.FilledList("sum").Select(node => (node, Id: Section.Text(node, "sum"))).Where(part => part.Id is not null).Select(part => (part.node, part.Id!))];

    // Others wait for a cycle without being on it: what is wrong with them is wrong there.
    private static bool IsMadeOfItself(string id, Dictionary<string, List<string>> made)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var next = new Stack<string>([id]);
        while (next.TryPop(out var here))
        {
            foreach (var part in made.GetValueOrDefault(here) ?? [])
            {
                if (part == id) return true;
                if (seen.Add(part)) next.Push(part);
            }
        }
        return false;
    }

    private static SeriesDefinition? Read(Section section, string? id, List<(YamlScalarNode Node, string Id)> named, Dictionary<string, SeriesDefinition> series, Names names)
    {
        var unit = SeriesSection.Unit(section);
        var (title, basis, labels) = (Names.Line(section, "title"), Names.Line(section, "basis"), section.Labels("labels"));
        var parts = new List<SeriesDefinition>();
        foreach (var (node, name) in named)
        {
            if (!series.TryGetValue(name, out var part))
            {
                if (!names.SeriesAreUnsure && !names.IsDeclared(Names.Series, name)) section.Wrong(node, "unknown-series", $"unknown series '{name}'", null, Nearest.Name(name, series.Keys.Order(StringComparer.Ordinal)));
            }
            else if (PartSuits(section, node, part, unit, parts))
            {
                parts.Add(part);
            }
        }
        if (id is null || unit is null || parts.Count == 0 || parts.Count < named.Count) return null;
        return new(id, title ?? id, unit, parts[0].Frequency, basis, labels, "derived", string.Join(", ", parts.Select(part => part.Publisher).Distinct(StringComparer.Ordinal)), [.. parts.Select(part => part.Id)]) { Released = parts.TrueForAll(part => ReferenceEquals(part.Released, parts[0].Released)) ? parts[0].Released : null };
    }

    private static bool PartSuits(Section section, YamlScalarNode node, SeriesDefinition part, Unit? unit, List<SeriesDefinition> before)
    {
        if (before.Exists(other => other.Id == part.Id))
            section.Wrong(node, "duplicate-part", $"{part.Id} would count twice");
        else if (unit is not null && !(part.Unit.AddsUp && part.Unit.ConvertsTo(unit)))
            section.Wrong(node, "wrong-unit", $"{part.Id} in {part.Unit} does not add up to {unit}", $"series of amounts that convert to {unit}");
        else if (before.Count > 0 && part.Frequency != before[0].Frequency)
            section.Wrong(node, "wrong-frequency", $"{part.Id} and {before[0].Id} are not of the same frequency");
        else
            return true;
        return false;
    }
}
