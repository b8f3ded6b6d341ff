using Alerts.Core.UseCases;

namespace Alerts.Contracts;

/// <summary>What every store of API keys promises.</summary>
public abstract class ApiKeyStoreContract
{
    protected abstract IApiKeyStore Empty();

    private static readonly ApiKey Erp = new("erp", [ApiScope.Read, ApiScope.Ingest], Some.Sha(1), Some.Morning, null);

    [SkippableFact]
    public async Task A_key_comes_back_as_it_was_added()
    {
        var store = Empty();

        Assert.True(await store.AddKey(Erp, default));

        Assert.Equivalent(Erp, await store.FindKey("erp", default), strict: true);
        Assert.Null(await store.FindKey("desk", default));
        Assert.Null(await store.FindKey("ERP", default));
    }

    [SkippableFact]
    public async Task A_name_is_one_key_s_for_ever()
    {
        var store = Empty();
        await store.AddKey(Erp, default);

        Assert.False(await store.AddKey(Erp with { Hash = Some.Sha(2) }, default));
        await store.RevokeKey("erp", Some.Morning, default);
        Assert.False(await store.AddKey(Erp with { Hash = Some.Sha(3) }, default));

        Assert.Equal(Some.Sha(1), (await store.FindKey("erp", default))!.Hash);
    }

    [SkippableFact]
    public async Task A_revoked_key_says_since_when_and_is_revoked_once()
    {
        var store = Empty();
        await store.AddKey(Erp, default);

        Assert.True(await store.RevokeKey("erp", Some.Morning.AddDays(1), default));
        Assert.False(await store.RevokeKey("erp", Some.Morning.AddDays(2), default));
        Assert.False(await store.RevokeKey("desk", Some.Morning, default));

        Assert.Equal(Some.Morning.AddDays(1), (await store.FindKey("erp", default))!.Revoked);
    }

    [SkippableFact]
    public async Task Keys_are_listed_by_name_revoked_ones_too()
    {
        var store = Empty();
        foreach (var name in new[] { "erp", "a.desk", "b-desk" }) await store.AddKey(Erp with { Name = name }, default);
        await store.RevokeKey("b-desk", Some.Morning, default);

        Assert.Equal(["a.desk", "b-desk", "erp"], (await store.Keys(default)).Select(key => key.Name));
    }
}
