using System.Text;
using Alerts.Core.Datasets;
using Alerts.Core.Datasets.Quality;
using Alerts.Core.Observations;

namespace Alerts.Adapters.Sqlite;

/// <summary>Rows in quarantine: they stand among those set aside, and what becomes of them in a table of its own.</summary>
public sealed partial class SqliteStore
{
    private const string QuarantineColumns = "line, column_name, reason, found, message, 1, series, period, value, unit, rows, sequence, id, fate, who, why, settled_by";

    public Task<IReadOnlyList<QuarantinedRow>> Quarantined(long sequence, CancellationToken cancel) => Read<IReadOnlyList<QuarantinedRow>>(() => Quarantined("WHERE sequence = $sequence", ("$sequence", sequence)), cancel);

    public Task<IReadOnlyList<QuarantinedRow>> Quarantine(bool isWaiting, CancellationToken cancel) => Read<IReadOnlyList<QuarantinedRow>>(() => Quarantined(isWaiting ? "WHERE settled_by IS NULL" : ""), cancel);

    private List<QuarantinedRow> Quarantined(string which, params (string, object?)[] parameters)
    {
        var publications = _publications.Now();
        return _file.Query($"SELECT {QuarantineColumns} FROM quarantine {which} ORDER BY sequence, number", reader => ReadQuarantinedRow(reader, publications), parameters);
    }

    private static QuarantinedRow ReadQuarantinedRow(Statement reader, PublicationList publications)
    {
        var row = new RowSetAside(reader.GetInt32(0), Nullable(reader, 1), reader.GetString(2), reader.GetString(3), reader.GetString(4), IsQuarantined: true, ReadQuarantined(reader));
        var publication = publications.Of(reader.GetInt64(11));
        return reader.IsDBNull(16)
            ? new(publication, row)
            : new(publication, row, new(new(reader.GetString(12)), Parse<Fate>(reader.GetString(13)), Nullable(reader, 14), Nullable(reader, 15)), publications.Of(reader.GetInt64(16)));
    }

    private void Insert(long sequence, Settled settled) => _file.Execute(
        "INSERT INTO settlements VALUES ($id, $sequence, $fate, $who, $why) ON CONFLICT (id, sequence) DO UPDATE SET fate = excluded.fate, who = excluded.who, why = excluded.why",
        ("$id", settled.Id.Text), ("$sequence", sequence), ("$fate", Text(settled.Fate)), ("$who", settled.Who), ("$why", settled.Why));

    private void InsertOrigin(long sequence, long series, in ReadValue value)
    {
        var period = new StoredPeriod(value.Period);
        _file.Execute(
            "INSERT INTO origins VALUES ($sequence, $series, $last, $months, $from)",
            ("$sequence", sequence), ("$series", series), ("$last", period.LastDay), ("$months", period.Months), ("$from", value.From));
        _origins.Forget();
    }

    // Rows that an older version set aside.
    private void NameRowsInQuarantine()
    {
        var unnamed = _file.Query(
            "SELECT r.line, r.column_name, r.reason, r.found, r.message, 1, r.series, r.period, r.value, r.unit, r.rows, r.rowid, f.sha256 FROM rows_set_aside r JOIN files f ON f.sequence = r.sequence WHERE r.quarantined = 1",
            reader => (Row: new RowSetAside(reader.GetInt32(0), Nullable(reader, 1), reader.GetString(2), reader.GetString(3), reader.GetString(4), IsQuarantined: true, ReadQuarantined(reader)), Number: reader.GetInt64(11), Sha256: reader.GetString(12)));
        foreach (var (row, number, sha256) in unnamed) _file.Execute("UPDATE rows_set_aside SET id = $id WHERE rowid = $number", ("$id", QuarantineId.Of(sha256, row).Text), ("$number", number));
    }

    private Dictionary<StoredOrigin, long> Origins()
    {
        var origins = new Dictionary<StoredOrigin, long>();
        _file.Run("SELECT o.sequence, s.series, o.last_day, o.months, o.from_sequence FROM origins o JOIN series s ON s.number = o.series_number", row =>
        {
            while (row.Next()) origins.Add(new(row.Integer(0), Encoding.UTF8.GetString(row.Utf8(1)), (int)row.Integer(2), (int)row.Integer(3)), row.Integer(4));
        });
        return origins;
    }
}

/// <summary>A value that was in quarantine.</summary>
internal sealed record StoredOrigin(long Sequence, string Series, int LastDay, int Months);
