using Alerts.Core.Observations;

namespace Alerts.Adapters.Sqlite;

/// <summary>The publications of a store, remembered from one question to the next: they are only ever added. Those of a transaction that was undone are forgotten.</summary>
/// <param name="newer">Those above a sequence, in their order.</param>
internal sealed class KnownPublications(SqliteFile file, Func<long, IReadOnlyList<Publication>> newer)
{
    private PublicationList _known = PublicationList.Empty;
    private int _undone;

    /// <summary>Asked where the file is read, one after the other.</summary>
    public PublicationList Now()
    {
        if (_undone != file.Undone) (_known, _undone) = (PublicationList.Empty, file.Undone);
        return newer(_known.Last) is { Count: > 0 } more ? _known = _known.With(more) : _known;
    }
}
