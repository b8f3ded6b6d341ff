using Microsoft.Data.Sqlite;

namespace Alerts.Adapters.Sqlite;

/// <summary>One connection to one SQLite file: transactions, commands, and errors in words. Calls come one after the other.</summary>
internal sealed class SqliteFile : IDisposable
{
    private readonly string _path;
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _scripts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly AsyncLocal<bool> _isTogether = new();
    private readonly Lock _together = new();
    private bool _syncs = true;
    private bool _isSpoilt;
    private long _transactions;

    public SqliteFile(string path, bool readOnly)
    {
        _path = path;
        _connection = Guard(() => readOnly ? SqliteOpening.ToRead(path) : SqliteOpening.ToWrite(path));
    }

    /// <summary>Runs reads, or writes in one transaction that is undone when they fail. Within <see cref="Together"/> it is part of that transaction, all of which is then undone.</summary>
    /// <param name="survivesPowerCut">False for what may be done again: it survives the end of the process, and a power cut may undo it.</param>
    public T Do<T>(Func<T> work, bool writes = false, bool survivesPowerCut = true)
    {
        if (_isTogether.Value)
        {
            // Its parts may ask for several things at once.
            lock (_together) return Part(work);
        }
        _turn.Wait();
        try
        {
            return Guard(() =>
            {
                if (!writes) return AtOneMoment(work);
                Sync(survivesPowerCut);
                return Undoable(work);
            });
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Runs several reads and writes as one transaction: one wait for the disk. Others wait until it has ended.</summary>
    /// <param name="last">The last of them, however deep the call.</param>
    public async Task Together(Func<Task> work, Action last)
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
                _isSpoilt = false;
                _transactions++;
                return Script("BEGIN IMMEDIATE");
            });
            await work();
            // A part that failed may have written some of what it was to write.
            if (_isSpoilt) throw new InvalidOperationException("a part of what was to be written together has failed");
            Guard(() =>
            {
                last();
                return Script("COMMIT");
            });
        }
        catch
        {
            Undo();
            throw;
        }
        finally
        {
            _isTogether.Value = false;
            _turn.Release();
        }
    }

    /// <summary>Names the transaction of <see cref="Together"/> that this is a part of, while which nobody else writes; null: it is part of none.</summary>
    public long? Transaction => _isTogether.Value ? _transactions : null;

    /// <summary>How many transactions were undone.</summary>
    public int Undone { get; private set; }

    public void Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> values) => Change(sql, values);

    /// <returns>How many rows it wrote.</returns>
    public int Change(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var statement = Bound(sql, values);
        try
        {
            while (statement.Next()) { }
            return SQLitePCL.raw.sqlite3_changes(_connection.Handle!);
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <param name="read">Asks nothing by the same text.</param>
    public List<T> Query<T>(string sql, Func<Statement, T> read, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var statement = Bound(sql, values);
        var rows = new List<T>();
        try
        {
            while (statement.Next()) rows.Add(read(statement));
            return rows;
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <returns>The first column of the first row; null where there is none, or it is empty.</returns>
    public string? Text(string sql, params ReadOnlySpan<(string Name, object? Value)> values) => First(sql, row => row.IsDBNull(0) ? null : row.GetString(0), values);

    /// <returns>The same of a number; 0 where there is none.</returns>
    public long Number(string sql, params ReadOnlySpan<(string Name, object? Value)> values) => First(sql, row => row.GetInt64(0), values);

    /// <summary>Runs statements without parameters, several of them in one text. It waits for other processes longer than SQLite does by itself.</summary>
    public int Script(string sql)
    {
        if (!_scripts.TryGetValue(sql, out var script))
        {
            _scripts[sql] = script = _connection.CreateCommand();
            script.CommandText = sql;
        }
        return script.ExecuteNonQuery();
    }

    /// <summary>Runs a statement for many rows; it is kept prepared by its text.</summary>
    public void Run(string sql, Action<Statement> work)
    {
        var statement = Prepared(sql);
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
        foreach (var script in _scripts.Values) script.Dispose();
        _turn.Dispose();
        _connection.Dispose();
        SqliteConnection.ClearPool(_connection);
    }

    private bool IsAutoCommit => SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle!) != 0;

    // FULL: what has been committed survives a power cut, which an outbox must.
    private void Sync(bool survivesPowerCut)
    {
        if (_syncs == survivesPowerCut) return;
        Script(survivesPowerCut ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
        _syncs = survivesPowerCut;
    }

    private T Part<T>(Func<T> work)
    {
        try
        {
            return Guard(work);
        }
        catch
        {
            _isSpoilt = true;
            throw;
        }
    }

    // Reads that see one moment, whatever other processes write meanwhile.
    private T AtOneMoment<T>(Func<T> reads)
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

    private T Undoable<T>(Func<T> work)
    {
        Script("BEGIN IMMEDIATE");
        try
        {
            var result = work();
            Script("COMMIT");
            return result;
        }
        catch
        {
            Undo();
            throw;
        }
    }

    private void Undo()
    {
        Undone++;
        if (!IsAutoCommit) Script("ROLLBACK");
    }

    // Kept by its text: to prepare a statement costs more than to run most of them.
    private Statement Prepared(string sql) => _statements.TryGetValue(sql, out var known) ? known : _statements[sql] = new(_connection.Handle!, sql);

    private Statement Bound(string sql, ReadOnlySpan<(string Name, object? Value)> values)
    {
        var statement = Prepared(sql);
        statement.Bind(values);
        return statement;
    }

    private T? First<T>(string sql, Func<Statement, T?> read, ReadOnlySpan<(string Name, object? Value)> values)
    {
        var statement = Bound(sql, values);
        try
        {
            return statement.Next() ? read(statement) : default;
        }
        finally
        {
            statement.Reset();
        }
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
