using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Alerts.Adapters.Sqlite;

/// <summary>
/// A prepared statement, and the row at which it stands. For what happens once for each of millions of rows, parameters and columns are numbers and UTF-8 as SQLite has
/// them, and no object is made for any. Of its parameters, numbered from 1, those that are not bound again keep their values.
/// </summary>
internal sealed class Statement : IDisposable
{
    private const int ShortText = 32;
    private const int LongestOnStack = 256;

    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;
    private readonly nint _rows;

    // The places of the names that were bound last, in their order: who runs a statement names its parameters in one order.
    private (string Name, int Place)[] _named = [];

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

    public void Bind(int parameter, string text)
    {
        if (text.Length is 0 or > LongestOnStack)
        {
            Check(raw.sqlite3_bind_text(_statement, parameter, text));
            return;
        }
        Span<byte> utf8 = stackalloc byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        Bind(parameter, utf8[..Encoding.UTF8.GetBytes(text, utf8)]);
    }

    /// <param name="value">A text, a whole number, bytes, whether something is so, or null.</param>
    public void Bind(int parameter, object? value)
    {
        switch (value)
        {
            case null: Check(raw.sqlite3_bind_null(_statement, parameter)); break;
            case string text: Bind(parameter, text); break;
            case long number: Bind(parameter, number); break;
            case int number: Bind(parameter, (long)number); break;
            case bool isSo: Bind(parameter, isSo ? 1L : 0L); break;
            case ReadOnlyMemory<byte> bytes: Check(bytes.IsEmpty ? raw.sqlite3_bind_zeroblob(_statement, parameter, 0) : raw.sqlite3_bind_blob(_statement, parameter, bytes.Span)); break;
            default: throw new ArgumentException($"a {value.GetType()} is not stored", nameof(value));
        }
    }

    /// <summary>Binds every parameter, by its name.</summary>
    public void Bind(ReadOnlySpan<(string Name, object? Value)> values)
    {
        if (_named.Length != values.Length) _named = new (string, int)[values.Length];
        var bound = 0;
        for (var at = 0; at < values.Length; at++)
        {
            var (name, value) = values[at];
            if (!ReferenceEquals(_named[at].Name, name)) _named[at] = (name, raw.sqlite3_bind_parameter_index(_statement, name));
            // A name that the statement does not have is one for another that is given the same values.
            if (_named[at].Place == 0) continue;
            Bind(_named[at].Place, value);
            bound++;
        }
        if (bound != raw.sqlite3_bind_parameter_count(_statement)) throw new ArgumentException($"{bound} of {raw.sqlite3_bind_parameter_count(_statement)} parameters are given", nameof(values));
    }

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

    public string GetString(int column) => Encoding.UTF8.GetString(Utf8(column));

    public byte[] GetBytes(int column) => raw.sqlite3_column_blob(_statement, column).ToArray();

    public long GetInt64(int column) => Integer(column);

    public int GetInt32(int column) => checked((int)Integer(column));

    public bool GetBoolean(int column) => Integer(column) != 0;

    public bool IsDBNull(int column) => SqliteRow.Type(_rows, column) == raw.SQLITE_NULL;

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
