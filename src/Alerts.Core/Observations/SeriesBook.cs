namespace Alerts.Core.Observations;

/// <summary>Every vintage of the series of a workspace, derived ones worked out.</summary>
public sealed class SeriesBook
{
    private const int MostDaysCombined = 366;

    private readonly IReadOnlyDictionary<string, SeriesDefinition> _definitions;
    private readonly ReplayOrder _order;
    private readonly Dictionary<string, RecentValues> _values;
    private readonly ILookup<string, Observation> _stored;
    private readonly Dictionary<string, IReadOnlyList<Observation>> _histories = new(StringComparer.Ordinal);
    private readonly Lock _working = new();

    /// <param name="definitions">Every series, by id.</param>
    /// <param name="stored">Every vintage of the stored series; derived ones are not stored.</param>
    public SeriesBook(IReadOnlyDictionary<string, SeriesDefinition> definitions, IEnumerable<Observation> stored, ReplayOrder order)
        : this(definitions, [], stored, order)
    {
    }

    /// <param name="values">Every vintage of some stored series: their observations are put together where somebody asks.</param>
    /// <param name="stored">Every vintage of the others.</param>
    public SeriesBook(IReadOnlyDictionary<string, SeriesDefinition> definitions, IEnumerable<RecentValues> values, IEnumerable<Observation> stored, ReplayOrder order)
    {
        (_definitions, _order) = (definitions, order);
        _values = values.ToDictionary(one => one.Series, StringComparer.Ordinal);
        _stored = stored.ToLookup(observation => observation.Series, StringComparer.Ordinal);
    }

    /// <summary>The newest vintage of any stored series; the first instant there is where nothing is stored.</summary>
    public DateTimeOffset Newest => _stored.SelectMany(series => series).Select(observation => observation.Vintage)
        .Concat(_values.Values.SelectMany(series => Enumerable.Range(0, series.Values.Length).Select(at => series.Publication(at).Published))).DefaultIfEmpty(DateTimeOffset.MinValue).Max();

    /// <summary>The stored series that a series is made of: itself, or the parts of a derived one, and theirs.</summary>
    public static IEnumerable<string> Sources(SeriesDefinition definition, IReadOnlyDictionary<string, SeriesDefinition> definitions) =>
        definition.IsDerived ? definition.Parts.SelectMany(id => Sources(definitions[id], definitions)) : [definition.Id];

    /// <summary>The same, each with the day from which on it must be known so that the series is known from a day on.</summary>
    public static IEnumerable<SeriesFrom> Sources(SeriesDefinition definition, IReadOnlyDictionary<string, SeriesDefinition> definitions, DateOnly day)
    {
        if (!definition.IsDerived) return [new(definition.Id, day)];
        // A combined period may be made of single months, and a rate may be some days older.
        var back = definition.Derivation switch { Derivation.UnitValue when definition.Frequency == Frequency.Monthly => MostDaysCombined, Derivation.Conversion conversion => conversion.WithinDays, _ => 0 };
        var from = day.DayNumber > back ? day.AddDays(-back) : DateOnly.MinValue;
        return definition.Parts.SelectMany(id => Sources(definitions[id], definitions, from));
    }

    /// <returns>Every vintage of a series, in the order in which they become known. Several may ask at once.</returns>
    public IReadOnlyList<Observation> History(string series)
    {
        lock (_working)
        {
            if (_histories.TryGetValue(series, out var known)) return known;
            var definition = _definitions[series];
            return _histories[series] = definition.IsDerived
                ? DerivedSeries.History(definition, definition.Parts.SelectMany(History).Where(part => part.Standing == Standing.Confirmed), _order)
                : DerivedSeries.Replay(_values.TryGetValue(series, out var values) ? values.Observations : _stored[series], _order);
        }
    }

    /// <returns>The same for comparing; of a series that is given so, in order of period.</returns>
    public RecentValues Values(string series) => _values.TryGetValue(series, out var values) ? values : RecentValues.Of(series, History(series));
}

/// <summary>A stored series, from a day on.</summary>
public readonly record struct SeriesFrom(string Series, DateOnly Day);
