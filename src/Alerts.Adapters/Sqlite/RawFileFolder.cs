using Alerts.Adapters.Files;
using Alerts.Core.UseCases;

namespace Alerts.Adapters.Sqlite;

/// <summary>Every file as it came, in a folder by the hash of its bytes: <c>raw/ab/abcdef…</c>. Written beside, made durable, then renamed.</summary>
public sealed class RawFileFolder(string folder) : IRawFileStore
{
    private static long _written;

    public async Task Keep(string sha256, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        var path = PathOf(sha256);
        if (File.Exists(path)) return;
        await Guarded(
            async () =>
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                // The same bytes may be kept twice at once.
                var beside = $"{path}.{Interlocked.Increment(ref _written)}.part";
                await using (var stream = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None))
                {
                    foreach (var part in FrontToBack.Parts(bytes)) await stream.WriteAsync(part, cancel);
                    stream.Flush(flushToDisk: true);
                }
                File.Move(beside, path, overwrite: true);
                return true;
            },
            $"the raw file could not be kept in {folder}");
    }

    public Task<byte[]?> Read(string sha256, CancellationToken cancel) => Guarded(
        async () => File.Exists(PathOf(sha256)) ? await File.ReadAllBytesAsync(PathOf(sha256), cancel) : null,
        $"the raw file {sha256} could not be read in {folder}");

    public Task<IReadOnlyList<string>> All(CancellationToken cancel) => Guarded(
        () => Task.FromResult<IReadOnlyList<string>>(Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetFileName(path)).Where(name => !name.EndsWith(".part", StringComparison.Ordinal))] : []),
        $"the raw files in {folder} could not be listed");

    public Task Delete(string sha256, CancellationToken cancel) => Guarded(
        () =>
        {
            if (File.Exists(PathOf(sha256))) File.Delete(PathOf(sha256));
            return Task.FromResult(true);
        },
        $"the raw file {sha256} could not be deleted in {folder}");

    private static async Task<T> Guarded<T>(Func<Task<T>> work, string trouble)
    {
        try
        {
            return await work();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"{trouble}: {error.Message}", error);
        }
    }

    private string PathOf(string sha256) => Path.Combine(folder, sha256[..2], sha256);
}
