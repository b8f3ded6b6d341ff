using System.Text.Json;
using Alerts.Core.Routing;
using Alerts.Core.UseCases;
using Azure.Data.Tables;

namespace Alerts.Azure.Storage;

/// <summary>Silences: a row for each. They are looked at for every message, so that what others wrote is seen within five seconds, and not at once.</summary>
internal sealed class AzureSilenceStore(AzureStorage storage, TimeProvider clock) : ISilenceStore
{
    private const string Partition = "silence";
    private const string Beginning = "silence:";
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private IReadOnlyList<Silence>? _known;
    private DateTimeOffset _asked;

    public async Task Put(Silence silence, CancellationToken cancel)
    {
        await (await storage.Table(AzurePostponementStore.Table, cancel)).UpsertEntityAsync(
            new TableEntity(Partition, $"{Beginning}{RowKeys.Of(silence.Id)}")
            {
                ["Id"] = silence.Id,
                ["Match"] = JsonSerializer.Serialize(silence.Match.Keys),
                ["From"] = StoredInstant.Text(silence.From),
                ["Until"] = StoredInstant.Text(silence.Until),
                ["Ended"] = silence.Ended is { } ended ? StoredInstant.Text(ended) : "",
                ["By"] = silence.By,
                ["Why"] = silence.Why,
            },
            TableUpdateMode.Replace,
            cancel);
        _known = null;
    }

    public async Task<IReadOnlyList<Silence>> Silences(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (_known is { } known && now - _asked < Fresh && now >= _asked) return known;
        var silences = new List<Silence>();
        await foreach (var row in (await storage.Table(AzurePostponementStore.Table, cancel)).Beginning(Partition, Beginning, cancel: cancel)) silences.Add(Read(row));
        (_asked, _known) = (now, [.. silences.OrderBy(silence => silence.From).ThenBy(silence => silence.Id, StringComparer.Ordinal)]);
        return _known;
    }

    private static Silence Read(TableEntity row) => new(
        row.GetString("Id"), new(JsonSerializer.Deserialize<SortedList<string, IReadOnlyList<string>>>(row.GetString("Match"))!), StoredInstant.Read(row.GetString("From")), StoredInstant.Read(row.GetString("Until")),
        row.GetString("By"), row.GetString("Why"), row.GetString("Ended") is { Length: > 0 } ended ? StoredInstant.Read(ended) : null);
}
