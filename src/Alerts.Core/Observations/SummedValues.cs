namespace Alerts.Core.Observations;

/// <summary>Adds up its parts: a period once every part has it.</summary>
internal sealed class SummedValues(SeriesDefinition definition) : IDerivedValues
{
    private readonly Dictionary<Period, Dictionary<string, Observation>> _known = [];

    public void Learn(Observation part, List<Observation> history)
    {
        if (!_known.TryGetValue(part.Period, out var values)) _known[part.Period] = values = new(StringComparer.Ordinal);
        if (values.TryGetValue(part.Series, out var before) && before.Vintage > part.Vintage) return;
        values[part.Series] = part;
        if (definition.Parts.All(values.ContainsKey)) history.Add(Sum(part, [.. definition.Parts.Select(id => values[id])]));
    }

    private Observation Sum(Observation last, IReadOnlyList<Observation> parts) =>
        new(definition.Id, last.Period, parts.Sum(part => part.Quantity.In(definition.Unit).Amount), definition.Unit, parts.Max(part => part.Vintage), last.Publication, [], parts);
}
