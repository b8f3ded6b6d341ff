using System.Globalization;
using Alerts.Core.Datasets;
using Alerts.Core.Observations;
using Alerts.Core.UseCases;
using Microsoft.Data.Sqlite;

namespace Alerts.Adapters.Sqlite;

public sealed partial class SqliteStore
{
    private const string FileColumns = "sequence, sha256, file, dataset, fingerprint, published, read_at, outcome, reason, accepted, unchanged";

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
        var rows = new ObservationReader(AllPublications().ToDictionary(publication => publication.Sequence));
        var history = new List<Observation>();
        foreach (var name in series)
        {
            history.AddRange(_file.Query(
                "SELECT sequence, period, value, unit, vintage, rows FROM observations WHERE series_number = (SELECT number FROM series WHERE series = $series) ORDER BY period_end, period_start, vintage_utc, sequence",
                reader => rows.Read(reader, name), ("$series", name)));
        }
        return history;
    }, cancel);

    public Task<IReadOnlyList<Observation>> Added(long sequence, CancellationToken cancel) => Read<IReadOnlyList<Observation>>(() =>
    {
        var rows = new ObservationReader(_file.Query($"SELECT {FileColumns} FROM files WHERE sequence = $sequence AND outcome <> 'rejected'", ReadFile, ("$sequence", sequence)).ToDictionary(file => file.Sequence, file => file.Publication));
        return _file.Query(
            "SELECT o.sequence, o.period, o.value, o.unit, o.vintage, o.rows, s.series FROM observations o JOIN series s ON s.number = o.series_number WHERE o.sequence = $sequence ORDER BY s.series, o.period_end, o.period_start",
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
            "INSERT INTO observations (series_number, period_end, period_start, vintage_utc, sequence, period, value, unit, vintage, rows) VALUES ($series, $end, $start, $utc, $sequence, $period, $value, $unit, $vintage, $rows)",
            "$series", "$end", "$start", "$utc", "$sequence", "$period", "$value", "$unit", "$vintage", "$rows");
        Set(insert, 0L, null, null, Instants.Utc(publication.Published), publication.Sequence, null, null, null, Instants.Text(publication.Published), null);
        var (series, end, start, period, amount, unit, rows) = (insert.Parameters[0], insert.Parameters[1], insert.Parameters[2], insert.Parameters[5], insert.Parameters[6], insert.Parameters[7], insert.Parameters[9]);
        foreach (var ofSeries in additions.GroupBy(value => value.Series, StringComparer.Ordinal).Select(group => (Number: SeriesNumber(group.Key), Values: group)).OrderBy(group => group.Number))
        {
            series.Value = ofSeries.Number;
            foreach (var value in ofSeries.Values.OrderBy(value => value.Period))
            {
                var last = Day(value.Period.Last);
                end.Value = last;
                start.Value = value.Period.First == value.Period.Last ? last : Day(value.Period.First);
                period.Value = value.Period.Kind == PeriodKind.Day ? last : value.Period.ToString();
                amount.Value = Decimal(value.Value);
                unit.Value = value.Unit.Text;
                rows.Value = value.Rows.Count == 1 ? value.Rows[0].ToString(CultureInfo.InvariantCulture) : string.Join(',', value.Rows);
                insert.ExecuteNonQuery();
            }
        }
    }

    private long SeriesNumber(string series)
    {
        _file.Execute("INSERT INTO series (series) VALUES ($series) ON CONFLICT DO NOTHING", ("$series", series));
        return _file.Scalar<long>("SELECT number FROM series WHERE series = $series", ("$series", series));
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

    // Neighbouring rows nearly always share their unit and their vintage, so each text is read once.
    private sealed class ObservationReader(Dictionary<long, Publication> publications)
    {
        private (string Text, Unit Unit)? _unit;
        private (string Text, DateTimeOffset Instant)? _vintage;

        public Observation Read(SqliteDataReader reader, string series) => new(
            series,
            Period.Parse(reader.GetString(1)),
            decimal.Parse(reader.GetString(2), CultureInfo.InvariantCulture),
            UnitOf(reader.GetString(3)),
            InstantOf(reader.GetString(4)),
            publications[reader.GetInt64(0)],
            Rows(reader.GetString(5)),
            []);

        private Unit UnitOf(string text)
        {
            if (_unit is not { } known || known.Text != text) _unit = known = (text, Unit.Parse(text));
            return known.Unit;
        }

        private DateTimeOffset InstantOf(string text)
        {
            if (_vintage is not { } known || known.Text != text) _vintage = known = (text, Instants.Read(text));
            return known.Instant;
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

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // A custom format costs several times more, and says the same where there is no zero to leave out.
    private static string Decimal(decimal value)
    {
        var text = value.ToString(CultureInfo.InvariantCulture);
        return text[^1] == '0' || value == 0 ? Core.Rules.Threshold.Plain(value) : text;
    }
}
