using Alerts.Core.Notifications;
using Alerts.Core.UseCases;

namespace Alerts.Adapters.Sqlite;

public sealed partial class SqliteStore
{
    // One that another message told has no attempts: it is as old as that one.
    private const string LastHeard = """
        coalesce((SELECT max(julianday(a.at)) FROM attempts a WHERE a.notification = coalesce(n.told_in, n.id)), 0), coalesce((SELECT max(julianday(r.at_utc)) FROM reports r WHERE r.notification = coalesce(n.told_in, n.id)), 0)
        """;

    public Task<IReadOnlyList<FinishedNotification>> Finished(DateTimeOffset before, CancellationToken cancel) => Read<IReadOnlyList<FinishedNotification>>(() => _file.Query(
        $"""
        SELECT n.id, n.event, n.told_in FROM notifications n
        WHERE n.due_utc IS NULL AND max({LastHeard}) < julianday($before) AND NOT EXISTS (SELECT 1 FROM notifications t WHERE t.id = n.told_in AND t.due_utc IS NOT NULL)
        ORDER BY n.number
        """,
        reader => new FinishedNotification(new(reader.GetString(0)), new(reader.GetString(1)), Nullable(reader, 2) is { } teller ? new NotificationId(teller) : null),
        ("$before", Instants.Utc(before))), cancel);

    public Task Forget(IReadOnlyCollection<NotificationId> ids, CancellationToken cancel) => Write(() =>
    {
        foreach (var id in ids)
        {
            if (_file.Change("INSERT INTO forgotten SELECT id FROM notifications WHERE id = $id AND due_utc IS NULL ON CONFLICT DO NOTHING", ("$id", id.Text)) == 0) continue;
            _file.Execute("DELETE FROM attempts WHERE notification = $id", ("$id", id.Text));
            _file.Execute("DELETE FROM reports WHERE notification = $id", ("$id", id.Text));
            _file.Execute("DELETE FROM notifications WHERE id = $id", ("$id", id.Text));
        }
        return 0;
    }, cancel);
}
