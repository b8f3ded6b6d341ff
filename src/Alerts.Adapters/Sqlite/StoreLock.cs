namespace Alerts.Adapters.Sqlite;

/// <summary>Held by the one process that runs on a store.</summary>
public sealed class StoreLock : IDisposable
{
    private readonly FileStream _file;

    private StoreLock(FileStream file) => _file = file;

    /// <returns>Null when another process holds it.</returns>
    /// <exception cref="StoreException">The folder may not be written.</exception>
    public static StoreLock? Take(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException error)
        {
            throw new StoreException($"{path} may not be written", error);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
        catch (IOException error)
        {
            throw new StoreException($"{path} could not be written: {error.Message}", error);
        }
    }

    public void Dispose() => _file.Dispose();
}
