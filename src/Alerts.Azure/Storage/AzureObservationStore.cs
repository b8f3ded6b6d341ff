using System.Globalization;
using Alerts.Core.Datasets;
using Alerts.Core.Datasets.Quality;
using Alerts.Core.Observations;
using Alerts.Core.UseCases;
using Azure;
using Azure.Data.Tables;

namespace Alerts.Azure.Storage;

/// <summary>
/// Observations in the table <c>observations</c>, a partition for each series, and files in the table <c>files</c>. The values of a file are written
/// first, under a token; they count from the moment that a publication names the token, which is one transaction with the file's record and its work.
/// </summary>
internal sealed class AzureObservationStore(AzureStorage storage, PublicationIndex publications, IWakes wakes, PutOrder order) : IObservationStore
{
    // Days: a quarter, so that the month before is within it.
    private const int Near = 92;

    private readonly LongText _texts = new(storage);
    private readonly ObservationRows _rows = new(storage);

    public async Task<FileRecord?> Find(string sha256, CancellationToken cancel) =>
        await (await Table(cancel)).Find(FileRows.Partition, FileRows.FileKey(sha256), cancel) is { } row ? await FileRows.Read(row, _texts, cancel) : null;

    public async Task<Publication> Append(FileRecord file, IReadOnlyList<ReadValue> additions, CancellationToken cancel)
    {
        var bySeries = SeriesValues.Of(additions).OrderBy(values => values.Series, StringComparer.Ordinal).ToList();
        var added = StoredValues.Write(bySeries);
        var token = TextHash.Hex($"{FileRows.Facts(file)}\n{added}", 32);
        if (bySeries.Count > 0) await WriteValues(bySeries, added, token, cancel);
        var publication = await Publish(file, token, bySeries.Count > 0, cancel);
        if (file.Outcome != ReadingOutcome.Rejected) await wakes.Wake(WorkKind.Evaluate, Key(publication), file.ReadAt, null, cancel);
        return publication;
    }

    public async Task<IReadOnlyList<Observation>> History(IReadOnlyCollection<string> series, CancellationToken cancel) =>
        [.. (await Read(series, (id, cancelled) => _rows.All(id, cancelled), cancel)).SelectMany(InOrder)];

    public async Task<IReadOnlyList<RecentValues>> Recent(IReadOnlyCollection<SeriesSince> series, CancellationToken cancel)
    {
        var recent = (await Read(series, (since, cancelled) => _rows.From(since.Series, NearBefore(since.Day), cancelled), cancel)).Zip(series, (near, since) => (Since: since, Near: near.ToList())).ToList();
        // The newest period before the day is nearly always near it; where it is not, the whole history is read.
        var missing = recent.Where(one => !one.Near.Exists(observation => observation.Period.Last < one.Since.Day)).Select(one => one.Since.Series).ToList();
        var whole = missing.Zip(await Read(missing, (id, cancelled) => _rows.All(id, cancelled), cancel)).ToDictionary(one => one.First, one => one.Second.ToList(), StringComparer.Ordinal);
        return [.. recent.Select(one => RecentValues.Since(one.Since.Day, one.Since.Series, [.. InOrder(whole.GetValueOrDefault(one.Since.Series, one.Near))]))];
    }

    public async Task<IReadOnlyList<KnownValue>> Known(string series, Period first, Period last, DateTimeOffset instant, CancellationToken cancel) =>
        [.. InOrder((await Read([series], (id, cancelled) => _rows.Between(id, first.Last, last.Last, cancelled), cancel))[0].Where(observation => observation.Period.CompareTo(first) >= 0 && observation.Period.CompareTo(last) <= 0))
            .GroupBy(observation => observation.Period)
            .Select(vintages => Vintages.KnownAt(vintages, instant)).OfType<Observation>().Select(KnownValue.Of)];

    public async Task<IReadOnlyList<Observation>> Added(long sequence, CancellationToken cancel)
    {
        if (await publications.Find(sequence, cancel) is not { HasValues: true } file) return [];
        var row = await (await Table(cancel)).Find(FileRows.Partition, FileRows.AddedKey(file.Token), cancel) ?? throw new InvalidOperationException($"the values of {file.Publication.File} are gone from the table {FileRows.Table}");
        var values = StoredValues.ReadMany(await _texts.Get(row, "Values", cancel));
        var origins = await Origins(values, cancel);
        return [.. values.Select(value => Observation(value, file.Publication, origins))];
    }

    public async Task<IReadOnlyList<QuarantinedRow>> Quarantined(long sequence, CancellationToken cancel) =>
        await publications.Find(sequence, cancel) is { HasQuarantine: true } ? [.. (await Quarantine(isWaiting: false, cancel)).Where(row => row.Publication.Sequence == sequence)] : [];

    public async Task<IReadOnlyList<QuarantinedRow>> Quarantine(bool isWaiting, CancellationToken cancel)
    {
        var files = (await publications.All(cancel)).Where(file => file.HasQuarantine).ToDictionary(file => file.Publication.Sequence, file => file.Publication);
        return files.Count == 0 ? [] : [.. (await QuarantineRows.Read(await Table(cancel), files, _texts, cancel)).Where(row => row.IsWaiting || !isWaiting)];
    }

    public async Task<IReadOnlyList<FileRecord>> Files(CancellationToken cancel)
    {
        var files = new List<FileRecord>();
        await foreach (var row in (await Table(cancel)).Beginning(FileRows.Partition, FileRows.FilesKeys, cancel: cancel)) files.Add((await FileRows.Read(row, _texts, cancel)) with { SetAside = [] });
        return [.. files.OrderBy(file => file.Sequence)];
    }

    public async Task<IReadOnlyList<Publication>> Publications(CancellationToken cancel) => [.. (await publications.All(cancel)).Select(file => file.Publication)];

    private async Task WriteValues(List<SeriesValues> bySeries, string added, string token, CancellationToken cancel)
    {
        await Rows.Each(bySeries, (values, cancelled) => _rows.Write(values, token, cancelled), cancel);
        var row = new TableEntity(FileRows.Partition, FileRows.AddedKey(token));
        await _texts.Set(row, "Values", added, cancel);
        await (await Table(cancel)).UpsertEntityAsync(row, TableUpdateMode.Replace, cancel);
    }

    private async Task<Publication> Publish(FileRecord file, string token, bool hasValues, CancellationToken cancel)
    {
        var table = await Table(cancel);
        for (var attempt = 1; ; attempt++)
        {
            var head = await table.Find(FileRows.Partition, FileRows.Head, cancel);
            var earlier = await table.Find(FileRows.Partition, FileRows.FileKey(file.Sha256), cancel);
            if (earlier is not null && FileRows.Outcome(earlier) != ReadingOutcome.Rejected)
            {
                // Ours, where the answer to the transaction was lost.
                return earlier.GetString("Token") == token ? StoredPublication.Find(earlier, "")! : throw new InvalidOperationException($"{file.File} was appended before");
            }
            var record = file with { Sequence = (head?.GetInt64("Sequence") ?? 0) + 1 };
            try
            {
                await table.SubmitTransactionAsync(await Changes(head, record, token, hasValues, cancel), cancel);
                return record.Publication;
            }
            catch (RequestFailedException error) when (Rows.IsConflict(error) && attempt < Rows.Tries)
            {
            }
        }
    }

    private async Task<List<TableTransactionAction>> Changes(TableEntity? head, FileRecord record, string token, bool hasValues, CancellationToken cancel)
    {
        var newHead = new TableEntity(FileRows.Partition, FileRows.Head) { ["Sequence"] = record.Sequence };
        List<TableTransactionAction> changes =
        [
            head is null ? new(TableTransactionActionType.Add, newHead) : new(TableTransactionActionType.UpdateReplace, newHead, head.ETag),
            new(TableTransactionActionType.UpsertReplace, await FileRows.Write(record, token, _texts, cancel)),
        ];
        if (record.Outcome == ReadingOutcome.Rejected) return changes;
        var quarantine = await QuarantineRows.Write(record, _texts, cancel);
        var publication = new TableEntity(FileRows.Partition, FileRows.PublicationKey(record.Sequence)) { ["Token"] = token, ["HasValues"] = hasValues, ["HasQuarantine"] = quarantine is not null };
        if (quarantine is not null) changes.Add(new(TableTransactionActionType.Add, quarantine));
        StoredPublication.Set(publication, "", record.Publication);
        changes.Add(new(TableTransactionActionType.Add, publication));
        changes.Add(WorkRows.Queue(FileRows.Partition, WorkKind.Evaluate, Key(record.Publication), record.ReadAt, order.Next()));
        return changes;
    }

    /// <returns>What each of them asked for, without what nobody has published.</returns>
    private async Task<List<IEnumerable<Observation>>> Read<T>(IReadOnlyCollection<T> asked, Func<T, CancellationToken, Task<List<StoredChunk>>> read, CancellationToken cancel)
    {
        var chunks = await Rows.Each(asked, read, cancel);
        var files = await publications.ByToken(chunks.SelectMany(ofOne => ofOne).Select(chunk => chunk.Token), cancel);
        var origins = await Origins(chunks.SelectMany(ofOne => ofOne).SelectMany(chunk => chunk.Values), cancel);
        return [.. chunks.Select(ofOne => ofOne.Where(chunk => files.ContainsKey(chunk.Token)).SelectMany(chunk => chunk.Values.Select(value => Observation(value, files[chunk.Token].Publication, origins))))];
    }

    private static DateOnly NearBefore(DateOnly day) => day.DayNumber > Near ? day.AddDays(-Near) : DateOnly.MinValue;

    private static IEnumerable<Observation> InOrder(IEnumerable<Observation> ofASeries) =>
        ofASeries.OrderBy(observation => observation.Period).ThenBy(observation => observation.Vintage).ThenBy(observation => observation.Publication.Sequence);

    private static Observation Observation(ReadValue value, Publication publication, Dictionary<long, Publication> origins) =>
        new(value.Series, value.Period, value.Value, value.Unit, publication.Published, publication, value.Rows, []) { Origin = value.From == 0 ? null : origins[value.From] };

    /// <returns>The files that values come from which were in quarantine, by sequence: nearly always none.</returns>
    private async Task<Dictionary<long, Publication>> Origins(IEnumerable<ReadValue> values, CancellationToken cancel)
    {
        var asked = values.Select(value => value.From).Where(from => from != 0).ToHashSet();
        return asked.Count == 0 ? [] : (await publications.All(cancel)).Where(file => asked.Contains(file.Publication.Sequence)).ToDictionary(file => file.Publication.Sequence, file => file.Publication);
    }

    private static string Key(Publication publication) => publication.Sequence.ToString(CultureInfo.InvariantCulture);

    private Task<TableClient> Table(CancellationToken cancel) => storage.Table(FileRows.Table, cancel);
}
