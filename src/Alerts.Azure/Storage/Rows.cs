using Azure;
using Azure.Data.Tables;

namespace Alerts.Azure.Storage;

/// <summary>What all tables are asked in the same way.</summary>
internal static class Rows
{
    /// <summary>Requests under way at a time, where many rows are asked for one by one.</summary>
    public const int AtOnce = 16;

    /// <summary>Attempts of a write that others may beat to it: each means that somebody else has written meanwhile.</summary>
    public const int Tries = 100;

    /// <summary>The rows whose key begins so, of one partition or of all, in order of key, however many pages.</summary>
    /// <param name="beginning">Ends with a colon.</param>
    /// <param name="also">A further condition; null for none.</param>
    public static AsyncPageable<TableEntity> Beginning(this TableClient table, string? partition, string beginning, string? also = null, IEnumerable<string>? select = null, CancellationToken cancel = default)
    {
        var filter = TableClient.CreateQueryFilter($"RowKey ge {beginning} and RowKey lt {After(beginning)}");
        if (partition is not null) filter = $"{TableClient.CreateQueryFilter($"PartitionKey eq {partition}")} and {filter}";
        return table.QueryAsync<TableEntity>(also is null ? filter : $"{filter} and {also}", select: select, cancellationToken: cancel);
    }

    public static async Task<TableEntity?> Find(this TableClient table, string partition, string row, CancellationToken cancel)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(partition, row, cancellationToken: cancel);
        return found.HasValue ? found.Value : null;
    }

    /// <summary>Deletes a row, unless it is gone or is no longer as the ETag says.</summary>
    public static async Task Remove(this TableClient table, string partition, string row, ETag etag, CancellationToken cancel)
    {
        try
        {
            await table.DeleteEntityAsync(partition, row, etag, cancel);
        }
        catch (RequestFailedException error) when (IsConflict(error))
        {
        }
    }

    /// <summary>Does the same to many items, several at a time.</summary>
    /// <returns>In the order of the items.</returns>
    public static async Task<TResult[]> Each<T, TResult>(IReadOnlyCollection<T> items, Func<T, CancellationToken, Task<TResult>> work, CancellationToken cancel)
    {
        var results = new TResult[items.Count];
        await Parallel.ForEachAsync(items.Select((item, at) => (item, at)), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, async (one, cancelled) => results[one.at] = await work(one.item, cancelled));
        return results;
    }

    /// <summary>Somebody else was faster: a row that was to be new is there (409), or one that was to be unchanged is not (412) or is gone (404).</summary>
    public static bool IsConflict(RequestFailedException error) => error.Status is 404 or 409 or 412;

    // The colon's successor: no key that begins so lies beyond.
    private static string After(string beginning) => beginning[..^1] + (char)(beginning[^1] + 1);
}
