using Azure;
using Azure.Data.Tables;

namespace Alerts.Azure.Storage;

/// <summary>How far evaluation has come, when it began, with which rules, and which day has passed: rows beside the files'.</summary>
internal sealed class Progress(AzureStorage storage)
{
    private const string First = "first-run";
    private const string Newest = "evaluated";
    private const string Rules = "caught-up";
    private const string Days = "day";

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

    public async Task<DateOnly?> LastDay(CancellationToken cancel) => Day(await (await Files(cancel)).Find(FileRows.Partition, Days, cancel));

    /// <summary>It only grows.</summary>
    public async Task MarkDay(DateOnly day, CancellationToken cancel)
    {
        var table = await Files(cancel);
        for (var attempt = 1; ; attempt++)
        {
            var before = await table.Find(FileRows.Partition, Days, cancel);
            if (Day(before) >= day) return;
            var row = new TableEntity(FileRows.Partition, Days) { ["Day"] = day.DayNumber };
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

    public async Task<string?> CaughtUp(CancellationToken cancel) => (await (await Files(cancel)).Find(FileRows.Partition, Rules, cancel))?.GetString("Rules");

    public async Task MarkCaughtUp(string rules, CancellationToken cancel) =>
        await (await Files(cancel)).UpsertEntityAsync(new TableEntity(FileRows.Partition, Rules) { ["Rules"] = rules }, TableUpdateMode.Replace, cancel);

    private static DateOnly? Day(TableEntity? row) => row?.GetInt32("Day") is { } number ? DateOnly.FromDayNumber(number) : null;

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
