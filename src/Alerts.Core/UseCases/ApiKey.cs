namespace Alerts.Core.UseCases;

/// <summary>What a key allows.</summary>
public enum ApiScope
{
    /// <summary>Events, series, rules, publications, health.</summary>
    Read,

    /// <summary>Publications and values are posted.</summary>
    Ingest,

    /// <summary>Who is told, silences, decisions on quarantine, and the ledger: what was sent to whom; replays.</summary>
    Operate,

    /// <summary>Somebody asks to be told; nothing is read, and nothing but a mail to confirm comes of it.</summary>
    Subscribe,
}

public static class ApiScopes
{
    public static IReadOnlyList<ApiScope> All { get; } = [ApiScope.Read, ApiScope.Ingest, ApiScope.Operate, ApiScope.Subscribe];

    /// <summary>As calls and documents name it: <c>read</c>.</summary>
    public static string Text(this ApiScope scope) => scope switch
    {
        ApiScope.Read => "read",
        ApiScope.Ingest => "ingest",
        ApiScope.Subscribe => "subscribe",
        _ => "operate",
    };
}

/// <summary>A key of the HTTP API. Its token is known to whoever holds it, and to nobody here.</summary>
/// <param name="Name">See <see cref="ApiToken.IsName"/>; nobody else ever has it, also after it is revoked.</param>
/// <param name="Hash">Of the token, see <see cref="ApiToken.Hash"/>.</param>
/// <param name="Revoked">Since when it opens nothing; null: it does.</param>
public sealed record ApiKey(string Name, IReadOnlyList<ApiScope> Scopes, string Hash, DateTimeOffset Created, DateTimeOffset? Revoked);

/// <summary>Keys of the HTTP API.</summary>
public interface IApiKeyStore
{
    /// <returns>False, and nothing written, where the name is or was another key's.</returns>
    Task<bool> AddKey(ApiKey key, CancellationToken cancel);

    /// <returns>Null when there never was such a key; one that is revoked comes back as that.</returns>
    Task<ApiKey?> FindKey(string name, CancellationToken cancel);

    /// <returns>In order of name, revoked ones too.</returns>
    Task<IReadOnlyList<ApiKey>> Keys(CancellationToken cancel);

    /// <returns>False where there is no such key, or it was revoked before.</returns>
    Task<bool> RevokeKey(string name, DateTimeOffset now, CancellationToken cancel);
}
