namespace Alerts.Adapters.Files;

/// <summary>
/// The bytes of a file as they are now, whatever becomes of it meanwhile. Those of a large one lie in a copy on the disk, so that they take no memory of this
/// process: it comes and goes as they are read.
/// </summary>
public sealed class FileBytes : IDisposable
{
    // A copy costs more than it saves below this.
    private const int Small = 4 * 1024 * 1024;

    private readonly LentMemory? _lent;

    private FileBytes(ReadOnlyMemory<byte> bytes, LentMemory? lent) => (Memory, _lent) = (bytes, lent);

    /// <summary>Valid until this is disposed of.</summary>
    public ReadOnlyMemory<byte> Memory { get; }

    /// <exception cref="IOException">It cannot be read, or is longer than 2 GB.</exception>
    public static async Task<FileBytes> Of(string path, CancellationToken cancel)
    {
        if (new FileInfo(path) is not { Exists: true, Length: >= Small and < int.MaxValue }) return new(await File.ReadAllBytesAsync(path, cancel), null);
        try
        {
            var lent = await Copied(path, cancel);
            return new(lent.Memory, lent);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Where there is no room for a copy, there may be memory.
            return new(await File.ReadAllBytesAsync(path, cancel), null);
        }
    }

    public void Dispose() => ((IDisposable?)_lent)?.Dispose();

    private static async Task<LentMemory> Copied(string path, CancellationToken cancel)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = FileOptions.DeleteOnClose, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var copy = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), options);
        try
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
            await file.CopyToAsync(copy, bufferSize: 1 << 20, cancel);
            return copy.Length is > 0 and < int.MaxValue ? new(copy) : throw new IOException($"{path} changes while it is read");
        }
        catch
        {
            await copy.DisposeAsync();
            throw;
        }
    }
}
