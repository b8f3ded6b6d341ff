using Microsoft.Data.Sqlite;

namespace Alerts.Adapters.Sqlite;

/// <summary>Opens a SQLite file for one process that writes, or for those that read beside it.</summary>
internal static class SqliteOpening
{
    // A file's calls come one after the other (SqliteFile), so that its connection need not lock itself for each of them.
    static SqliteOpening()
    {
        SQLitePCL.Batteries_V2.Init();
        SQLitePCL.raw.sqlite3_config(SQLitePCL.raw.SQLITE_CONFIG_MULTITHREAD);
        // Nobody asks how much memory it holds, and to count it takes a lock each time that it takes some.
        SQLitePCL.raw.sqlite3_config(SQLitePCL.raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    // Pages of 4 KB: indexes by ids that lie anywhere are read and written all over, and each part of the log is copied into the file less often.
    private const string Memory = "PRAGMA cache_size = -8000";
    private const string LongLog = "PRAGMA wal_autocheckpoint = 4000";

    private const string Patience = "PRAGMA busy_timeout = 5000";

    public static SqliteConnection ToWrite(string path) =>
        Open(path, SqliteOpenMode.ReadWriteCreate, Patience, "PRAGMA journal_mode = WAL", LongLog, Memory, "PRAGMA synchronous = FULL", "PRAGMA foreign_keys = ON");

    public static SqliteConnection ToRead(string path)
    {
        const string Look = "SELECT count(*) FROM sqlite_master";
        try
        {
            return Open(path, SqliteOpenMode.ReadOnly, Patience, Look);
        }
        catch (SqliteException error) when (error.SqliteErrorCode is 10 or 14 && IsAtRest(path))
        {
            // Even readers put an index beside the file, for which a full or read-only disk has no place. Without a log nobody has the store open, so it can be read as it lies.
            return Open($"{new Uri(path).AbsoluteUri}?immutable=1", SqliteOpenMode.ReadOnly, Patience, Look);
        }
    }

    /// <summary>Loads the library and what opening a file takes, which may be done beside other work.</summary>
    public static void Prepare() => Open(":memory:", SqliteOpenMode.Memory, Patience).Dispose();

    private static bool IsAtRest(string path) => new FileInfo(path + "-wal") is { Exists: false } or { Length: 0 };

    private static SqliteConnection Open(string source, SqliteOpenMode mode, params string[] statements)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = source, Mode = mode, Pooling = false }.ToString());
        try
        {
            connection.Open();
            // Otherwise a statement is prepared anew whenever a bound limit changes, which costs more than to run it.
            SQLitePCL.raw.sqlite3_db_config(connection.Handle!, SQLitePCL.raw.SQLITE_DBCONFIG_ENABLE_QPSG, 1, out _);
            // One by one: of several in one command, the library tells only of errors up to the first that gives rows.
            foreach (var sql in statements)
            {
                using var command = connection.CreateCommand();
                command.CommandText = sql;
                command.ExecuteNonQuery();
            }
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
