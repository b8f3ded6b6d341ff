using System.Globalization;

namespace Alerts.Adapters.Sqlite;

/// <summary>Held by the one process that works on a store; a file beside it says which one.</summary>
public sealed class StoreLock : IDisposable
{
    // How Linux, macOS and Windows say that another process has locked it; a read-only disk says otherwise.
    private static readonly int[] Taken = [11, 35, unchecked((int)0x80070020)];

    private readonly FileStream _file;

    private StoreLock(FileStream file) => _file = file;

    /// <param name="path">Of the lock file; it is created and stays.</param>
    /// <param name="now">Since when it is held, for people.</param>
    /// <returns>Null when another process holds it.</returns>
    /// <exception cref="StoreException">The folder may not be written.</exception>
    public static StoreLock? Take(string path, DateTimeOffset now)
    {
        if (Locked(path) is not { } file) return null;
        try
        {
            // While the lock is held nobody can read the lock file itself.
            File.WriteAllText(HolderPath(path), string.Create(CultureInfo.InvariantCulture, $"pid {Environment.ProcessId}, since {now:yyyy-MM-dd'T'HH:mm:sszzz}\n"));
            return new(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            file.Dispose();
            throw new StoreException($"{HolderPath(path)} could not be written: {error.Message}", error);
        }
    }

    /// <returns>Of the process that holds the lock: <c>pid 4711, since 2025-03-24T09:00:00+08:00</c>; null where nothing says so. It tells something only while the lock is held.</returns>
    public static string? Holder(string path)
    {
        try
        {
            return File.ReadAllText(HolderPath(path)).Trim() is { Length: > 0 } holder ? holder : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Dispose() => _file.Dispose();

    private static string HolderPath(string path) => path + ".holder";

    private static FileStream? Locked(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new StoreException($"{path} may not be written", error);
        }
        catch (IOException error) when (Taken.Contains(error.HResult))
        {
            return null;
        }
        catch (IOException error)
        {
            throw new StoreException($"{path} could not be written: {error.Message}", error);
        }
    }
}
