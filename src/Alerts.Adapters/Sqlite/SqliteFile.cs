using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Alerts.Adapters.Sqlite;

/// <summary>One connection to one SQLite file: transactions, commands, and errors in words. Calls come one after the other.</summary>
internal sealed class SqliteFile : IDisposable
{
    private readonly string _path;
    private readonly SqliteConnection _connection;
    private readonly Lock _one = new();

    public SqliteFile(string path, bool readOnly)
    {
        _path = path;
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = readOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWriteCreate, Pooling = false }.ToString());
        Opening(() =>
        {
            _connection.Open();
            // FULL: what has been committed survives a power cut, which an outbox must.
            Execute(readOnly ? "PRAGMA busy_timeout = 5000" : "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON");
            return 0;
        });
    }

    /// <summary>Runs reads, or writes in one transaction that is undone when they fail.</summary>
    public T Do<T>(Func<T> work, bool writes = false)
    {
        lock (_one)
        {
            return Guard(() =>
            {
                if (!writes) return work();
                Execute("BEGIN IMMEDIATE");
                try
                {
                    var result = work();
                    Execute("COMMIT");
                    return result;
                }
                catch
                {
                    if (!IsAutoCommit) Execute("ROLLBACK");
                    throw;
                }
            });
        }
    }

    public void Execute(string sql, params (string Name, object? Value)[] values)
    {
        using var command = Command(sql, values);
        command.ExecuteNonQuery();
    }

    public int Change(string sql, params (string Name, object? Value)[] values)
    {
        using var command = Command(sql, values);
        return command.ExecuteNonQuery();
    }

    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params (string Name, object? Value)[] values)
    {
        using var command = Command(sql, values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }

    public T? Scalar<T>(string sql, params (string Name, object? Value)[] values)
    {
        using var command = Command(sql, values);
        return command.ExecuteScalar() is { } value and not DBNull ? (T)Convert.ChangeType(value, typeof(T), CultureInfo.InvariantCulture) : default;
    }

    /// <summary>A command to run many times: its parameters are set by position.</summary>
    public SqliteCommand Prepared(string sql, params string[] names)
    {
        var command = Command(sql, [.. names.Select(name => (name, (object?)null))]);
        command.Prepare();
        return command;
    }

    public void Dispose()
    {
        _connection.Dispose();
        SqliteConnection.ClearPool(_connection);
    }

    /// <summary>Reads that see one moment, whatever other processes write meanwhile; within a transaction too.</summary>
    public T AtOneMoment<T>(Func<T> reads)
    {
        Execute("SAVEPOINT moment");
        try
        {
            return reads();
        }
        finally
        {
            // Some errors end a transaction by themselves.
            if (!IsAutoCommit) Execute("RELEASE moment");
        }
    }

    private void Opening(Func<int> connect)
    {
        try
        {
            Guard(connect);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    private bool IsAutoCommit => SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle!) != 0;

    private SqliteCommand Command(string sql, (string Name, object? Value)[] values)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values) command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }

    private T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException error)
        {
            throw StoreException.Of(_path, error);
        }
    }
}
