using Alerts.Core.UseCases;

namespace Alerts.Adapters.Sqlite;

/// <summary>Every file as it came: in a folder, but for what is kept within a step of the store, which is kept in the store.</summary>
public sealed class RawFiles(RawFileFolder folder, SqliteStore store) : IRawFileStore
{
    private readonly IRawFileStore _small = store;

    public Task Keep(string sha256, ReadOnlyMemory<byte> bytes, CancellationToken cancel) => folder.Keep(sha256, bytes, cancel);

    public Task KeepWithin(string sha256, ReadOnlyMemory<byte> bytes, CancellationToken cancel) => _small.Keep(sha256, bytes, cancel);

    public async Task<byte[]?> Read(string sha256, CancellationToken cancel) => await folder.Read(sha256, cancel) ?? await _small.Read(sha256, cancel);

    public async Task<IReadOnlyList<string>> All(CancellationToken cancel) => [.. (await folder.All(cancel)).Union(await _small.All(cancel), StringComparer.Ordinal)];

    public async Task Delete(string sha256, CancellationToken cancel)
    {
        await folder.Delete(sha256, cancel);
        await _small.Delete(sha256, cancel);
    }
}
