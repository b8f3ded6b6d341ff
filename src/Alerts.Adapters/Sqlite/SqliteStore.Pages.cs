using Alerts.Core.Alerting;
using Alerts.Core.UseCases;

namespace Alerts.Adapters.Sqlite;

public sealed partial class SqliteStore
{
    public Task<Page<AlertEvent>> Events(EventQuery query, CancellationToken cancel) => Read(() =>
    {
        var publications = _publications.Now();
        return PageOf(query.Most, _file.Query(
            """
            SELECT e.document, e.sequence, e.published, e.number, coalesce(f.published_utc, strftime('%Y-%m-%dT%H:%M:%S.0000000Z', e.published)) AS at FROM events e LEFT JOIN files f ON f.sequence = e.sequence
            WHERE e.number < $before AND ($rule IS NULL OR e.rule = $rule) AND ($series IS NULL OR instr(',' || e.instance || ',', ',' || $series || ',') > 0)
                AND ($type IS NULL OR e.type = $type) AND ($from IS NULL OR at >= $from) AND ($to IS NULL OR at < $to)
            ORDER BY e.number DESC LIMIT $most
            """,
            reader => (ReadEvent(reader, publications), reader.GetInt64(3)),
            ("$before", query.Before ?? long.MaxValue), ("$rule", query.Rule), ("$series", query.Series), ("$type", query.Type?.Text()),
            ("$from", Utc(query.From)), ("$to", Utc(query.To)), ("$most", query.Most + 1)));
    }, cancel);

    public Task<Page<LedgerEntry>> Ledger(LedgerQuery query, CancellationToken cancel) => Read(() => PageOf(query.Most, _file.Query(
        $"""
        SELECT {NotificationColumns}, status, due_utc, number FROM notifications
        WHERE number < $before AND ($status IS NULL OR status = $status) AND ($subscriber IS NULL OR subscriber = $subscriber)
            AND ($event IS NULL OR event = $event) AND ($id IS NULL OR id = $id)
        ORDER BY number DESC LIMIT $most
        """,
        reader => (Entry: ReadEntry(reader), Number: reader.GetInt64(13)),
        ("$before", query.Before ?? long.MaxValue), ("$status", query.Status is { } status ? Text(status) : null), ("$subscriber", query.Subscriber),
        ("$event", query.Event?.Text), ("$id", query.Notification?.Text), ("$most", query.Most + 1))
        .ConvertAll(row => (WithHistory(row.Entry), row.Number))), cancel);

    private static LedgerEntry ReadEntry(Statement reader) =>
        new(ReadNotification(reader), Parse<NotificationStatus>(reader.GetString(11)), reader.IsDBNull(12) ? null : Instants.Read(reader.GetString(12)), []);

    private LedgerEntry WithHistory(LedgerEntry entry) => entry with
    {
        Attempts = _file.Query(
            "SELECT number, at, outcome, detail, decision FROM attempts WHERE notification = $id ORDER BY number",
            reader => new LedgerAttempt(reader.GetInt32(0), Instants.Read(reader.GetString(1)), ReadOutcome(reader.GetString(2)), reader.GetString(3), reader.GetString(4)),
            ("$id", entry.Notification.Id.Text)),
        Reports = _file.Query(
            "SELECT key, name, at_utc, outcome, detail FROM reports WHERE notification = $id ORDER BY at_utc, key", reader => ReadReport(reader, 0), ("$id", entry.Notification.Id.Text)),
    };

    private static Page<T> PageOf<T>(int most, List<(T Item, long Number)> rows) =>
        new([.. rows.Take(most).Select(row => row.Item)], rows.Count > most ? rows[most - 1].Number : null);

    private static string? Utc(DateTimeOffset? instant) => instant is { } known ? Instants.Utc(known) : null;
}
