using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Alerts.Adapters.Sqlite;

/// <summary>Runs one query many times, by the library's own calls: where rows are many, a reader takes several times longer than SQLite.</summary>
internal sealed class SqliteRows : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    /// <exception cref="SqliteException">The query is wrong, or the file cannot be read.</exception>
    public SqliteRows(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(_database, sql, out _statement));
    }

    /// <summary>Sets a parameter, by its place from 1.</summary>
    public SqliteRows With(int at, long value)
    {
        Check(raw.sqlite3_bind_int64(_statement, at, value));
        return this;
    }

    public SqliteRows With(int at, string value)
    {
        Check(raw.sqlite3_bind_text(_statement, at, value));
        return this;
    }

    /// <param name="each">Is given this, at each row.</param>
    public void ForEach(Action<SqliteRows> each)
    {
        int result;
        while ((result = raw.sqlite3_step(_statement)) == raw.SQLITE_ROW) each(this);
        raw.sqlite3_reset(_statement);
        if (result != raw.SQLITE_DONE) Check(result);
    }

    public long Int64(int column) => raw.sqlite3_column_int64(_statement, column);

    public int Int32(int column) => raw.sqlite3_column_int(_statement, column);

    public bool IsText(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_TEXT;

    /// <summary>A text in UTF-8, until the next row.</summary>
    public ReadOnlySpan<byte> Text(int column) => raw.sqlite3_column_blob(_statement, column);

    public string String(int column) => Encoding.UTF8.GetString(Text(column));

    public void Dispose() => _statement.Dispose();

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}

/// <summary>Texts of a column whose neighbours are nearly always equal: each is made once.</summary>
internal sealed class RepeatedText
{
    private byte[] _bytes = [];
    private string _text = "";

    public string Read(ReadOnlySpan<byte> text)
    {
        if (text.SequenceEqual(_bytes)) return _text;
        _bytes = text.ToArray();
        return _text = Encoding.UTF8.GetString(text);
    }
}
