using Alerts.Core.Delivery;
using Alerts.Core.Notifications;
using Azure;
using Azure.Data.Tables;

namespace Alerts.Azure.Storage;

/// <summary>What is known of a destination.</summary>
/// <param name="HeldUntil">All that is due there earlier waits until then; it may have passed.</param>
/// <param name="LastReport">The report that changed it last, so that one which is written down a second time counts once.</param>
internal sealed record Destination(DateTimeOffset? HeldUntil, DateTimeOffset? FailingSince, DestinationStanding Standing, string LastReport)
{
    public static readonly Destination Unknown = new(null, null, DestinationStanding.Unknown, "");

    /// <summary>When a delivery to it is due: a hold moves what waits without a write to each.</summary>
    public DateTimeOffset Due(DateTimeOffset due, bool wasTried) => HeldUntil is { } until && due < until ? DestinationHold.Turn(until, wasTried, due) : due;
}

/// <summary>The table <c>destinations</c>: a row for each channel and address of which there is something to know. It is written when that changes, and not before.</summary>
internal sealed class Destinations(AzureStorage storage)
{
    private const string Table = "destinations";
    private const string Row = "destination";

    public static string Key(Notification notification) => $"{RowKeys.Of(notification.Channel)}:{RowKeys.Of(notification.Address)}";

    public async Task<Destination> Find(string key, CancellationToken cancel) => (await Read(key, cancel)).Known;

    /// <summary>Writes what becomes of it, from what it is now; nothing where it stays the same.</summary>
    /// <param name="change">May be asked several times. Gives back the same object where nothing changes.</param>
    public async Task<(Destination Before, Destination After)> Change(string key, Func<Destination, Destination> change, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (before, etag) = await Read(key, cancel);
            var after = change(before);
            if (after == before) return (before, before);
            try
            {
                await Write(key, after, etag, cancel);
                return (before, after);
            }
            catch (RequestFailedException error) when (Rows.IsConflict(error) && attempt < Rows.Tries)
            {
            }
        }
    }

    /// <returns>Those that are or were on hold, by key.</returns>
    public async Task<IReadOnlyDictionary<string, Destination>> Held(CancellationToken cancel)
    {
        var held = new Dictionary<string, Destination>(StringComparer.Ordinal);
        var table = await storage.Table(Table, cancel);
        await foreach (var row in table.QueryAsync<TableEntity>("HeldUntil gt ''", cancellationToken: cancel)) held[row.PartitionKey] = Read(row);
        return held;
    }

    private async Task<(Destination Known, ETag? ETag)> Read(string key, CancellationToken cancel) =>
        await (await storage.Table(Table, cancel)).Find(key, Row, cancel) is { } row ? (Read(row), row.ETag) : (Destination.Unknown, null);

    private async Task Write(string key, Destination known, ETag? etag, CancellationToken cancel)
    {
        var row = new TableEntity(key, Row)
        {
            ["HeldUntil"] = known.HeldUntil is { } until ? StoredInstant.Utc(until) : "",
            ["FailingSince"] = Text(known.FailingSince),
            ["GoneSince"] = Text(known.Standing.GoneSince),
            ["OptedOutSince"] = Text(known.Standing.OptedOutSince),
            ["OptedInAt"] = Text(known.Standing.OptedInAt),
            ["SoftFailures"] = string.Join(' ', known.Standing.SoftFailures.Select(StoredInstant.Text)),
            ["DeliveredAt"] = Text(known.Standing.DeliveredAt),
            ["LastReport"] = known.LastReport,
        };
        var table = await storage.Table(Table, cancel);
        if (etag is { } seen) await table.UpdateEntityAsync(row, seen, TableUpdateMode.Replace, cancel);
        else await table.AddEntityAsync(row, cancel);
    }

    private static Destination Read(TableEntity row) => new(
        Instant(row, "HeldUntil"), Instant(row, "FailingSince"),
        new(Instant(row, "GoneSince"), Instant(row, "OptedOutSince"), Instant(row, "OptedInAt"), [.. row.GetString("SoftFailures").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(StoredInstant.Read)], Instant(row, "DeliveredAt")),
        row.GetString("LastReport"));

    private static string Text(DateTimeOffset? instant) => instant is { } known ? StoredInstant.Text(known) : "";

    private static DateTimeOffset? Instant(TableEntity row, string name) => row.GetString(name) is { Length: > 0 } text ? StoredInstant.Read(text) : null;
}
