using Alerts.Core.Observations;
using Alerts.Core.UseCases;

namespace Alerts.Adapters.Sqlite;

/// <summary>Recent periods of many series, which every publication asks for.</summary>
public sealed partial class SqliteStore
{
    public Task<IReadOnlyList<RecentValues>> Recent(IReadOnlyCollection<SeriesSince> series, CancellationToken cancel) => Read<IReadOnlyList<RecentValues>>(() =>
    {
        var stored = Stored();
        var recent = new List<RecentValues>(series.Count);
        _file.Run($"{ObservationColumns} WHERE series_number = ?1 AND last_day >= ifnull((SELECT max(last_day) FROM observations WHERE series_number = ?1 AND last_day < ?2), ?2) {InOrderOfKey}", rows =>
        {
            foreach (var ((name, day), number) in series.Zip(NumbersOf(series.Select(since => since.Series))))
            {
                rows.Bind(1, number);
                rows.Bind(2, new StoredPeriod(Period.Day(day)).LastDay);
                recent.Add(stored.ReadAll(rows, name));
            }
        });
        return recent;
    }, cancel);
}
