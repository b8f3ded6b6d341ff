using System.Globalization;
using Alerts.Core.Alerting;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;
using Alerts.Core.UseCases;

namespace Alerts.Adapters.Sqlite;

public sealed partial class SqliteStore
{
    private const string NotificationColumns = "id, event, subscriber, channel, address, subject, text, html, thread, told_in, tells";

    // Each has an index of its own: what is to be decided is found at once behind a hundred thousand messages.
    private const string IsMessage = "kind = 'deliver'";
    private const string IsDecision = "kind <> 'deliver'";
    private static readonly string DueMessages = DueBy(IsMessage);
    private static readonly string DueDecisions = DueBy(IsDecision);
    private static readonly string FirstDue = $"SELECT min(due) FROM ({FirstBy(IsMessage)} UNION ALL {FirstBy(IsDecision)})";

    public Task Add(IReadOnlyList<Notification> notifications, DateTimeOffset now, CancellationToken cancel) => Write(() =>
    {
        (EventId Event, int Urgency)? before = null;
        foreach (var notification in notifications)
        {
            var isSent = notification.In is null;
            var isNew = _file.Change(
                $"INSERT INTO notifications ({NotificationColumns}, status, due_utc, attempts) SELECT $id, $event, $subscriber, $channel, $address, $subject, $text, $html, $thread, $in, $with, $status, $due, 0 WHERE NOT EXISTS (SELECT 1 FROM forgotten WHERE id = $id) ON CONFLICT (id) DO NOTHING",
                ("$id", notification.Id.Text), ("$event", notification.Event.Text), ("$subscriber", notification.Subscriber), ("$channel", notification.Channel), ("$address", notification.Address),
                ("$subject", notification.Message.Subject), ("$text", notification.Message.Text), ("$html", notification.Message.Html), ("$thread", notification.Thread?.Text),
                ("$in", notification.In?.Text), ("$with", notification.With), ("$status", isSent ? "waiting" : "accepted"), ("$due", isSent ? Instants.Utc(now) : null));
            if (isNew == 0 || !isSent) continue;
            if (before?.Event != notification.Event) before = (notification.Event, UrgencyOf(WorkKind.Deliver, notification.Id.Text));
            Queue(WorkKind.Deliver, notification.Id.Text, now, before.Value.Urgency);
        }
        return 0;
    }, cancel);

    public Task<Claim?> Claim(NotificationId id, DateTimeOffset now, TimeSpan lease, CancellationToken cancel) => Write(() =>
    {
        var destination = Destination(id);
        if (destination is not null && (StaysAway(id, destination, now) || Waits(id, destination, now))) return null;
        DateTimeOffset? failingSince = destination?.FailingSince is { } since ? Instants.Read(since) : null;
        var claim = _file.Query(
            $"""
            UPDATE notifications SET claimed_until_utc = $until, attempts = attempts + 1, first_attempt = coalesce(first_attempt, $at)
            WHERE id = $id AND status = 'waiting' AND due_utc <= $now AND (claimed_until_utc IS NULL OR claimed_until_utc <= $now)
            RETURNING {NotificationColumns}, attempts, first_attempt,
                (SELECT count(*) FROM attempts a WHERE a.notification = notifications.id AND a.outcome = 'unknown' AND julianday(a.at) >= julianday(notifications.first_attempt)),
                attempts > 1 AND NOT EXISTS (SELECT 1 FROM attempts a WHERE a.notification = notifications.id AND a.number = notifications.attempts - 1)
            """,
            reader => new Claim(ReadNotification(reader), reader.GetInt32(11), Instants.Read(reader.GetString(12)), failingSince) { Unknown = reader.GetInt32(13), FollowsLost = reader.GetBoolean(14) },
            ("$until", Instants.Utc(now + lease)), ("$at", Instants.Text(now)), ("$id", id.Text), ("$now", Instants.Utc(now))).FirstOrDefault();
        if (claim is not null) return claim;
        GiveUpDeferred(id, now);
        WaitsForItsTurn(id);
        return null;
    }, cancel, survivesPowerCut: false);

    private sealed record KnownDestination(int Attempts, string Due, string? HeldUntil, string? FailingSince, DestinationStanding Standing);

    private KnownDestination? Destination(NotificationId id) => _file.Query(
        $"SELECT n.attempts, n.due_utc, d.held_until_utc, d.failing_since, {StandingColumns} FROM notifications n JOIN destinations d ON d.channel = n.channel AND d.address = n.address WHERE n.id = $id AND n.status = 'waiting'",
        reader => new KnownDestination(reader.GetInt32(0), reader.GetString(1), Nullable(reader, 2), Nullable(reader, 3), ReadStanding(reader, 4)), ("$id", id.Text)).FirstOrDefault();

    private bool StaysAway(NotificationId id, KnownDestination destination, DateTimeOffset now)
    {
        if (destination.Standing.Refusal is not { } refusal) return false;
        _file.Execute("UPDATE notifications SET status = 'dead', due_utc = NULL, claimed_until_utc = NULL, attempts = attempts + 1 WHERE id = $id", ("$id", id.Text));
        _file.Execute(
            "INSERT INTO attempts VALUES ($id, $number, $at, $outcome, $detail, $decision)",
            ("$id", id.Text), ("$number", destination.Attempts + 1), ("$at", Instants.Text(now)), ("$outcome", Outcome.DeadEndpoint.Text()),
            ("$detail", refusal), ("$decision", DeliveryReason.ReceiverGone.ToString()));
        return true;
    }

    private bool Waits(NotificationId id, KnownDestination destination, DateTimeOffset now)
    {
        if (destination.HeldUntil is not { } until || string.CompareOrdinal(until, Instants.Utc(now)) <= 0) return false;
        var turn = DestinationHold.Turn(Instants.Read(until), destination.Attempts > 0, Instants.Read(destination.Due));
        _file.Execute("UPDATE notifications SET due_utc = $due WHERE id = $id", ("$due", Instants.Utc(turn)), ("$id", id.Text));
        Queue(WorkKind.Deliver, id.Text, turn);
        return true;
    }

    private void WaitsForItsTurn(NotificationId id)
    {
        if (_file.Query("SELECT max(due_utc, coalesce(claimed_until_utc, '')) FROM notifications WHERE id = $id AND status = 'waiting'", reader => Instants.Read(reader.GetString(0)), ("$id", id.Text)) is [var turn])
            Queue(WorkKind.Deliver, id.Text, turn);
    }

    public Task Record(Claim claim, Answer answer, DeliveryDecision decision, DateTimeOffset now, CancellationToken cancel) => Write(() =>
    {
        var id = claim.Notification.Id.Text;
        _file.Execute(
            "INSERT INTO attempts VALUES ($id, $number, $at, $outcome, $detail, $decision) ON CONFLICT DO NOTHING",
            ("$id", id), ("$number", claim.Attempt), ("$at", Instants.Text(now)), ("$outcome", answer.Outcome.Text()), ("$detail", answer.Detail), ("$decision", decision.Reason.ToString()));
        var isNewest = _file.Change(
            "UPDATE notifications SET status = $status, due_utc = $due, claimed_until_utc = NULL WHERE id = $id AND attempts = $number AND status = 'waiting'",
            ("$status", Text(StatusAfter(answer, decision))), ("$due", decision.Again is { } again ? Instants.Utc(again) : null), ("$id", id), ("$number", claim.Attempt)) == 1;
        if (!isNewest) return 0;
        if (decision.Again is { } due) Queue(WorkKind.Deliver, id, due);
        // By its key: a hold may have moved it while it was under way.
        else _file.Execute("DELETE FROM work WHERE kind = 'deliver' AND key = $id", ("$id", id));
        RecordDestination(claim, decision, now);
        return 0;
    }, cancel);

    private void RecordDestination(Claim claim, DeliveryDecision decision, DateTimeOffset now)
    {
        var notification = claim.Notification;
        if (decision.Reason == DeliveryReason.ReceiverGone) Mark(notification, "gone_since", Instants.Text(now));
        if (decision.Reason == DeliveryReason.ReceiverTookIt) Works(notification);
        if (decision.Reason is DeliveryReason.BackingOff or DeliveryReason.OutOfTime && claim.FailingSince is null) MarkFirst(notification, "failing_since", Instants.Text(now));
        if (decision.HeldUntil is { } until) Hold(notification, until);
    }

    private void Works(Notification notification) => _file.Execute(
        "UPDATE destinations SET failing_since = NULL WHERE channel = $channel AND address = $address AND failing_since IS NOT NULL", ("$channel", notification.Channel), ("$address", notification.Address));

    // All that waits for it at once: claiming one after the other only to find the hold would cost a transaction each.
    private void Hold(Notification notification, DateTimeOffset until)
    {
        MarkLast(notification, "held_until_utc", Instants.Utc(until));
        foreach (var wasTried in new[] { false, true })
        {
            const string Waiting = "status = 'waiting' AND channel = $channel AND address = $address AND due_utc < $until AND (attempts > 0) = $tried";
            (string, object?)[] values = [("$channel", notification.Channel), ("$address", notification.Address), ("$until", Instants.Utc(until)), ("$turn", Instants.Utc(DestinationHold.Turn(until, wasTried))), ("$tried", wasTried)];
            _file.Execute($"UPDATE work SET due_utc = $turn WHERE kind = 'deliver' AND key IN (SELECT id FROM notifications WHERE {Waiting})", values);
            _file.Execute($"UPDATE notifications SET due_utc = $turn WHERE {Waiting}", values);
        }
    }

    public Task<bool> Replay(NotificationId id, DateTimeOffset now, CancellationToken cancel) => Write(() =>
    {
        if (_file.Change("UPDATE notifications SET status = 'waiting', due_utc = $due, claimed_until_utc = NULL, first_attempt = NULL WHERE id = $id AND status <> 'waiting' AND told_in IS NULL", ("$due", Instants.Utc(now)), ("$id", id.Text)) == 0) return false;
        // Not its owner's wish to get no mail: that is not ours to overrule.
        _file.Execute("UPDATE destinations SET held_until_utc = NULL, gone_since = NULL, failing_since = NULL, soft_failures = NULL WHERE (channel, address) = (SELECT channel, address FROM notifications WHERE id = $id)", ("$id", id.Text));
        Queue(WorkKind.Deliver, id.Text, now);
        return true;
    }, cancel);

    private void Mark(Notification notification, string column, string value) => Mark(notification, column, value, "excluded." + column);

    // Several messages may be under way to it, each of which failed by itself.
    private void MarkFirst(Notification notification, string column, string value) => Mark(notification, column, value, $"coalesce({column}, excluded.{column})");

    private void MarkLast(Notification notification, string column, string value) => Mark(notification, column, value, $"max(coalesce({column}, ''), excluded.{column})");

    private void Mark(Notification notification, string column, string value, string becomes) => _file.Execute(
        $"INSERT INTO destinations (channel, address, {column}) VALUES ($channel, $address, $value) ON CONFLICT (channel, address) DO UPDATE SET {column} = {becomes}",
        ("$channel", notification.Channel), ("$address", notification.Address), ("$value", value));

    public Task<IReadOnlyList<Notification>> Of(EventId alert, CancellationToken cancel) => Read<IReadOnlyList<Notification>>(() =>
        _file.Query($"SELECT {NotificationColumns} FROM notifications WHERE event = $event ORDER BY number", ReadNotification, ("$event", alert.Text)), cancel);

    public Task<IReadOnlyList<WaitingNotification>> Waiting(CancellationToken cancel) => Read<IReadOnlyList<WaitingNotification>>(() =>
        // The index of those that wait: by itself, SQLite would read all there ever were in their order.
        _file.Query("SELECT id, due_utc, first_attempt FROM notifications INDEXED BY notifications_by_destination WHERE status = 'waiting' ORDER BY number", reader => new WaitingNotification(new(reader.GetString(0)), Instants.Read(reader.GetString(1)), reader.IsDBNull(2) ? null : Instants.Read(reader.GetString(2)))), cancel);

    public Task<IReadOnlyList<LedgerEntry>> Ledger(CancellationToken cancel) => Read<IReadOnlyList<LedgerEntry>>(() =>
    {
        var attempts = _file.Query(
            "SELECT notification, number, at, outcome, detail, decision FROM attempts ORDER BY notification, number",
            reader => (Notification: reader.GetString(0), Attempt: new LedgerAttempt(reader.GetInt32(1), Instants.Read(reader.GetString(2)), ReadOutcome(reader.GetString(3)), reader.GetString(4), reader.GetString(5))))
            .ToLookup(attempt => attempt.Notification, attempt => attempt.Attempt, StringComparer.Ordinal);
        var reports = AllReports();
        return _file.Query(
            $"SELECT {NotificationColumns}, status, due_utc FROM notifications ORDER BY number",
            reader => new LedgerEntry(ReadNotification(reader), Parse<NotificationStatus>(reader.GetString(11)), reader.IsDBNull(12) ? null : Instants.Read(reader.GetString(12)), [.. attempts[reader.GetString(0)]]) { Reports = [.. reports[reader.GetString(0)]] });
    }, cancel);

    public Task<WorkItem?> Next(DateTimeOffset now, CancellationToken cancel) => Read(() => Due(DueMessages, now, 1).Concat(Due(DueDecisions, now, 1))
        .OrderByDescending(due => due.Urgency).ThenBy(due => due.Item.Due).ThenBy(due => due.Item.Id).Select(due => due.Item).FirstOrDefault(), cancel);

    public Task<IReadOnlyList<WorkItem>> Messages(DateTimeOffset now, int most, CancellationToken cancel) => Read<IReadOnlyList<WorkItem>>(() => Due(DueMessages, now, most).ConvertAll(due => due.Item), cancel);

    public Task<IReadOnlyList<WorkItem>> Decisions(DateTimeOffset now, int most, CancellationToken cancel) => Read<IReadOnlyList<WorkItem>>(() =>
        [.. Due(DueDecisions, now, most).Concat(_routes.Now()).OrderByDescending(due => due.Urgency).Take(most).Select(due => due.Item)], cancel);

    // One search of the index for each urgency: a single one over all of them would pass over those that wait for later.
    private static string DueBy(string kind) =>
        OfEachUrgency(kind, where => $"SELECT * FROM (SELECT number, kind, key, due_utc, urgency FROM work WHERE {where} AND due_utc <= $now ORDER BY due_utc, number LIMIT $most)") + " LIMIT $most";

    private static string FirstBy(string kind) => OfEachUrgency(kind, where => $"SELECT min(due_utc) AS due FROM work WHERE {where}");

    private static string OfEachUrgency(string kind, Func<string, string> select) =>
        string.Join(" UNION ALL ", Enumerable.Range(0, WorkItem.MostUrgent + 1).Reverse().Select(urgency => select(string.Create(CultureInfo.InvariantCulture, $"{kind} AND urgency = {urgency}"))));

    private List<DueWork> Due(string sql, DateTimeOffset now, int most) => _file.Query(
        sql, reader => new DueWork(new(reader.GetInt64(0), Parse<WorkKind>(reader.GetString(1)), reader.GetString(2), Instants.Read(reader.GetString(3))), reader.GetInt32(4)), ("$now", Instants.Utc(now)), ("$most", most));

    public Task Done(WorkItem item, CancellationToken cancel) => _routes.Done(item) ? Task.CompletedTask : Write(() =>
        _file.Change("DELETE FROM work WHERE number = $number AND due_utc = $due", ("$number", item.Id), ("$due", Instants.Utc(item.Due))), cancel, survivesPowerCut: false);

    public Task Together(Func<Task> work, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return _file.Together(work, () =>
        {
            foreach (var (item, urgency) in _routes.Now()) Queue(item.Kind, item.Key, item.Due, urgency);
        });
    }

    public Task<DateTimeOffset?> NextDue(CancellationToken cancel) => Read(() =>
        _file.Text(FirstDue) is { } due ? Instants.Read(due) : (DateTimeOffset?)null, cancel);

    public Task<bool> Put(WorkKind kind, string key, DateTimeOffset due, CancellationToken cancel) => Write(() => _file.Change(
        "INSERT INTO work (kind, key, due_utc, urgency) VALUES ($kind, $key, $due, $urgency) ON CONFLICT (kind, key) DO NOTHING",
        ("$kind", Text(kind)), ("$key", key), ("$due", Instants.Utc(due)), ("$urgency", UrgencyOf(kind, key))) == 1, cancel);

    private static NotificationStatus StatusAfter(Answer answer, DeliveryDecision decision) =>
        decision.IsDead ? NotificationStatus.Dead
        : decision.Again is not null ? NotificationStatus.Waiting
        : answer.Outcome == Outcome.Delivered ? NotificationStatus.Delivered
        : NotificationStatus.Accepted;

    private static Outcome ReadOutcome(string text) => Enum.GetValues<Outcome>().First(outcome => outcome.Text() == text);

    private static Notification ReadNotification(Statement reader) => new(
        new(reader.GetString(0)), new(reader.GetString(1)), reader.GetString(2), reader.GetString(3), reader.GetString(4), new(reader.GetString(5), reader.GetString(6), reader.GetString(7)))
    {
        Thread = Nullable(reader, 8) is { } thread ? new NotificationId(thread) : null,
        In = Nullable(reader, 9) is { } message ? new NotificationId(message) : null,
        With = Nullable(reader, 10),
    };
}
