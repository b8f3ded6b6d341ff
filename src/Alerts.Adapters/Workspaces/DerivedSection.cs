using Alerts.Core.Observations;
using Alerts.Core.Rules;

namespace Alerts.Adapters.Workspaces;

/// <summary>One entry of <c>derived</c>.</summary>
internal sealed class DerivedSection
{
    private readonly Section _section;
    private readonly string? _id;
    private readonly DerivationSection? _derivation;

    public DerivedSection(Section section, Names names)
    {
        _section = section;
        _id = names.Take(section, Names.Series);
        _derivation = DerivationSection.Read(section);
    }

    private IEnumerable<string> Parts => _derivation?.Parts.Select(part => part.Id) ?? [];

    /// <summary>Adds the derived series to those that datasets have. A derived series may be a part of another one.</summary>
    public static void AddAll(IReadOnlyList<Section> sections, Dictionary<string, SeriesDefinition> series, Names names)
    {
        if (sections.Count == 0) return;
        var all = sections.Select(section => new DerivedSection(section, names)).ToList();
        var ids = all.Select(entry => entry._id).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var awaited = all.SelectMany((entry, at) => entry.Parts.Select(part => (Id: part, At: at))).Where(part => ids.Contains(part.Id)).Distinct().ToLookup(part => part.Id, part => part.At, StringComparer.Ordinal);
        var missing = all.Select(entry => entry.Parts.Distinct(StringComparer.Ordinal).Count(ids.Contains)).ToArray();
        var ready = new Queue<int>(Enumerable.Range(0, all.Count).Where(at => missing[at] == 0));
        while (ready.TryDequeue(out var at))
        {
            if (all[at].Read(series, names) is { } definition) series[definition.Id] = definition;
            if (all[at]._id is not { } id) continue;
            foreach (var next in awaited[id].Where(next => --missing[next] == 0)) ready.Enqueue(next);
        }
        var waiting = all.Where((entry, at) => missing[at] > 0 && entry._id is not null).ToList();
        var made = waiting.ToDictionary(entry => entry._id!, entry => entry.Parts.ToList(), StringComparer.Ordinal);
        foreach (var entry in waiting.Where(entry => IsMadeOfItself(entry._id!, made)))
            entry._section.Wrong(entry._derivation!.Key, "cycle", $"the derived series '{entry._id}' is made of itself");
    }

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

    private SeriesDefinition? Read(Dictionary<string, SeriesDefinition> series, Names names)
    {
        var unit = _derivation is { Unit: { } to } ? to : SeriesSection.Unit(_section);
        if (unit is null && _derivation is not null and not { Key: "convert" } && _section.Child("unit") is null) _section.Wrong("unit", "missing-key", "'unit' is missing in a derived series");
        var (title, basis, labels) = (Names.Line(_section, "title"), Names.Line(_section, "basis"), _section.Labels("labels"));
        if (_derivation is null || _derivation.Parts.Count < _derivation.Least) return null;
        var good = new List<SeriesDefinition?>();
        foreach (var (at, node, id) in _derivation.Parts) good.Add(Part(at, node, id, good, unit, series, names));
        if (_id is null || unit is null || good.Count == 0 || good.Contains(null)) return null;
        var parts = good.OfType<SeriesDefinition>().ToList();
        return new(_id, title ?? _id, unit, parts[0].Frequency, basis, labels, "derived", string.Join(", ", parts.Select(part => part.Publisher).Distinct(StringComparer.Ordinal)), [.. parts.Select(part => part.Id)])
        {
            Derivation = _derivation.Made(parts),
            Released = parts.TrueForAll(part => ReferenceEquals(part.Released, parts[0].Released)) ? parts[0].Released : null,
        };
    }

    private SeriesDefinition? Part(Section at, YamlNode node, string id, List<SeriesDefinition?> before, Unit? unit, Dictionary<string, SeriesDefinition> series, Names names)
    {
        if (series.TryGetValue(id, out var part))
        {
            if (_derivation!.Fault(before, part, unit) is not { } fault) return part;
            at.Wrong(node, fault.Code, fault.Message, fault.Expected);
        }
        else if (!names.SeriesAreUnsure && !names.IsDeclared(Names.Series, id))
        {
            at.Wrong(node, "unknown-series", $"unknown series '{id}'", null, Nearest.Name(id, series.Keys.Order(StringComparer.Ordinal)));
        }
        return null;
    }
}

/// <summary>What is wrong with a part.</summary>
internal sealed record PartFault(string Code, string Message, string? Expected = null);

/// <summary>A part as it is named.</summary>
internal readonly record struct NamedPart(Section At, YamlNode Node, string Id);
