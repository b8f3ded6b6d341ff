using Microsoft.Data.Sqlite;

namespace Alerts.Adapters.Sqlite;

/// <summary>The store cannot be used: a full disk, a file that may not be written, one that is broken or newer than this program. The message is for people.</summary>
public sealed class StoreException : Exception
{
    public StoreException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>Trying again later may help: there may be room again, or the disk may be back. A broken store stays broken.</summary>
    public bool MayPass { get; private init; } = true;

    internal static StoreException Of(string path, SqliteException error) => new($"the store {path} {Said(path, error)}", error) { MayPass = error.SqliteErrorCode is 5 or 6 or 8 or 10 or 13 or 14 };

    /// <summary>Trying again will not help.</summary>
    public static StoreException Lasting(string message) => new(message) { MayPass = false };

    private const string Full = "could not be written: the disk is full";
    private const long LeastRoom = 65536;

    // SQLite says 'disk error' where the index beside the write-ahead log finds no room.
    private static bool IsFull(string path) => new DriveInfo(Path.GetDirectoryName(path)!).AvailableFreeSpace < LeastRoom;

    // Result codes: https://www.sqlite.org/rescode.html
    private static string Said(string path, SqliteException error) => error.SqliteErrorCode switch
    {
        5 or 6 => "is in use by another process",
        8 => "may not be written",
        10 when IsFull(path) => Full,
        10 => "could not be read or written (disk error)",
        11 or 26 => "is broken or is no SQLite database",
        13 => Full,
        14 => "could not be opened",
        _ => $"could not be used: {error.Message}",
    };
}
