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
            var numbers = NumbersOf(series.Select(since => since.Series), series.Count);
            foreach (var since in series)
            {
                rows.Bind(1, numbers[recent.Count]);
                rows.Bind(2, new StoredPeriod(Period.Day(since.Day)).LastDay);
                recent.Add(stored.ReadAll(rows, since.Series));
            }
        });
        return recent;
    }, cancel);
}
