using System.Text.Json;
using Alerts.Core.Datasets.Quality;
using Alerts.Core.Observations;
using Alerts.Core.UseCases;
using Azure.Data.Tables;

namespace Alerts.Azure.Storage;

/// <summary>
/// What a publication put into quarantine and took out of it, as one row of the table <c>files</c> beside the publication's, <c>quarantine:{sequence}</c>,
/// written in its transaction.
/// </summary>
internal static class QuarantineRows
{
    private const string Beginning = "quarantine:";

    private sealed record Leaving(string Id, Fate Fate, string? Who, string? Why);

    /// <returns>Null where it did neither.</returns>
    public static async Task<TableEntity?> Write(FileRecord file, LongText texts, CancellationToken cancel)
    {
        var held = file.SetAside.Where(row => row.IsQuarantined).ToList();
        if (held.Count + file.Settled.Count == 0) return null;
        var row = new TableEntity(FileRows.Partition, Beginning + RowKeys.Of(file.Sequence)) { ["Sequence"] = file.Sequence };
        await texts.Set(row, "Held", FileRows.Write(held), cancel);
        await texts.Set(row, "Settled", JsonSerializer.Serialize(file.Settled.Select(settled => new Leaving(settled.Id.Text, settled.Fate, settled.Who, settled.Why))), cancel);
        return row;
    }

    /// <param name="files">The publications that have such rows, by sequence; others are not read.</param>
    /// <returns>In order of sequence and line, each with what became of it last.</returns>
    public static async Task<IReadOnlyList<QuarantinedRow>> Read(TableClient table, IReadOnlyDictionary<long, Publication> files, LongText texts, CancellationToken cancel)
    {
        var (held, settled) = (new List<QuarantinedRow>(), new Dictionary<QuarantineId, (Settled Settled, Publication By)>());
        await foreach (var row in table.Beginning(FileRows.Partition, Beginning, cancel: cancel))
        {
            if (!files.TryGetValue(row.GetInt64("Sequence")!.Value, out var publication)) continue;
            held.AddRange(FileRows.ReadSetAside(await texts.Get(row, "Held", cancel)).Select(one => new QuarantinedRow(publication, one)));
            foreach (var leaving in JsonSerializer.Deserialize<List<Leaving>>(await texts.Get(row, "Settled", cancel))!)
                settled[new(leaving.Id)] = (new(new(leaving.Id), leaving.Fate, leaving.Who, leaving.Why), publication);
        }
        return [.. held.Select(row => settled.TryGetValue(row.Id, out var leaving) ? row with { Settled = leaving.Settled, By = leaving.By } : row)];
    }
}
