using Alerts.Core.Datasets;
using Alerts.Core.Observations;

namespace Alerts.Core.UseCases;

/// <summary>The vintages of the series met so far, read from the store once for each series.</summary>
internal sealed class KnownHistories(IObservationStore observations)
{
    private readonly Dictionary<string, Dictionary<Period, List<Observation>>> _histories = new(StringComparer.Ordinal);

    public async Task<NewValues> New(IReadOnlyList<ReadValue> values, DateTimeOffset published, CancellationToken cancel)
    {
        var unmet = values.Select(value => value.Series).Distinct(StringComparer.Ordinal).Where(series => !_histories.ContainsKey(series)).ToList();
        foreach (var series in unmet) _histories[series] = [];
        if (unmet.Count > 0) foreach (var observation in await observations.History(unmet, cancel)) At(observation.Series, observation.Period).Add(observation);
        return NewValues.Of(values, published, (series, period) => _histories[series].TryGetValue(period, out var known) ? known : []);
    }

    public void Add(NewValues values, Publication publication)
    {
        foreach (var (value, _) in values.Added)
        {
            var history = At(value.Series, value.Period);
            // After all of an equal or older vintage: it was read last.
            var after = history.FindLastIndex(known => known.Vintage <= publication.Published);
            history.Insert(after + 1, new(value.Series, value.Period, value.Value, value.Unit, publication.Published, publication, value.Rows, []));
        }
    }

    private List<Observation> At(string series, Period period)
    {
        var periods = _histories[series];
        if (!periods.TryGetValue(period, out var history)) periods[period] = history = [];
        return history;
    }
}
