using Alerts.Core.Observations;

namespace Alerts.Adapters.Sqlite;

/// <summary>The publications of a store, remembered from one question to the next: they are only ever added. Those of a transaction that was undone are forgotten. Within one, newer ones are looked for once.</summary>
/// <param name="newer">Those above a sequence, in their order.</param>
internal sealed class KnownPublications(SqliteFile file, Func<long, IReadOnlyList<Publication>> newer)
{
    private PublicationList _known = PublicationList.Empty;
    private int _undone;
    private long? _transaction;

    /// <summary>Asked where the file is read, one after the other.</summary>
    public PublicationList Now()
    {
        if (_undone != file.Undone) (_known, _undone) = (PublicationList.Empty, file.Undone);
        var transaction = file.Transaction;
        if (transaction is not null && transaction == _transaction) return _known;
        _transaction = transaction;
        return newer(_known.Last) is { Count: > 0 } more ? _known = _known.With(more) : _known;
    }

    /// <summary>One was added.</summary>
    public void Added() => _transaction = null;
}
