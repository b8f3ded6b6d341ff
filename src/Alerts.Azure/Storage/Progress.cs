using Azure;
using Azure.Data.Tables;

namespace Alerts.Azure.Storage;

/// <summary>How far evaluation has come, and when it began: two rows beside the files'.</summary>
internal sealed class Progress(AzureStorage storage)
{
    private const string First = "first-run";
    private const string Newest = "evaluated";

    private DateTimeOffset? _first;

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

    public async Task<long> Evaluated(CancellationToken cancel) => (await (await Files(cancel)).Find(FileRows.Partition, Newest, cancel))?.GetInt64("Sequence") ?? 0;

    /// <summary>It only grows.</summary>
    public async Task MarkEvaluated(long sequence, CancellationToken cancel)
    {
        var table = await Files(cancel);
        var row = new TableEntity(FileRows.Partition, Newest) { ["Sequence"] = sequence };
        for (var attempt = 1; await table.Find(FileRows.Partition, Newest, cancel) is var before && (before is null || before.GetInt64("Sequence") < sequence); attempt++)
        {
            try
            {
                if (before is null) await table.AddEntityAsync(row, cancel);
                else await table.UpdateEntityAsync(row, before.ETag, TableUpdateMode.Replace, cancel);
                return;
            }
            catch (RequestFailedException error) when (Rows.IsConflict(error) && attempt < Rows.Tries)
            {
            }
        }
    }

    private Task<TableClient> Files(CancellationToken cancel) => storage.Table(FileRows.Table, cancel);
}
