using System.Buffers;
using System.Security.Cryptography;
using Alerts.Core.Observations;

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

    private FileBytes(byte[] bytes) => (Memory, Sha256) = (bytes, ContentHash.Of(bytes));

    private FileBytes(LentMemory lent, string sha256) => (_lent, Memory, Sha256) = (lent, lent.Memory, sha256);

    /// <summary>Valid until this is disposed of.</summary>
    public ReadOnlyMemory<byte> Memory { get; }

    /// <summary>Of the bytes, lower-case hex.</summary>
    public string Sha256 { get; }

    /// <exception cref="IOException">It cannot be read, or is longer than 2 GB.</exception>
    public static async Task<FileBytes> Of(string path, CancellationToken cancel)
    {
        if (new FileInfo(path) is not { Exists: true, Length: >= Small and < int.MaxValue }) return new(await File.ReadAllBytesAsync(path, cancel));
        try
        {
            return await Copied(path, cancel);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Where there is no room for a copy, there may be memory.
            return new(await File.ReadAllBytesAsync(path, cancel));
        }
    }

    public void Dispose() => ((IDisposable?)_lent)?.Dispose();

    private static async Task<FileBytes> Copied(string path, CancellationToken cancel)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = FileOptions.DeleteOnClose, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var copy = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), options);
        try
        {
            var sha256 = await Copy(path, copy, cancel);
            return copy.Length is > 0 and < int.MaxValue ? new(new LentMemory(copy), sha256) : throw new IOException($"{path} changes while it is read");
        }
        catch
        {
            await copy.DisposeAsync();
            throw;
        }
    }

    /// <returns>The hash of what was copied: as it passes by, for to read it once more takes as long again.</returns>
    private static async Task<string> Copy(string path, FileStream to, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(FrontToBack.PartLength);
        try
        {
            await using var from = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
            while (await from.ReadAsync(buffer, cancel) is var length and > 0)
            {
                hash.AppendData(buffer, 0, length);
                await to.WriteAsync(buffer.AsMemory(0, length), cancel);
            }
            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
