using Alerts.Core.Alerting;
using Alerts.Core.Observations;

namespace Alerts.Core.UseCases;

/// <summary>Recent periods of series as a publication leaves them, derived ones worked out.</summary>
internal sealed class RecentBook
{
    private readonly Dictionary<string, RecentSeries> _series = new(StringComparer.Ordinal);
    private readonly Lazy<SeriesBook> _histories;
    private readonly long _sequence;

    /// <param name="recent">Every vintage of the recent periods of stored series, those of a series one after the other, as the store gives them.</param>
    /// <param name="sequence">Of the publication; later ones are left out.</param>
    public RecentBook(Workspace workspace, IReadOnlyList<Observation> recent, long sequence)
    {
        _sequence = sequence;
        _histories = new(() => new SeriesBook(workspace.Series, recent, ReplayOrder.AsRead));
        for (int from = 0, to; from < recent.Count; from = to)
        {
            var id = recent[from].Series;
            for (to = from + 1; to < recent.Count && recent[to].Series == id;) to++;
            _series[id] = new(workspace.Series[id], Part(recent, from, to), sequence);
        }
    }

    public IReadOnlyList<RecentSeries> Of(IReadOnlyList<SeriesDefinition> definitions) => definitions is [var only] ? Of(only).Alone : [.. definitions.Select(Of)];

    private RecentSeries Of(SeriesDefinition definition)
    {
        if (_series.TryGetValue(definition.Id, out var known)) return known;
        return _series[definition.Id] = new(definition, definition.IsDerived ? _histories.Value.History(definition.Id) : [], _sequence);
    }

    private static IEnumerable<Observation> Part(IReadOnlyList<Observation> recent, int from, int to)
    {
        for (var at = from; at < to; at++) yield return recent[at];
    }
}
