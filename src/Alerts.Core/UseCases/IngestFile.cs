using System.Security.Cryptography;
using Alerts.Core.Datasets;
using Alerts.Core.Observations;

namespace Alerts.Core.UseCases;

/// <summary>Reads a file once: keeps its bytes, and records it with the values that are new in one step. Safe to repeat, while nobody else appends.</summary>
public sealed class IngestFile(IRawFileStore rawFiles, IFileReader reader, IObservationStore observations, TimeProvider clock)
{
    /// <param name="file">Its name without folders.</param>
    public async Task<Ingested> Run(Workspace workspace, string file, ReadOnlyMemory<byte> bytes, IngestChoice choice, CancellationToken cancel)
    {
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
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

    private async Task<Ingested> Read(Workspace workspace, string file, ReadOnlyMemory<byte> bytes, string sha256, IngestChoice choice, Task keeping, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var earlier = await observations.Find(sha256, cancel);
        if (earlier is { Outcome: not ReadingOutcome.Rejected }) return new FileSkipped(file, earlier);

        var published = choice.Published is { } chosen ? workspace.Local(chosen) : PublishedAs(workspace, file, choice.Dated ?? now);
        var (dataset, message) = choice.Dataset is null ? DatasetMatch.Of(file, workspace.Datasets) : new(choice.Dataset, null);
        if (dataset is null) return new FileUnmatched(file, sha256, published, message!);
        // A rejected file has another chance once its dataset is defined otherwise.
        if (earlier is not null && earlier.Fingerprint == dataset.Fingerprint) return new FileSkipped(file, earlier);

        var reading = reader.Read(dataset, file, bytes, published);
        if (choice.Origin is not null && dataset.Source is { } source && source.Secrets.Any()) reading = reading.Hiding(source.Hide);
        var values = await NewValues.Of(reading.Values, series => observations.Known(series.Series, series.First, series.Last, published, cancel));
        var record = new FileRecord(0, sha256, file, dataset.Id, dataset.Fingerprint, published, now, reading.Outcome, reading.Reason, reading.Accepted, values.Unchanged, reading.SetAside) { Origin = choice.Origin };
        await keeping;
        await observations.Append(record, values.Added, cancel);
        return new FileRead(file, sha256, published, dataset, reading, values);
    }

    /// <summary>When a file was published as its name says, midnight in the workspace's time zone; else now.</summary>
    /// <param name="now">Of a file that was fetched: when its publisher says that it was changed or sent.</param>
    public static DateTimeOffset PublishedAs(Workspace workspace, string file, DateTimeOffset now) =>
        PublicationDate.In(file) is { Year: > 1 and < 9999 } day ? workspace.Midnight(day) : workspace.Local(now);
}
