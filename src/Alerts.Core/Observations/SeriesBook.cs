namespace Alerts.Core.Observations;

/// <summary>Every vintage of the series of a workspace, derived ones worked out.</summary>
/// <param name="definitions">Every series, by id.</param>
/// <param name="stored">Every vintage of the stored series; derived ones are not stored.</param>
public sealed class SeriesBook(IReadOnlyDictionary<string, SeriesDefinition> definitions, IEnumerable<Observation> stored, ReplayOrder order)
{
    private readonly ILookup<string, Observation> _stored = stored.ToLookup(observation => observation.Series, StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<Observation>> _histories = new(StringComparer.Ordinal);

    /// <summary>The newest vintage of any stored series; the first instant there is where nothing is stored.</summary>
    public DateTimeOffset Newest => _stored.SelectMany(series => series).Select(observation => observation.Vintage).DefaultIfEmpty(DateTimeOffset.MinValue).Max();

    /// <summary>The stored series that a series is made of: itself, or the parts of a derived one, and theirs.</summary>
    public static IEnumerable<string> Sources(SeriesDefinition definition, IReadOnlyDictionary<string, SeriesDefinition> definitions) =>
        definition.IsDerived ? definition.Sum.SelectMany(id => Sources(definitions[id], definitions)) : [definition.Id];

    /// <returns>Every vintage of a series, in the order in which they become known.</returns>
    public IReadOnlyList<Observation> History(string series)
    {
        if (_histories.TryGetValue(series, out var known)) return known;
        var definition = definitions[series];
        return _histories[series] = definition.IsDerived
            ? DerivedSeries.History(definition, definition.Sum.SelectMany(History).Where(part => part.Standing == Standing.Confirmed), order)
            : DerivedSeries.Replay(_stored[series], order);
    }
}
