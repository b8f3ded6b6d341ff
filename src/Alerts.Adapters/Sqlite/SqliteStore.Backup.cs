using Microsoft.Data.Sqlite;

namespace Alerts.Adapters.Sqlite;

public sealed partial class SqliteStore
{
    /// <summary>Reads the whole file and compares its indexes with its tables.</summary>
    /// <returns>What is wrong with it, at most a hundred lines; empty: nothing.</returns>
    public IReadOnlyList<string> Damage() => _file.Do(() => _file.Query("PRAGMA integrity_check(100)", reader => reader.GetString(0))) is { } lines and not ["ok"] ? lines : [];

    /// <summary>Copies a store as it is at one moment, whatever a process writes to it meanwhile.</summary>
    /// <param name="path">Of the store.</param>
    /// <param name="copy">Of the copy: one file that needs nothing beside it; it must not be there.</param>
    /// <exception cref="StoreException">It cannot be read, or the copy not be written.</exception>
    public static void Copy(string path, string copy)
    {
        try
        {
            using var from = SqliteOpening.ToRead(path);
            using var to = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = copy, Mode = SqliteOpenMode.ReadWriteCreate, Pooling = false }.ToString());
            to.Open();
            from.BackupDatabase(to);
            using var command = to.CreateCommand();
            command.CommandText = "PRAGMA journal_mode = DELETE";
            command.ExecuteNonQuery();
        }
        catch (SqliteException error)
        {
            throw StoreException.Of(path, error);
        }
    }
}
