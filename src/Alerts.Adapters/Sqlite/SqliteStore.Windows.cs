using System.Globalization;
using Alerts.Core.Observations;
using Alerts.Core.UseCases;

namespace Alerts.Adapters.Sqlite;

/// <summary>Recent periods of many series, which every publication asks for.</summary>
public sealed partial class SqliteStore
{
    public Task<IReadOnlyList<Observation>> Recent(IReadOnlyCollection<SeriesSince> series, CancellationToken cancel) => Read<IReadOnlyList<Observation>>(() =>
    {
        var (units, publications) = (Units(), AllPublications().ToDictionary(publication => publication.Sequence));
        var recent = new List<Observation>();
        using var rows = _file.Rows($"SELECT {ObservationColumns} FROM observations o WHERE series_number = (SELECT number FROM series WHERE series = ?) AND last_day >= ? ORDER BY last_day, months DESC, sequence");
        var (publication, unit) = ((Publication?)null, (Number: 0L, Unit: (Unit?)null));
        foreach (var (name, day) in series)
        {
            var from = recent.Count;
            rows.With(1, name).With(2, new StoredPeriod(Period.Day(day)).LastDay).ForEach(row =>
            {
                var sequence = row.Int64(0);
                if (publication?.Sequence != sequence) publication = publications[sequence];
                var number = row.Int64(4);
                if (unit.Unit is null || unit.Number != number) unit = (number, units[number]);
                recent.Add(new(name, new StoredPeriod(row.Int32(1), row.Int32(2)).Period, StoredNumber.Read(row.Text(3)), unit.Unit!, publication!.Published, publication, Lines(row, 5), []));
            });
            SortVintages(recent, from);
        }
        return recent;
    }, cancel);

    private static IReadOnlyList<int> Lines(SqliteRows row, int column) =>
        !row.IsText(column) ? [row.Int32(column)]
        : row.Text(column).IsEmpty ? []
        : [.. row.String(column).Split(',').Select(line => int.Parse(line, CultureInfo.InvariantCulture))];
}
