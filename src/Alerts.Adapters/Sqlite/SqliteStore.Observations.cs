using System.Globalization;
using Alerts.Core.Datasets;
using Alerts.Core.Observations;
using Alerts.Core.UseCases;
using Microsoft.Data.Sqlite;

namespace Alerts.Adapters.Sqlite;

public sealed partial class SqliteStore
{
    private const string FileColumns = "sequence, sha256, file, dataset, fingerprint, published, read_at, outcome, reason, accepted, unchanged";
    private const string ObservationColumns = "o.sequence, o.last_day, o.months, o.value, o.unit_number, o.rows";

    public Task<FileRecord?> Find(string sha256, CancellationToken cancel) => Read(() =>
        _file.Query($"SELECT {FileColumns} FROM files WHERE sha256 = $sha256", ReadFile, ("$sha256", sha256)).Select(file => (FileRecord?)(file with { SetAside = SetAside(file.Sequence) })).FirstOrDefault(), cancel);

    public Task<Publication> Append(FileRecord file, IReadOnlyList<ReadValue> additions, CancellationToken cancel) => Write(() =>
    {
        _file.Execute("DELETE FROM files WHERE sha256 = $sha256 AND outcome = 'rejected'", ("$sha256", file.Sha256));
        var written = file with { Sequence = _file.Scalar<long>("SELECT coalesce(max(sequence), 0) + 1 FROM files") };
        Insert(written);
        Insert(written.Publication, additions);
        if (file.Outcome != ReadingOutcome.Rejected) Queue(WorkKind.Evaluate, written.Sequence.ToString(CultureInfo.InvariantCulture), file.ReadAt);
        return written.Publication;
    }, cancel);

    public Task<IReadOnlyList<Observation>> History(IReadOnlyCollection<string> series, CancellationToken cancel) => Read<IReadOnlyList<Observation>>(() =>
    {
        var rows = new ObservationReader(Units(), AllPublications().ToDictionary(publication => publication.Sequence));
        var history = new List<Observation>();
        foreach (var name in series)
        {
            var from = history.Count;
            history.AddRange(_file.Query(
                $"SELECT {ObservationColumns} FROM observations o WHERE series_number = (SELECT number FROM series WHERE series = $series) ORDER BY last_day, months DESC, sequence",
                reader => rows.Read(reader, name), ("$series", name)));
            SortVintages(history, from);
        }
        return history;
    }, cancel);

    public Task<IReadOnlyList<Observation>> Added(long sequence, CancellationToken cancel) => Read<IReadOnlyList<Observation>>(() =>
    {
        var rows = new ObservationReader(Units(), _file.Query($"SELECT {FileColumns} FROM files WHERE sequence = $sequence AND outcome <> 'rejected'", ReadFile, ("$sequence", sequence)).ToDictionary(file => file.Sequence, file => file.Publication));
        return _file.Query(
            $"""
            SELECT {ObservationColumns}, s.series
            FROM additions a JOIN series s ON s.number = a.series_number JOIN observations o ON o.series_number = a.series_number AND o.last_day BETWEEN a.from_day AND a.to_day
            WHERE a.sequence = $sequence AND o.sequence = $sequence
            ORDER BY s.series, o.last_day, o.months DESC
            """,
            reader => rows.Read(reader, reader.GetString(6)), ("$sequence", sequence));
    }, cancel);

    public Task<IReadOnlyList<Publication>> Publications(CancellationToken cancel) => Read<IReadOnlyList<Publication>>(AllPublications, cancel);

    private List<Publication> AllPublications() =>
        _file.Query($"SELECT {FileColumns} FROM files WHERE outcome <> 'rejected' ORDER BY sequence", reader => ReadFile(reader).Publication);

    private Publication PublicationOf(long sequence) => _file.Query($"SELECT {FileColumns} FROM files WHERE sequence = $sequence", ReadFile, ("$sequence", sequence))[0].Publication;

    private void Insert(FileRecord file)
    {
        _file.Execute(
            $"INSERT INTO files ({FileColumns}, published_utc) VALUES ($sequence, $sha256, $file, $dataset, $fingerprint, $published, $read_at, $outcome, $reason, $accepted, $unchanged, $published_utc)",
            ("$sequence", file.Sequence), ("$sha256", file.Sha256), ("$file", file.File), ("$dataset", file.Dataset), ("$fingerprint", file.Fingerprint),
            ("$published", Instants.Text(file.Published)), ("$read_at", Instants.Text(file.ReadAt)), ("$outcome", Text(file.Outcome)), ("$reason", file.Reason),
            ("$accepted", file.Accepted), ("$unchanged", file.Unchanged), ("$published_utc", Instants.Utc(file.Published)));
        if (file.SetAside.Count == 0) return;
        using var insert = _file.Prepared(
            "INSERT INTO rows_set_aside VALUES ($sequence, $line, $column, $reason, $found, $message, $quarantined, $series, $period, $value, $unit)",
            "$sequence", "$line", "$column", "$reason", "$found", "$message", "$quarantined", "$series", "$period", "$value", "$unit");
        foreach (var row in file.SetAside)
        {
            Set(insert, file.Sequence, row.Line, row.Column, row.Reason, row.Found, row.Message, row.IsQuarantined ? 1 : 0, row.Value?.Series, row.Value?.Period.ToString(), row.Value is { } value ? Decimal(value.Value) : null, row.Value?.Unit.Text);
            insert.ExecuteNonQuery();
        }
    }

    // In order of the key: SQLite inserts several times faster so.
    private void Insert(Publication publication, IReadOnlyList<ReadValue> additions)
    {
        if (additions.Count == 0) return;
        using var insert = _file.Prepared(
            "INSERT INTO observations (series_number, last_day, months, sequence, value, unit_number, rows) VALUES ($series, $day, $months, $sequence, $value, $unit, $rows)",
            "$series", "$day", "$months", "$sequence", "$value", "$unit", "$rows");
        var units = new Dictionary<Unit, long>();
        foreach (var ofSeries in additions.GroupBy(value => value.Series, StringComparer.Ordinal).Select(group => (Number: SeriesNumber(group.Key), Values: group)).OrderBy(group => group.Number))
        {
            var values = ofSeries.Values.OrderBy(value => value.Period).ToList();
            foreach (var value in values)
            {
                if (!units.TryGetValue(value.Unit, out var unit)) units[value.Unit] = unit = UnitNumber(value.Unit);
                var period = new StoredPeriod(value.Period);
                Set(insert, ofSeries.Number, period.LastDay, period.Months, publication.Sequence, Decimal(value.Value), unit, value.Rows.Count == 1 ? value.Rows[0] : string.Join(',', value.Rows));
                insert.ExecuteNonQuery();
            }
            _file.Execute("INSERT INTO additions VALUES ($sequence, $series, $from, $to)", ("$sequence", publication.Sequence), ("$series", ofSeries.Number), ("$from", new StoredPeriod(values[0].Period).LastDay), ("$to", new StoredPeriod(values[^1].Period).LastDay));
        }
    }

    private long SeriesNumber(string series)
    {
        _file.Execute("INSERT INTO series (series) VALUES ($series) ON CONFLICT DO NOTHING", ("$series", series));
        return _file.Scalar<long>("SELECT number FROM series WHERE series = $series", ("$series", series));
    }

    private long UnitNumber(Unit unit)
    {
        _file.Execute("INSERT INTO units (unit) VALUES ($unit) ON CONFLICT DO NOTHING", ("$unit", unit.Text));
        return _file.Scalar<long>("SELECT number FROM units WHERE unit = $unit", ("$unit", unit.Text));
    }

    private Dictionary<long, Unit> Units() => _file.Query("SELECT number, unit FROM units", reader => (Number: reader.GetInt64(0), Unit: Unit.Parse(reader.GetString(1)))).ToDictionary(unit => unit.Number, unit => unit.Unit);

    // They come in the order read; an older publication that was read late goes before those that are newer.
    private static void SortVintages(List<Observation> history, int from)
    {
        for (var at = from + 1; at < history.Count; at++)
        {
            var late = history[at];
            var to = at;
            for (; to > from && history[to - 1].Period == late.Period && history[to - 1].Vintage > late.Vintage; to--) history[to] = history[to - 1];
            history[to] = late;
        }
    }

    private List<RowSetAside> SetAside(long sequence) => _file.Query(
        "SELECT line, column_name, reason, found, message, quarantined, series, period, value, unit FROM rows_set_aside WHERE sequence = $sequence ORDER BY rowid",
        reader => new RowSetAside(reader.GetInt32(0), Nullable(reader, 1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetInt32(5) == 1, ReadQuarantined(reader)),
        ("$sequence", sequence));

    private static ReadValue? ReadQuarantined(SqliteDataReader reader) => reader.IsDBNull(6)
        ? null
        : new(reader.GetString(6), Period.Parse(reader.GetString(7)), decimal.Parse(reader.GetString(8), CultureInfo.InvariantCulture), Unit.Parse(reader.GetString(9)), [reader.GetInt32(0)]);

    private static FileRecord ReadFile(SqliteDataReader reader) => new(
        reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), Instants.Read(reader.GetString(5)), Instants.Read(reader.GetString(6)),
        Parse<ReadingOutcome>(reader.GetString(7)), Nullable(reader, 8), reader.GetInt32(9), reader.GetInt32(10), []);

    private sealed class ObservationReader(Dictionary<long, Unit> units, Dictionary<long, Publication> publications)
    {
        public Observation Read(SqliteDataReader reader, string series)
        {
            var publication = publications[reader.GetInt64(0)];
            return new(
                series,
                new StoredPeriod(reader.GetInt32(1), reader.GetInt32(2)).Period,
                decimal.Parse(reader.GetString(3), CultureInfo.InvariantCulture),
                units[reader.GetInt64(4)],
                publication.Published,
                publication,
                Rows(reader.GetString(5)),
                []);
        }

        private static IReadOnlyList<int> Rows(string text) =>
            text.Length == 0 ? []
            : text.Contains(',', StringComparison.Ordinal) ? [.. text.Split(',').Select(row => int.Parse(row, CultureInfo.InvariantCulture))]
            : [int.Parse(text, CultureInfo.InvariantCulture)];
    }

    private static void Set(SqliteCommand command, params object?[] values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
    }

    private static string? Nullable(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    // A custom format costs several times more, and says the same where there is no zero to leave out.
    private static string Decimal(decimal value)
    {
        var text = value.ToString(CultureInfo.InvariantCulture);
        return text[^1] == '0' || value == 0 ? Core.Rules.Threshold.Plain(value) : text;
    }
}
