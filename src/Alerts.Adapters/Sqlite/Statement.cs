using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Alerts.Adapters.Sqlite;

/// <summary>
/// A prepared statement for what happens once for each of millions of rows: parameters and columns are numbers and UTF-8 as SQLite has
/// them, and no object is made for any. Of its parameters, numbered from 1, those that are not bound again keep their values.
/// </summary>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;
    private readonly nint _rows;

    public Statement(sqlite3 connection, string sql)
    {
        _connection = connection;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(connection, sql, out _statement), connection);
        _rows = _statement.DangerousGetHandle();
    }

    public void Bind(int parameter, long value) => SqliteException.ThrowExceptionForRC(raw.sqlite3_bind_int64(_statement, parameter, value), _connection);

    public void Bind(int parameter, ReadOnlySpan<byte> utf8) => SqliteException.ThrowExceptionForRC(raw.sqlite3_bind_text(_statement, parameter, utf8), _connection);

    public void Bind(int parameter, string text) => SqliteException.ThrowExceptionForRC(raw.sqlite3_bind_text(_statement, parameter, text), _connection);

    /// <returns>False when there is no further row; the statement is then ready to run again.</returns>
    public bool Next()
    {
        var code = SqliteRow.Step(_rows);
        if (code == raw.SQLITE_ROW) return true;
        var reset = raw.sqlite3_reset(_statement);
        SqliteException.ThrowExceptionForRC(code == raw.SQLITE_DONE ? reset : code, _connection);
        return false;
    }

    /// <summary>Makes the statement ready to run again, whether or not all rows were read.</summary>
    public void Reset() => raw.sqlite3_reset(_statement);

    /// <param name="column">From 0.</param>
    public long Integer(int column) => SqliteRow.Integer(_rows, column);

    public bool IsInteger(int column) => SqliteRow.Type(_rows, column) == raw.SQLITE_INTEGER;

    /// <returns>Valid until the next row.</returns>
    public ReadOnlySpan<byte> Utf8(int column) => SqliteRow.Text(_rows, column);

    public void Dispose() => _statement.Dispose();
}
