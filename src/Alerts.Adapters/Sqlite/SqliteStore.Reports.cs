using Alerts.Core.Delivery;
using Alerts.Core.Notifications;
using Alerts.Core.UseCases;

namespace Alerts.Adapters.Sqlite;

public sealed partial class SqliteStore
{
    private const string StandingColumns = "gone_since, opted_out_since, opted_in_at, soft_failures, delivered_at";

    public Task<ReportChange?> Report(ProviderEvent said, CancellationToken cancel) => Write(() =>
    {
        if (said.Notification is not { } id || Reported(id) is not { } known || !known.Notification.Address.Equals(said.Address, StringComparison.OrdinalIgnoreCase) || !Add(id, said.Report)) return null;
        var after = ProviderStanding.Of(Reports(id), known.FirstAt) is { } standing ? Settle(id, standing) : known.Status;
        if (after is NotificationStatus.Accepted or NotificationStatus.Delivered) Works(known.Notification);
        var address = Standing(known.Notification);
        var addressAfter = address.After(said.Effect, said.Report.At);
        if (!ReferenceEquals(address, addressAfter)) Write(known.Notification, addressAfter);
        return new ReportChange(known.Notification, known.Status, after, address, addressAfter);
    }, cancel);

    private (Notification Notification, NotificationStatus Status, DateTimeOffset? FirstAt)? Reported(NotificationId id) => _file.Query(
        $"SELECT {NotificationColumns}, status, first_attempt FROM notifications WHERE id = $id",
        reader => ((Notification, NotificationStatus, DateTimeOffset?)?)(ReadNotification(reader), Parse<NotificationStatus>(reader.GetString(11)), Instant(reader, 12)), ("$id", id.Text)).FirstOrDefault();

    /// <returns>False when it is known already.</returns>
    private bool Add(NotificationId id, ProviderReport report) => _file.Change(
        "INSERT INTO reports VALUES ($id, $key, $name, $at, $outcome, $detail) ON CONFLICT DO NOTHING",
        ("$id", id.Text), ("$key", report.Key), ("$name", report.Name), ("$at", Instants.Utc(report.At)), ("$outcome", report.Outcome?.Text()), ("$detail", report.Detail)) == 1;

    private List<ProviderReport> Reports(NotificationId id) =>
        [.. _file.Query("SELECT key, name, at_utc, outcome, detail FROM reports WHERE notification = $id", reader => ReadReport(reader, 0), ("$id", id.Text))];

    private ILookup<string, ProviderReport> AllReports() => _file.Query(
        "SELECT notification, key, name, at_utc, outcome, detail FROM reports ORDER BY notification, at_utc, key", reader => (Notification: reader.GetString(0), Report: ReadReport(reader, 1)))
        .ToLookup(report => report.Notification, report => report.Report, StringComparer.Ordinal);

    private NotificationStatus Settle(NotificationId id, ProviderStanding standing)
    {
        _file.Execute(
            "UPDATE notifications SET status = $status, due_utc = $due, claimed_until_utc = NULL WHERE id = $id",
            ("$status", Text(standing.Status())), ("$due", standing.GivenUpAt is { } until ? Instants.Utc(until) : null), ("$id", id.Text));
        if (standing.GivenUpAt is { } due) Queue(WorkKind.Deliver, id.Text, due);
        return standing.Status();
    }

    private void GiveUpDeferred(NotificationId id, DateTimeOffset now)
    {
        if (_file.Change("UPDATE notifications SET status = 'dead', due_utc = NULL WHERE id = $id AND status = 'accepted' AND due_utc <= $now", ("$id", id.Text), ("$now", Instants.Utc(now))) == 1)
            Add(id, ProviderStanding.GaveUp(now));
    }

    private DestinationStanding Standing(Notification notification) => _file.Query(
        $"SELECT {StandingColumns} FROM destinations WHERE channel = $channel AND address = $address", reader => ReadStanding(reader, 0), ("$channel", notification.Channel), ("$address", notification.Address))
        .FirstOrDefault() ?? DestinationStanding.Unknown;

    private void Write(Notification notification, DestinationStanding standing) => _file.Execute(
        $"""
        INSERT INTO destinations (channel, address, {StandingColumns}) VALUES ($channel, $address, $gone, $out, $in, $soft, $delivered) ON CONFLICT (channel, address) DO UPDATE
        SET ({StandingColumns}) = ($gone, $out, $in, $soft, $delivered)
        """,
        ("$channel", notification.Channel), ("$address", notification.Address), ("$gone", TextOf(standing.GoneSince)), ("$out", TextOf(standing.OptedOutSince)), ("$in", TextOf(standing.OptedInAt)),
        ("$soft", string.Join(' ', standing.SoftFailures.Select(Instants.Text))), ("$delivered", TextOf(standing.DeliveredAt)));

    private static string? TextOf(DateTimeOffset? instant) => instant is { } known ? Instants.Text(known) : null;

    private static DateTimeOffset? Instant(Statement reader, int column) => Nullable(reader, column) is { } text ? Instants.Read(text) : null;

    private static DestinationStanding ReadStanding(Statement reader, int from) => new(
        Instant(reader, from), Instant(reader, from + 1), Instant(reader, from + 2), [.. (Nullable(reader, from + 3) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Instants.Read)], Instant(reader, from + 4));

    private static ProviderReport ReadReport(Statement reader, int from) => new(
        reader.GetString(from), reader.GetString(from + 1), Instants.Read(reader.GetString(from + 2)), Nullable(reader, from + 3) is { } outcome ? ReadOutcome(outcome) : null, reader.GetString(from + 4));
}
