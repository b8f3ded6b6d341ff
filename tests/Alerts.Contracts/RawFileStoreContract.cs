using Alerts.Core.UseCases;

namespace Alerts.Contracts;

/// <summary>What every store of raw files promises.</summary>
public abstract class RawFileStoreContract
{
    protected abstract IRawFileStore Empty();

    [SkippableFact]
    public async Task Bytes_come_back_as_they_were_kept_and_twice_is_once()
    {
        var store = Empty();
        byte[] bytes = [0xEF, 0xBB, 0xBF, 0, 13, 10, 255];

        await store.Keep(Some.Sha(1), bytes, default);
        await store.Keep(Some.Sha(1), bytes, default);

        Assert.Equal(bytes, await store.Read(Some.Sha(1), default));
        Assert.Null(await store.Read(Some.Sha(2), default));
    }

    [SkippableFact]
    public async Task An_empty_file_is_kept_too()
    {
        var store = Empty();

        await store.Keep(Some.Sha(3), Array.Empty<byte>(), default);

        Assert.Empty((await store.Read(Some.Sha(3), default))!);
    }

    [SkippableFact]
    public async Task Files_are_listed_and_one_that_is_deleted_is_gone()
    {
        var store = Empty();
        Assert.Empty(await store.All(default));
        foreach (var number in new[] { 1, 2 }) await store.Keep(Some.Sha(number), new byte[] { 1 }, default);

        await store.Delete(Some.Sha(1), default);
        await store.Delete(Some.Sha(3), default);

        Assert.Equal([Some.Sha(2)], await store.All(default));
        Assert.Null(await store.Read(Some.Sha(1), default));
    }
}
