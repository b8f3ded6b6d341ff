using System.Runtime.InteropServices;

namespace Alerts.Adapters.Sqlite;

/// <summary>
/// SQLite's own calls for reading a row and for binding one. The library's take a reference to the statement and give it back at each call, which for
/// millions of columns costs more than SQLite does.
/// </summary>
/// <remarks>The statement must be kept alive by whoever calls. None of the calls for a column waits for anything.</remarks>
internal static class SqliteRow
{
    private const string Library = "e_sqlite3";

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [DllImport(Library, EntryPoint = "sqlite3_step")]
    public static extern int Step(nint statement);

    [SuppressGCTransition]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [DllImport(Library, EntryPoint = "sqlite3_bind_int64")]
    public static extern int Bind(nint statement, int parameter, long value);

    /// <param name="utf8">Neither moves nor changes before the parameter is bound again.</param>
    public static unsafe int Bind(nint statement, int parameter, byte* utf8, int length) => Bind(statement, parameter, utf8, length, 0);

    [SuppressGCTransition]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [DllImport(Library, EntryPoint = "sqlite3_column_int64")]
    public static extern long Integer(nint statement, int column);

    [SuppressGCTransition]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [DllImport(Library, EntryPoint = "sqlite3_column_type")]
    public static extern int Type(nint statement, int column);

    /// <returns>Valid until the next step.</returns>
    public static unsafe ReadOnlySpan<byte> Text(nint statement, int column) => new(Blob(statement, column), Bytes(statement, column));

    [SuppressGCTransition]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [DllImport(Library, EntryPoint = "sqlite3_column_blob")]
    private static extern unsafe void* Blob(nint statement, int column);

    [SuppressGCTransition]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [DllImport(Library, EntryPoint = "sqlite3_column_bytes")]
    private static extern int Bytes(nint statement, int column);

    [SuppressGCTransition]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [DllImport(Library, EntryPoint = "sqlite3_bind_text")]
    private static extern unsafe int Bind(nint statement, int parameter, byte* utf8, int length, nint isStatic);
}
