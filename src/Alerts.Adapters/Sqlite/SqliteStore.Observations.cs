using System.Globalization;
using Alerts.Core.Datasets;
using Alerts.Core.Datasets.Quality;
using Alerts.Core.Observations;
using Alerts.Core.Rules;
using Alerts.Core.UseCases;

namespace Alerts.Adapters.Sqlite;

public sealed partial class SqliteStore
{
    private const string FileColumns = "sequence, sha256, file, dataset, fingerprint, published, read_at, outcome, reason, accepted, unchanged, address, fetched_at, pages";

    public Task<FileRecord?> Find(string sha256, CancellationToken cancel) => Read(() =>
        _file.Query($"SELECT {FileColumns} FROM files WHERE sha256 = $sha256", ReadFile, ("$sha256", sha256)).Select(file => (FileRecord?)(file with { SetAside = SetAside(file.Sequence) })).FirstOrDefault(), cancel);

    public Task<Publication> Append(FileRecord file, IReadOnlyList<ReadValue> additions, CancellationToken cancel) => Write(() =>
    {
        _file.Execute("DELETE FROM files WHERE sha256 = $sha256 AND outcome = 'rejected'", ("$sha256", file.Sha256));
        var written = file with { Sequence = _file.Number("SELECT coalesce(max(sequence), 0) + 1 FROM files") };
        Insert(written);
        Insert(written.Publication, additions);
        foreach (var settled in written.Settled) Insert(written.Sequence, settled);
        if (file.Outcome != ReadingOutcome.Rejected) Queue(WorkKind.Evaluate, written.Sequence.ToString(CultureInfo.InvariantCulture), file.ReadAt);
        return written.Publication;
    }, cancel);

    public Task<IReadOnlyList<Publication>> Publications(CancellationToken cancel) => Read<IReadOnlyList<Publication>>(_publications.Now, cancel);

    public Task<IReadOnlyList<FileRecord>> Files(CancellationToken cancel) => Read<IReadOnlyList<FileRecord>>(() => _file.Query($"SELECT {FileColumns} FROM files ORDER BY sequence", ReadFile), cancel);

    private List<Publication> ReadPublications(long above) =>
        _file.Query($"SELECT {FileColumns} FROM files WHERE sequence > $above AND outcome <> 'rejected' ORDER BY sequence", reader => ReadFile(reader).Publication, ("$above", above));

    private Publication PublicationOf(long sequence) => _file.Query($"SELECT {FileColumns} FROM files WHERE sequence = $sequence", ReadFile, ("$sequence", sequence))[0].Publication;

    private void Insert(FileRecord file)
    {
        _publications.Added();
        _file.Execute(
            $"INSERT INTO files ({FileColumns}, published_utc) VALUES ($sequence, $sha256, $file, $dataset, $fingerprint, $published, $read_at, $outcome, $reason, $accepted, $unchanged, $address, $fetched_at, $pages, $published_utc)",
            ("$sequence", file.Sequence), ("$sha256", file.Sha256), ("$file", file.File), ("$dataset", file.Dataset), ("$fingerprint", file.Fingerprint),
            ("$published", Instants.Text(file.Published)), ("$read_at", Instants.Text(file.ReadAt)), ("$outcome", Text(file.Outcome)), ("$reason", file.Reason),
            ("$accepted", file.Accepted), ("$unchanged", file.Unchanged), ("$published_utc", Instants.Utc(file.Published)),
            ("$address", file.Origin?.Address), ("$fetched_at", file.Origin is { } origin ? Instants.Text(origin.FetchedAt) : null), ("$pages", file.Origin is { Pages: { Count: > 0 } pages } ? string.Join(',', pages) : null));
        if (file.SetAside.Count == 0) return;
        foreach (var row in file.SetAside)
        {
            _file.Execute(
                "INSERT INTO rows_set_aside (sequence, line, column_name, reason, found, message, quarantined, series, period, value, unit, id, rows) VALUES ($sequence, $line, $column, $reason, $found, $message, $quarantined, $series, $period, $value, $unit, $id, $rows)",
                ("$sequence", file.Sequence), ("$line", row.Line), ("$column", row.Column), ("$reason", row.Reason), ("$found", row.Found), ("$message", row.Message), ("$quarantined", row.IsQuarantined),
                ("$series", row.Value?.Series), ("$period", row.Value?.Period.ToString()), ("$value", row.Value is { } value ? Threshold.Plain(value.Value) : null), ("$unit", row.Value?.Unit.Text),
                ("$id", row.IsQuarantined ? QuarantineId.Of(file.Sha256, row).Text : null), ("$rows", row.Value is { } read ? string.Join(',', read.Rows) : null));
        }
    }

    private List<RowSetAside> SetAside(long sequence) => _file.Query(
        "SELECT line, column_name, reason, found, message, quarantined, series, period, value, unit, rows FROM rows_set_aside WHERE sequence = $sequence ORDER BY rowid",
        reader => new RowSetAside(reader.GetInt32(0), Nullable(reader, 1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetInt32(5) == 1, ReadQuarantined(reader)),
        ("$sequence", sequence));

    private static ReadValue? ReadQuarantined(Statement reader) => reader.IsDBNull(6)
        ? null
        : new(reader.GetString(6), Period.Parse(reader.GetString(7)), decimal.Parse(reader.GetString(8), CultureInfo.InvariantCulture), Unit.Parse(reader.GetString(9)), Nullable(reader, 10) is { } rows ? ReadRows(rows) : [reader.GetInt32(0)]);

    private static RowNumbers ReadRows(string rows) => [.. rows.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(row => int.Parse(row, CultureInfo.InvariantCulture))];

    private static FileRecord ReadFile(Statement reader) => new(
        reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), Instants.Read(reader.GetString(5)), Instants.Read(reader.GetString(6)),
        Parse<ReadingOutcome>(reader.GetString(7)), Nullable(reader, 8), reader.GetInt32(9), reader.GetInt32(10), [])
    {
        Origin = reader.IsDBNull(11) ? null : new(reader.GetString(11), Instants.Read(reader.GetString(12)), reader.IsDBNull(13) ? [] : reader.GetString(13).Split(',')),
    };

    private static string? Nullable(Statement reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
