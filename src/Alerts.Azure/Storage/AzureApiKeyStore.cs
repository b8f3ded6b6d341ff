using Alerts.Core.UseCases;
using Azure;
using Azure.Data.Tables;

namespace Alerts.Azure.Storage;

/// <summary>The table <c>keys</c>: a row for each key of the HTTP API, by its name, with the hash of its token.</summary>
internal sealed class AzureApiKeyStore(AzureStorage storage) : IApiKeyStore
{
    private const string Table = "keys";
    private const string Partition = "keys";

    public async Task<bool> AddKey(ApiKey key, CancellationToken cancel)
    {
        try
        {
            await (await storage.Table(Table, cancel)).AddEntityAsync(Write(key), cancel);
            return true;
        }
        catch (RequestFailedException error) when (Rows.IsConflict(error))
        {
            return false;
        }
    }

    public async Task<ApiKey?> FindKey(string name, CancellationToken cancel) =>
        await (await storage.Table(Table, cancel)).Find(Partition, RowKeys.Of(name), cancel) is { } row ? Read(row) : null;

    public async Task<IReadOnlyList<ApiKey>> Keys(CancellationToken cancel)
    {
        var keys = new List<ApiKey>();
        var table = await storage.Table(Table, cancel);
        await foreach (var row in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {Partition}"), cancellationToken: cancel)) keys.Add(Read(row));
        return [.. keys.OrderBy(key => key.Name, StringComparer.Ordinal)];
    }

    public async Task<bool> RevokeKey(string name, DateTimeOffset now, CancellationToken cancel)
    {
        var table = await storage.Table(Table, cancel);
        for (var attempt = 1; ; attempt++)
        {
            if (await table.Find(Partition, RowKeys.Of(name), cancel) is not { } row || Read(row) is not { Revoked: null } key) return false;
            try
            {
                await table.UpdateEntityAsync(Write(key with { Revoked = now }), row.ETag, TableUpdateMode.Replace, cancel);
                return true;
            }
            catch (RequestFailedException error) when (Rows.IsConflict(error) && attempt < Rows.Tries)
            {
            }
        }
    }

    private static TableEntity Write(ApiKey key) => new(Partition, RowKeys.Of(key.Name))
    {
        ["Name"] = key.Name,
        ["Scopes"] = string.Join(' ', key.Scopes.Select(scope => scope.Text())),
        ["Hash"] = key.Hash,
        ["Created"] = StoredInstant.Text(key.Created),
        ["Revoked"] = key.Revoked is { } revoked ? StoredInstant.Text(revoked) : "",
    };

    private static ApiKey Read(TableEntity row) => new(
        row.GetString("Name"), [.. row.GetString("Scopes").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => ApiScopes.All.First(scope => scope.Text() == text))],
        row.GetString("Hash"), StoredInstant.Read(row.GetString("Created")), row.GetString("Revoked") is { Length: > 0 } revoked ? StoredInstant.Read(revoked) : null);
}
