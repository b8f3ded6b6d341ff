using Azure;
using Azure.Data.Tables;

namespace Alerts.Azure.Storage;

/// <summary>How far evaluation has come, and when it began: two rows beside the files'.</summary>
internal sealed class Progress(AzureStorage storage)
{
    private const string First = "first-run";
    private const string Newest = "evaluated";

    private DateTimeOffset? _first;
    private TableEntity? _newest;

    public async Task<DateTimeOffset> FirstRun(DateTimeOffset now, CancellationToken cancel)
    {
        if (_first is { } known) return known;
        var table = await Files(cancel);
        if (await table.Find(FileRows.Partition, First, cancel) is not { } row)
        {
            row = new(FileRows.Partition, First) { ["At"] = StoredInstant.Text(now) };
            try
            {
                await table.AddEntityAsync(row, cancel);
            }
            catch (RequestFailedException error) when (Rows.IsConflict(error))
            {
                row = (await table.Find(FileRows.Partition, First, cancel))!;
            }
        }
        _first = StoredInstant.Read(row.GetString("At"));
        return _first.Value;
    }

    public async Task<long> Evaluated(CancellationToken cancel) => Sequence(await ReadNewest(cancel));

    /// <summary>It only grows. The row as it was read last is tried first: nearly always nobody else has written it since.</summary>
    public async Task MarkEvaluated(long sequence, CancellationToken cancel)
    {
        var before = _newest ?? await ReadNewest(cancel);
        for (var attempt = 1; Sequence(before) < sequence; attempt++)
        {
            try
            {
                await WriteNewest(before, sequence, cancel);
                return;
            }
            catch (RequestFailedException error) when (Rows.IsConflict(error) && attempt < Rows.Tries)
            {
                before = await ReadNewest(cancel);
            }
        }
    }

    private static long Sequence(TableEntity? row) => row?.GetInt64("Sequence") ?? 0;

    private async Task<TableEntity?> ReadNewest(CancellationToken cancel) => _newest = await (await Files(cancel)).Find(FileRows.Partition, Newest, cancel);

    private async Task WriteNewest(TableEntity? before, long sequence, CancellationToken cancel)
    {
        var table = await Files(cancel);
        var row = new TableEntity(FileRows.Partition, Newest) { ["Sequence"] = sequence };
        var answer = before is null ? await table.AddEntityAsync(row, cancel) : await table.UpdateEntityAsync(row, before.ETag, TableUpdateMode.Replace, cancel);
        row.ETag = answer.Headers.ETag!.Value;
        _newest = row;
    }

    private Task<TableClient> Files(CancellationToken cancel) => storage.Table(FileRows.Table, cancel);
}
