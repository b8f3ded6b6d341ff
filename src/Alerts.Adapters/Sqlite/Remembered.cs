namespace Alerts.Adapters.Sqlite;

/// <summary>Something small that is asked for again and again. It is read once for each transaction, while which nobody else writes, and at each question outside of one.</summary>
internal sealed class Remembered<T>(SqliteFile file, Func<T> read)
    where T : class
{
    private long? _transaction;
    private T? _known;

    public T Now()
    {
        if (file.Transaction is not { } transaction) return read();
        if (_known is null || _transaction != transaction) (_known, _transaction) = (read(), transaction);
        return _known;
    }

    /// <summary>It was changed.</summary>
    public void Forget() => _known = null;
}
