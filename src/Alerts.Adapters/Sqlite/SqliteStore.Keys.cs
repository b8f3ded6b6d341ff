using Alerts.Core.UseCases;

namespace Alerts.Adapters.Sqlite;

public sealed partial class SqliteStore
{
    private const string KeyColumns = "name, scopes, hash, created, revoked";

    public Task<bool> AddKey(ApiKey key, CancellationToken cancel) => Write(() => _file.Change(
        $"INSERT INTO api_keys ({KeyColumns}) VALUES ($name, $scopes, $hash, $created, $revoked) ON CONFLICT (name) DO NOTHING",
        ("$name", key.Name), ("$scopes", string.Join(' ', key.Scopes.Select(scope => scope.Text()))), ("$hash", key.Hash), ("$created", Instants.Text(key.Created)),
        ("$revoked", key.Revoked is { } revoked ? Instants.Text(revoked) : null)) == 1, cancel);

    public Task<ApiKey?> FindKey(string name, CancellationToken cancel) => Read(() =>
        _file.Query($"SELECT {KeyColumns} FROM api_keys WHERE name = $name", ReadKey, ("$name", name)).FirstOrDefault(), cancel);

    public Task<IReadOnlyList<ApiKey>> Keys(CancellationToken cancel) => Read<IReadOnlyList<ApiKey>>(() =>
        _file.Query($"SELECT {KeyColumns} FROM api_keys ORDER BY name", ReadKey), cancel);

    public Task<bool> RevokeKey(string name, DateTimeOffset now, CancellationToken cancel) => Write(() =>
        _file.Change("UPDATE api_keys SET revoked = $now WHERE name = $name AND revoked IS NULL", ("$now", Instants.Text(now)), ("$name", name)) == 1, cancel);

    private static ApiKey ReadKey(Statement reader) => new(
        reader.GetString(0), [.. reader.GetString(1).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => ApiScopes.All.First(scope => scope.Text() == text))], reader.GetString(2),
        Instants.Read(reader.GetString(3)), Nullable(reader, 4) is { } revoked ? Instants.Read(revoked) : null);
}
