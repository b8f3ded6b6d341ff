using Alerts.Core.Alerting;
using Alerts.Core.Observations;

namespace Alerts.Core.UseCases;

/// <summary>Recent periods of series as a publication leaves them, derived ones worked out.</summary>
internal sealed class RecentBook
{
    private readonly Dictionary<string, RecentSeries> _series;
    private readonly Lazy<SeriesBook> _histories;
    private readonly long _sequence;

    /// <param name="recent">Of the stored series.</param>
    /// <param name="sequence">Of the publication; later ones are left out.</param>
    public RecentBook(Workspace workspace, IReadOnlyList<RecentValues> recent, long sequence)
    {
        _sequence = sequence;
        _histories = new(() => new SeriesBook(workspace.Series, recent.SelectMany(series => series.Observations), ReplayOrder.AsRead));
        _series = recent.ToDictionary(series => series.Series, series => new RecentSeries(workspace.Series[series.Series], series, sequence), StringComparer.Ordinal);
    }

    public IReadOnlyList<RecentSeries> Of(IReadOnlyList<SeriesDefinition> definitions) => definitions is [var only] ? Of(only).Alone : [.. definitions.Select(Of)];

    private RecentSeries Of(SeriesDefinition definition)
    {
        if (_series.TryGetValue(definition.Id, out var known)) return known;
        return _series[definition.Id] = new(definition, RecentValues.Of(definition.Id, _histories.Value.History(definition.Id)), _sequence);
    }
}
