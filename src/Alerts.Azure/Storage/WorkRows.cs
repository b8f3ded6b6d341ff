using Alerts.Core.UseCases;
using Azure;
using Azure.Data.Tables;

namespace Alerts.Azure.Storage;

/// <summary>
/// The outbox: what a decision causes, as a row of its partition, <c>work:{kind}:{key}</c>, written in its transaction. It stays until it is done.
/// </summary>
/// <param name="Due">When it is to be done.</param>
/// <param name="Put">Of equal dues, the lower comes first (<see cref="PutOrder"/>).</param>
/// <param name="ETag">Of the row as it was read.</param>
internal sealed record WorkRow(string Partition, WorkKind Kind, string Key, DateTimeOffset Due, long Put, ETag ETag)
{
    /// <summary>Of a delivery: where it goes, as <see cref="Destinations"/> name it; null where that is not known.</summary>
    public string? Destination { get; init; }

    /// <summary>Of a delivery: it was tried before.</summary>
    public bool WasTried { get; init; }

    public string RowKey => WorkRows.RowKey(Kind, Key);
}

internal static class WorkRows
{
    private const string Beginning = "work:";

    public static string RowKey(WorkKind kind, string key) => $"{Beginning}{Text(kind)}:{RowKeys.Of(key)}";

    /// <summary>Queues it in a transaction of its partition. One of the same kind and key is due anew.</summary>
    public static TableTransactionAction Queue(string partition, WorkKind kind, string key, DateTimeOffset due, long put) => new(
        TableTransactionActionType.UpsertReplace,
        new TableEntity(partition, RowKey(kind, key)) { ["Kind"] = Text(kind), ["Key"] = key, ["Due"] = StoredInstant.Utc(due), ["Put"] = put });

    /// <summary>The same for a delivery.</summary>
    public static TableTransactionAction Queue(NotificationRow row, DateTimeOffset due, bool wasTried, long put)
    {
        var queued = Queue(row.Key.Partition, WorkKind.Deliver, row.Notification.Id.Text, due, put);
        ((TableEntity)queued.Entity)["Destination"] = row.Destination;
        ((TableEntity)queued.Entity)["WasTried"] = wasTried;
        return queued;
    }

    public static TableTransactionAction Delete(string partition, WorkKind kind, string key) => new(TableTransactionActionType.Delete, new TableEntity(partition, RowKey(kind, key)), ETag.All);

    /// <summary>All of a table, in no order: to find what no message announced.</summary>
    /// <param name="also">A further condition; null for none.</param>
    public static async IAsyncEnumerable<WorkRow> All(TableClient table, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel, string? also = null)
    {
        await foreach (var row in table.Beginning(null, Beginning, also, cancel: cancel)) yield return Read(row);
    }

    /// <returns>Null when it is done, or was never put.</returns>
    public static async Task<WorkRow?> Find(TableClient table, string partition, WorkKind kind, string key, CancellationToken cancel) =>
        await table.Find(partition, RowKey(kind, key), cancel) is { } row ? Read(row) : null;

    /// <summary>It is done. One that was queued again since it was read stays.</summary>
    public static Task Done(TableClient table, WorkRow row, CancellationToken cancel) => table.Remove(row.Partition, row.RowKey, row.ETag, cancel);

    /// <summary>Nothing is left of it to do, whenever it was queued.</summary>
    public static Task Remove(TableClient table, string partition, WorkKind kind, string key, CancellationToken cancel) => table.Remove(partition, RowKey(kind, key), ETag.All, cancel);

    private static WorkRow Read(TableEntity row) => new(
        row.PartitionKey,
        Enum.Parse<WorkKind>(row.GetString("Kind"), ignoreCase: true),
        row.GetString("Key"),
        StoredInstant.Read(row.GetString("Due")),
        row.GetInt64("Put")!.Value,
        row.ETag)
    { Destination = row.GetString("Destination"), WasTried = row.GetBoolean("WasTried") ?? false };

    private static string Text(WorkKind kind) => kind.ToString().ToLowerInvariant();
}
