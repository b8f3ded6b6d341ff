using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Alerts.Adapters.Sqlite;

/// <summary>One connection to one SQLite file: transactions, commands, and errors in words. Calls come one after the other.</summary>
internal sealed class SqliteFile : IDisposable
{
    private readonly string _path;
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly AsyncLocal<bool> _isTogether = new();
    private readonly Lock _together = new();
    private bool _syncs = true;

    public SqliteFile(string path, bool readOnly)
    {
        _path = path;
        _connection = Guard(() => readOnly ? SqliteOpening.ToRead(path) : SqliteOpening.ToWrite(path));
    }

    /// <summary>Runs reads, or writes in one transaction that is undone when they fail. Within <see cref="Together"/> it is part of that transaction.</summary>
    /// <param name="survivesPowerCut">False for what may be done again: it survives the end of the process, and a power cut may undo it.</param>
    public T Do<T>(Func<T> work, bool writes = false, bool survivesPowerCut = true)
    {
        if (_isTogether.Value)
        {
            // Its parts may ask for several things at once.
            lock (_together) return Guard(() => writes ? Undoable("SAVEPOINT one", work, "RELEASE one", "ROLLBACK TO one; RELEASE one") : work());
        }
        _turn.Wait();
        try
        {
            return Guard(() =>
            {
                if (!writes) return work();
                Sync(survivesPowerCut);
                return Undoable("BEGIN IMMEDIATE", work, "COMMIT", "ROLLBACK");
            });
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Runs several reads and writes as one transaction: one wait for the disk. Others wait until it has ended.</summary>
    public async Task Together(Func<Task> work)
    {
        if (_isTogether.Value)
        {
            await work();
            return;
        }
        await _turn.WaitAsync();
        _isTogether.Value = true;
        try
        {
            Guard(() =>
            {
                Sync(survivesPowerCut: true);
                Execute("BEGIN IMMEDIATE");
                return 0;
            });
            await work();
            Guard(() => Change("COMMIT"));
        }
        catch
        {
            Undone++;
            if (!IsAutoCommit) Execute("ROLLBACK");
            throw;
        }
        finally
        {
            _isTogether.Value = false;
            _turn.Release();
        }
    }

    /// <summary>How many transactions, or parts of them, were undone.</summary>
    public int Undone { get; private set; }

    public void Execute(string sql, params (string Name, object? Value)[] values) => Change(sql, values);

    public int Change(string sql, params (string Name, object? Value)[] values) => Command(sql, values).ExecuteNonQuery();

    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params (string Name, object? Value)[] values)
    {
        using var reader = Command(sql, values).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }

    public T? Scalar<T>(string sql, params (string Name, object? Value)[] values) =>
        Command(sql, values).ExecuteScalar() is { } value and not DBNull ? (T)Convert.ChangeType(value, typeof(T), CultureInfo.InvariantCulture) : default;

    /// <summary>A command to run many times: its parameters are set by position.</summary>
    public SqliteCommand Prepared(string sql, params string[] names)
    {
        var command = New(sql, [.. names.Select(name => (name, (object?)null))]);
        command.Prepare();
        return command;
    }

    /// <summary>Runs a statement for many rows; it is kept prepared by its text.</summary>
    public void Run(string sql, Action<Statement> work)
    {
        if (!_statements.TryGetValue(sql, out var statement)) _statements[sql] = statement = new(_connection.Handle!, sql);
        try
        {
            work(statement);
        }
        finally
        {
            statement.Reset();
        }
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values) statement.Dispose();
        foreach (var command in _commands.Values) command.Dispose();
        _turn.Dispose();
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

    private bool IsAutoCommit => SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle!) != 0;

    // FULL: what has been committed survives a power cut, which an outbox must.
    private void Sync(bool survivesPowerCut)
    {
        if (_syncs == survivesPowerCut) return;
        Execute(survivesPowerCut ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
        _syncs = survivesPowerCut;
    }

    private T Undoable<T>(string begin, Func<T> work, string commit, string undo)
    {
        Execute(begin);
        try
        {
            var result = work();
            Execute(commit);
            return result;
        }
        catch
        {
            Undone++;
            if (!IsAutoCommit) Execute(undo);
            throw;
        }
    }

    // Kept prepared by its text: reading a statement costs more than most of them do.
    private SqliteCommand Command(string sql, (string Name, object? Value)[] values)
    {
        if (!_commands.TryGetValue(sql, out var command)) return _commands[sql] = New(sql, values);
        foreach (var (name, value) in values) command.Parameters[name].Value = value ?? DBNull.Value;
        return command;
    }

    private SqliteCommand New(string sql, (string Name, object? Value)[] values)
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
