using System.Text;
using Alerts.Core.Datasets;
using Alerts.Core.Observations;

namespace Alerts.Adapters.Sqlite;

/// <summary>The values themselves: written and read in order of their key, which SQLite does several times faster than in any other.</summary>
public sealed partial class SqliteStore
{
    private const string ObservationColumns = "SELECT sequence, last_day, months, value, unit_number, rows FROM observations";
    private const string InOrderOfKey = "ORDER BY last_day, months DESC, sequence";

    // Reads come one after the other.
    private readonly RowRoom _room = new();

    public Task<IReadOnlyList<Observation>> History(IReadOnlyCollection<string> series, CancellationToken cancel) => Read<IReadOnlyList<Observation>>(() =>
    {
        var stored = Stored();
        var history = new List<Observation>();
        foreach (var name in series)
        {
            _file.Run($"{ObservationColumns} WHERE series_number = ?1 {InOrderOfKey}", rows =>
            {
                rows.Bind(1, NumberOf(name));
                history.AddRange(stored.ReadAll(rows, name).Observations);
            });
        }
        return history;
    }, cancel);

    public Task<IReadOnlyList<KnownValue>> Known(string series, Period first, Period last, DateTimeOffset instant, CancellationToken cancel) => Read<IReadOnlyList<KnownValue>>(() =>
    {
        var publications = _publications.Now();
        var stored = new StoredObservations(_units.Now(), publications, [], _room);
        var known = new List<KnownValue>();
        _file.Run($"{ObservationColumns} WHERE series_number = ?1 AND last_day BETWEEN ?2 AND ?3 {InOrderOfKey}", rows =>
        {
            rows.Bind(1, NumberOf(series));
            rows.Bind(2, new StoredPeriod(first).LastDay);
            rows.Bind(3, new StoredPeriod(last).LastDay);
            while (rows.Next())
            {
                var vintage = publications.Of(rows.Integer(0)).Published;
                if (vintage > instant) continue;
                var value = stored.Known(rows, vintage);
                if (known.Count == 0 || known[^1].Period != value.Period) known.Add(value);
                else if (known[^1].Vintage <= value.Vintage) known[^1] = value;
            }
        });
        // Periods that end on the same day may begin before the first asked for, or after the last.
        return known.Count > 0 && (known[0].Period.CompareTo(first) < 0 || known[^1].Period.CompareTo(last) > 0)
            ? [.. known.Where(value => value.Period.CompareTo(first) >= 0 && value.Period.CompareTo(last) <= 0)]
            : known;
    }, cancel);

    public Task<IReadOnlyList<Observation>> Added(long sequence, CancellationToken cancel) => Read<IReadOnlyList<Observation>>(() =>
    {
        var stored = Stored();
        var touched = _file.Query(
            "SELECT s.series, a.series_number, a.from_day, a.to_day FROM additions a JOIN series s ON s.number = a.series_number WHERE a.sequence = $sequence ORDER BY s.series",
            reader => (Series: reader.GetString(0), Number: reader.GetInt64(1), From: reader.GetInt64(2), To: reader.GetInt64(3)), ("$sequence", sequence));
        var added = new List<Observation>();
        _file.Run($"{ObservationColumns} WHERE series_number = ?1 AND last_day BETWEEN ?2 AND ?3 AND sequence = ?4 {InOrderOfKey}", rows =>
        {
            rows.Bind(4, sequence);
            foreach (var (series, number, from, to) in touched)
            {
                rows.Bind(1, number);
                rows.Bind(2, from);
                rows.Bind(3, to);
                while (rows.Next()) added.Add(stored.Read(rows, series));
            }
        });
        return added;
    }, cancel);

    private StoredObservations Stored() => new(_units.Now(), _publications.Now(), _origins.Now(), _room);

    private void Insert(Publication publication, IReadOnlyList<ReadValue> additions)
    {
        var bySeries = SeriesValues.Of(additions).Select(values => (Number: NumberFor(values.Series), Values: values)).OrderBy(series => series.Number).ToList();
        var units = new Dictionary<Unit, long>();
        var insert = new ObservationInsert(_file, publication.Sequence, unit => UnitNumberFor(unit, units));
        foreach (var (number, values) in bySeries) insert.Write(number, values);
        foreach (var (number, value) in insert.FromQuarantine) InsertOrigin(publication.Sequence, number, value);
        foreach (var (number, values) in bySeries)
        {
            _file.Execute(
                "INSERT INTO additions VALUES ($sequence, $series, $from, $to)",
                ("$sequence", publication.Sequence), ("$series", number), ("$from", new StoredPeriod(values.First).LastDay), ("$to", new StoredPeriod(values.Last).LastDay));
        }
    }

    /// <returns>0 for a series of which nothing is stored.</returns>
    private long NumberOf(string series) => _file.Number("SELECT number FROM series WHERE series = $series", ("$series", series));

    /// <returns>The same for many series.</returns>
    private long[] NumbersOf(IEnumerable<string> series, int count)
    {
        var (numbers, at) = (new long[count], 0);
        _file.Run("SELECT number FROM series WHERE series = ?1", row =>
        {
            foreach (var name in series)
            {
                row.Bind(1, name);
                numbers[at++] = row.Next() ? row.Integer(0) : 0;
                row.Reset();
            }
        });
        return numbers;
    }

    private long NumberFor(string series)
    {
        if (NumberOf(series) is var known and not 0) return known;
        _file.Execute("INSERT INTO series (series) VALUES ($series)", ("$series", series));
        return NumberOf(series);
    }

    private long UnitNumberFor(Unit unit, Dictionary<Unit, long> met)
    {
        if (met.TryGetValue(unit, out var number)) return number;
        if (_file.Change("INSERT INTO units (unit) VALUES ($unit) ON CONFLICT DO NOTHING", ("$unit", unit.Text)) == 1) _units.Forget();
        return met[unit] = _file.Number("SELECT number FROM units WHERE unit = $unit", ("$unit", unit.Text));
    }

    private Dictionary<long, Unit> Units()
    {
        var units = new Dictionary<long, Unit>();
        _file.Run("SELECT number, unit FROM units", row =>
        {
            while (row.Next()) units.Add(row.Integer(0), Unit.Parse(Encoding.UTF8.GetString(row.Utf8(1))));
        });
        return units;
    }
}
