using Alerts.Core.Observations;
using Azure.Data.Tables;

namespace Alerts.Azure.Storage;

/// <summary>A publication and the token of the values that were written for it.</summary>
/// <param name="HasQuarantine">It put rows into quarantine, or took some out.</param>
internal sealed record StoredFile(Publication Publication, string Token, bool HasValues, bool HasQuarantine);

/// <summary>The publications, remembered: none is ever changed or taken back, so only newer ones have to be asked for.</summary>
internal sealed class PublicationIndex(AzureStorage storage) : IDisposable
{
    private readonly SemaphoreSlim _reading = new(1, 1);
    private Known _known = new([], new(StringComparer.Ordinal));

    private sealed record Known(IReadOnlyList<StoredFile> InOrder, Dictionary<string, StoredFile> ByToken);

    /// <returns>All up to now, in order of sequence.</returns>
    public async Task<IReadOnlyList<StoredFile>> All(CancellationToken cancel)
    {
        await Look(() => false, cancel);
        return _known.InOrder;
    }

    /// <returns>Null where nothing was published under the sequence.</returns>
    public async Task<StoredFile?> Find(long sequence, CancellationToken cancel)
    {
        StoredFile? Known() => _known.InOrder.FirstOrDefault(file => file.Publication.Sequence == sequence);
        if (Known() is { } known) return known;
        await All(cancel);
        return Known();
    }

    /// <summary>Which publications these tokens belong to. A token without one was written by somebody who has not finished, or never did.</summary>
    public async Task<IReadOnlyDictionary<string, StoredFile>> ByToken(IEnumerable<string> tokens, CancellationToken cancel)
    {
        List<string> asked = [.. tokens];
        bool AreKnown() => asked.TrueForAll(_known.ByToken.ContainsKey);
        if (!AreKnown()) await Look(AreKnown, cancel);
        return _known.ByToken;
    }

    /// <param name="isEnough">Asked again once it is our turn: whoever came before may have read what is looked for.</param>
    private async Task Look(Func<bool> isEnough, CancellationToken cancel)
    {
        await _reading.WaitAsync(cancel);
        try
        {
            if (!isEnough()) await ReadNewer(cancel);
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose() => _reading.Dispose();

    private async Task ReadNewer(CancellationToken cancel)
    {
        var table = await storage.Table(FileRows.Table, cancel);
        var newest = FileRows.PublicationKey(_known.InOrder is [.., var last] ? last.Publication.Sequence : 0);
        var newer = new List<StoredFile>();
        await foreach (var row in table.Beginning(FileRows.Partition, FileRows.Publications, TableClient.CreateQueryFilter($"RowKey gt {newest}"), cancel: cancel))
            newer.Add(new(StoredPublication.Find(row, "")!, row.GetString("Token"), row.GetBoolean("HasValues")!.Value, row.GetBoolean("HasQuarantine") ?? false));
        if (newer.Count == 0) return;
        StoredFile[] all = [.. _known.InOrder, .. newer];
        _known = new(all, all.ToDictionary(file => file.Token, StringComparer.Ordinal));
    }
}
