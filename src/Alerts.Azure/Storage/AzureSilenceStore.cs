using Alerts.Core.Routing;
using Alerts.Core.UseCases;
using Azure.Data.Tables;

namespace Alerts.Azure.Storage;

/// <summary>Silences: a row for each. They are looked at for every message, so that what others wrote is seen within five seconds, and not at once.</summary>
internal sealed class AzureSilenceStore : ISilenceStore
{
    private const string Partition = "silence";
    private const string Beginning = "silence:";
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly AzureStorage _storage;
    private readonly FreshList<Silence> _all;

    public AzureSilenceStore(AzureStorage storage, TimeProvider clock) => (_storage, _all) = (storage, new(clock, Fresh, ReadAll));

    public async Task Put(Silence silence, CancellationToken cancel)
    {
        await (await _storage.Table(AzurePostponementStore.Table, cancel)).UpsertEntityAsync(
            new TableEntity(Partition, $"{Beginning}{RowKeys.Of(silence.Id)}")
            {
                ["Id"] = silence.Id,
                ["Match"] = MatchJson.Write(silence.Match),
                ["From"] = StoredInstant.Text(silence.From),
                ["Until"] = StoredInstant.Text(silence.Until),
                ["Ended"] = silence.Ended is { } ended ? StoredInstant.Text(ended) : "",
                ["By"] = silence.By,
                ["Why"] = silence.Why,
            },
            TableUpdateMode.Replace,
            cancel);
        _all.Forget();
    }

    public Task<IReadOnlyList<Silence>> Silences(CancellationToken cancel) => _all.Get(cancel);

    private async Task<IReadOnlyList<Silence>> ReadAll(CancellationToken cancel)
    {
        var silences = new List<Silence>();
        await foreach (var row in (await _storage.Table(AzurePostponementStore.Table, cancel)).Beginning(Partition, Beginning, cancel: cancel)) silences.Add(Read(row));
        return [.. silences.OrderBy(silence => silence.From).ThenBy(silence => silence.Id, StringComparer.Ordinal)];
    }

    private static Silence Read(TableEntity row) => new(
        row.GetString("Id"), MatchJson.Read(row.GetString("Match")), StoredInstant.Read(row.GetString("From")), StoredInstant.Read(row.GetString("Until")),
        row.GetString("By"), row.GetString("Why"), row.GetString("Ended") is { Length: > 0 } ended ? StoredInstant.Read(ended) : null);
}
