using Alerts.Core.Datasets;
using Alerts.Core.Datasets.Comtrade;
using Alerts.Core.Observations;

namespace Alerts.Core.UseCases;

/// <summary>Reads a file once: keeps its bytes, and records it with the values that are new in one step. Safe to repeat, while nobody else appends.</summary>
public sealed class IngestFile(IRawFileStore rawFiles, IFileReader reader, IObservationStore observations, TimeProvider clock)
{
    private const int FilesLookedInto = 20;

    /// <param name="file">Its name without folders.</param>
    public Task<Ingested> Run(Workspace workspace, string file, ReadOnlyMemory<byte> bytes, IngestChoice choice, CancellationToken cancel) =>
        Run(workspace, file, bytes, ContentHash.Of(bytes.Span), choice, cancel);

    /// <param name="file">Its name without folders.</param>
    /// <param name="sha256">Of the bytes, lower-case hex.</param>
    public async Task<Ingested> Run(Workspace workspace, string file, ReadOnlyMemory<byte> bytes, string sha256, IngestChoice choice, CancellationToken cancel)
    {
        // Keeping the bytes takes about as long as reading them, and goes on beside it: nothing is recorded before they are kept.
        var keeping = Task.Run(() => rawFiles.Keep(sha256, bytes, cancel), cancel);
        try
        {
            return await Read(workspace, file, bytes, sha256, choice, keeping, cancel);
        }
        finally
        {
            await keeping;
        }
    }

    /// <summary>The same of bytes that are kept.</summary>
    public Task<Ingested> Kept(Workspace workspace, string file, ReadOnlyMemory<byte> bytes, string sha256, IngestChoice choice, CancellationToken cancel) =>
        Read(workspace, file, bytes, sha256, choice, Task.CompletedTask, cancel);

    private async Task<Ingested> Read(Workspace workspace, string file, ReadOnlyMemory<byte> bytes, string sha256, IngestChoice choice, Task keeping, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var earlier = await observations.Find(sha256, cancel);
        if (earlier is { Outcome: not ReadingOutcome.Rejected }) return new FileSkipped(file, earlier);

        var (dataset, message) = choice.Dataset is null ? DatasetMatch.Of(file, workspace.Datasets) : new(choice.Dataset, null);
        var published = choice.Published is { } chosen ? workspace.Local(chosen) : PublishedAs(workspace, file, dataset is null ? null : () => reader.PublicationDay(dataset, bytes)) ?? workspace.Local(choice.Dated ?? now);
        if (dataset is null) return new FileUnmatched(file, sha256, published, message!);
        // A rejected file has another chance once its dataset is defined otherwise.
        if (earlier is not null && earlier.Fingerprint == dataset.Fingerprint) return new FileSkipped(file, earlier);

        var labelled = await AgainstTheFileBefore(reader.Read(dataset, file, bytes, published), file, dataset, published, cancel);
        if (choice.Origin is not null && dataset.Source is { } source && source.Secrets.Any()) labelled = labelled.Hiding(source.Hide);
        var screened = await new ReadingScreen(observations).Of(dataset, labelled, file, sha256, published, cancel);
        var reading = screened.Reading;
        var values = await NewValues.Of(screened.Confirmed.Count == 0 ? reading.Values : [.. screened.Confirmed, .. reading.Values], series => observations.Known(series.Series, series.First, series.Last, published, cancel));
        var record = new FileRecord(0, sha256, file, dataset.Id, dataset.Fingerprint, published, now, reading.Outcome, reading.Reason, reading.Accepted, values.Unchanged, reading.SetAside)
        {
            Settled = screened.Settled,
            Origin = choice.Origin,
        };
        await keeping;
        await observations.Append(record, values.Added, cancel);
        return new FileRead(file, sha256, published, dataset, reading, values) { Settled = screened.Settled };
    }

    /// <summary>When a file was published, as its name says or as it says itself: midnight in the workspace's time zone.</summary>
    /// <param name="told">The day that the file itself tells, asked for where its name tells none; null: nothing is known of its content.</param>
    /// <returns>Null where neither tells.</returns>
    public static DateTimeOffset? PublishedAs(Workspace workspace, string file, Func<DateOnly?>? told) =>
        (PublicationDate.In(file) ?? told?.Invoke()) is { Year: > 1 and < 9999 } day ? workspace.Midnight(day) : null;

    // Against the newest file of the dataset that was known at that instant.
    private async Task<FileReading> AgainstTheFileBefore(FileReading reading, string file, Dataset dataset, DateTimeOffset published, CancellationToken cancel)
    {
        if (reading.Labels.Count == 0 && reading.Editions.Count == 0) return reading;
        var before = (await observations.Publications(cancel)).Where(publication => publication.Dataset == dataset.Id && publication.Published <= published)
            .OrderByDescending(publication => publication.Published).ThenByDescending(publication => publication.Sequence).Take(FilesLookedInto);
        foreach (var publication in before)
        {
            // Decisions and posted values are publications too, and no files of the format.
            if (await rawFiles.Read(publication.Sha256, cancel) is not { } bytes) continue;
            var earlier = reader.Read(dataset, publication.File, bytes, publication.Published);
            if (earlier.Outcome == ReadingOutcome.Rejected) continue;
            return ChangedEditions.Told(ChangedLabels.Told(reading, file, dataset, earlier.Labels), file, dataset, ComtradeReading.EditionColumn, earlier.Editions);
        }
        return reading;
    }
}
