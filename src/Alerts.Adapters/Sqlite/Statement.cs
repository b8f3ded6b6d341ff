using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Alerts.Adapters.Sqlite;

/// <summary>
/// A prepared statement for what happens once for each of millions of rows: parameters and columns are numbers and UTF-8 as SQLite has
/// them, and no object is made for any. Of its parameters, numbered from 1, those that are not bound again keep their values.
/// </summary>
internal sealed class Statement : IDisposable
{
    private const int ShortText = 32;

    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;
    private readonly nint _rows;

    // Where SQLite finds the short texts that are bound, a place for each parameter: otherwise it would take memory for each.
    private readonly byte[] _texts;

    public Statement(sqlite3 connection, string sql)
    {
        _connection = connection;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(connection, sql, out _statement), connection);
        _rows = _statement.DangerousGetHandle();
        _texts = GC.AllocateArray<byte>((raw.sqlite3_bind_parameter_count(_statement) + 1) * ShortText, pinned: true);
    }

    public void Bind(int parameter, long value) => Check(SqliteRow.Bind(_rows, parameter, value));

    public void Bind(int parameter, ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length is 0 or > ShortText) Check(raw.sqlite3_bind_text(_statement, parameter, utf8));
        else BindShort(parameter, utf8);
    }

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

    private unsafe void BindShort(int parameter, ReadOnlySpan<byte> utf8)
    {
        var own = _texts.AsSpan(parameter * ShortText, ShortText);
        utf8.CopyTo(own);
        fixed (byte* text = own) Check(SqliteRow.Bind(_rows, parameter, text, utf8.Length));
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK) SqliteException.ThrowExceptionForRC(code, _connection);
    }
}
