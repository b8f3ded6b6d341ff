using Alerts.Core.Observations;
using Alerts.Core.UseCases;

namespace Alerts.Adapters.Sqlite;

/// <summary>Recent periods of many series, which every publication asks for.</summary>
public sealed partial class SqliteStore
{
    public Task<IReadOnlyList<Observation>> Recent(IReadOnlyCollection<SeriesSince> series, CancellationToken cancel) => Read<IReadOnlyList<Observation>>(() =>
    {
        var stored = new StoredObservations(Units(), AllPublications().ToDictionary(publication => publication.Sequence));
        var recent = new List<Observation>();
        _file.Run($"{ObservationColumns} WHERE series_number = (SELECT number FROM series WHERE series = ?1) AND last_day >= ?2 {InOrderOfKey}", rows =>
        {
            foreach (var (name, day) in series)
            {
                var from = recent.Count;
                rows.Bind(1, name);
                rows.Bind(2, new StoredPeriod(Period.Day(day)).LastDay);
                while (rows.Next()) recent.Add(stored.Read(rows, name));
                StoredObservations.SortVintages(recent, from);
            }
        });
        return recent;
    }, cancel);
}
