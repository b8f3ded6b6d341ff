using Alerts.Core.Datasets;
using Alerts.Core.Observations;

namespace Alerts.Core.UseCases;

/// <summary>When a source is polled next by its schedule: the first time after an instant.</summary>
public delegate DateTimeOffset NextScheduled(Source source, DateTimeOffset after);

/// <summary>Reads a file that was fetched, as any other.</summary>
public delegate Task<Ingested> TakeFile(string file, ReadOnlyMemory<byte> bytes, IngestChoice choice);

/// <summary>Polls publishers when they are due: what came is kept, then read, and what follows is recorded. Any number of missed times is one poll.</summary>
public sealed class PollSources(FetchSource fetch, IRawFileStore rawFiles, ISourceStore sources, NextScheduled next, TimeProvider clock)
{
    /// <returns>Datasets that are due now, the longest due first. One that was never polled is due, and one whose source has changed.</returns>
    public async Task<IReadOnlyList<Dataset>> Due(Workspace workspace, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return [.. (await Times(workspace, cancel)).Where(one => one.Due <= now).OrderBy(one => one.Due).Select(one => one.Dataset)];
    }

    /// <returns>When the next is due, in the past too; null where no dataset has a source.</returns>
    public async Task<DateTimeOffset?> NextDue(Workspace workspace, CancellationToken cancel) =>
        await Times(workspace, cancel) is { Count: > 0 } times ? times.Min(one => one.Due) : null;

    /// <summary>Polls one dataset now, whether it is due or not; a host that asked to wait is left alone.</summary>
    public async Task<Polled> Run(Workspace workspace, Dataset dataset, TakeFile read, CancellationToken cancel)
    {
        var (before, held) = await Before(dataset, cancel);
        return held is { } until ? await Wait(workspace, dataset, before, until, cancel) : await Take(workspace, await fetch.Run(dataset, before, cancel), read, cancel);
    }

    /// <returns>Where it stands; and until when its host asked to wait, where that is not over.</returns>
    public async Task<(SourceState? Before, DateTimeOffset? Held)> Before(Dataset dataset, CancellationToken cancel) =>
        (await sources.Source(dataset.Id, cancel), await sources.Hold(FetchSource.HostOf(dataset.Source!), cancel) is { } until && until > clock.GetUtcNow() ? until : null);

    /// <summary>Asks the publisher; nothing is written.</summary>
    public Task<FetchedSource> Fetch(Dataset dataset, SourceState? before, CancellationToken cancel) => fetch.Run(dataset, before, cancel);

    /// <summary>The host is on hold: the poll waits for its end.</summary>
    public async Task<Polled> Wait(Workspace workspace, Dataset dataset, SourceState? before, DateTimeOffset until, CancellationToken cancel)
    {
        var source = dataset.Source!;
        var state = new SourceState(dataset.Id, source.Definition, until, before?.AskedAt ?? clock.GetUtcNow(), PollOutcome.Held, PollReason.HostAskedToWait, before?.Failures ?? 0, before?.Seen ?? new Dictionary<string, SeenAnswer>(StringComparer.Ordinal));
        await sources.Record(state, cancel);
        return new(dataset.Id, source.Url.Written, PollOutcome.Held, PollReason.HostAskedToWait, "the host asked to wait", 0, [], workspace.Local(until));
    }

    /// <summary>Keeps and reads what came, and records when the source is due again.</summary>
    public async Task<Polled> Take(Workspace workspace, FetchedSource fetched, TakeFile read, CancellationToken cancel)
    {
        var (dataset, source) = (fetched.Dataset, fetched.Dataset.Source!);
        var seen = new Dictionary<string, SeenAnswer>(fetched.Seen, StringComparer.Ordinal);
        var (files, end, address, refused) = (new List<Ingested>(), fetched.End, fetched.Address, new HashSet<string>(StringComparer.Ordinal));
        foreach (var file in fetched.Files)
        {
            var (ingested, refusal) = await Take(workspace, dataset, file, read, cancel);
            if (ingested is not null) files.Add(ingested);
            // An answer that was refused is asked for anew: it may have been an error page under the data's own name.
            if (refusal is null) seen[file.Address] = file.Answer;
            else refused.Add(file.Address);
            if (refusal is not null && end.Outcome is not (PollOutcome.Failed or PollOutcome.Held)) (end, address) = (refusal, file.Address);
        }
        if (end.Outcome == PollOutcome.Read && files.TrueForAll(file => file is FileSkipped)) end = new(PollOutcome.NothingNew);

        var before = await sources.Source(dataset.Id, cancel);
        if (before?.Definition != source.Definition) before = null;
        var failures = end.Reason is null ? 0 : (before?.Failures ?? 0) + 1;
        // What trouble has kept from being asked is known as before.
        if (end.Reason is not null && before is not null) foreach (var (asked, answer) in before.Seen.Where(answer => !refused.Contains(answer.Key))) seen.TryAdd(asked, answer);
        var now = clock.GetUtcNow();
        var due = Due(source, end, failures, now);
        if (end.Wait is { } wait) await sources.Hold(fetched.Host, now + wait, cancel);
        await sources.Record(new(dataset.Id, source.Definition, due, fetched.At, end.Outcome, end.Reason, failures, seen), cancel);
        return new(dataset.Id, address, end.Outcome, end.Reason, end.Detail, fetched.Questions, files, workspace.Local(due));
    }

    private async Task<(Ingested? File, AnswerMeaning? Refusal)> Take(Workspace workspace, Dataset dataset, FetchedFile file, TakeFile read, CancellationToken cancel)
    {
        foreach (var page in file.Pages) await rawFiles.Keep(ContentHash.Of(page.Span), page, cancel);
        if (file.Cut is { } records)
        {
            await rawFiles.Keep(ContentHash.Of(file.Bytes.Span), file.Bytes, cancel);
            return (null, new(PollOutcome.Refused, PollReason.Incomplete, $"exactly {records} records came, as many as the publisher sends at most, so that some are missing: ask for less at a time, or with a key"));
        }
        var origin = new FileOrigin(file.Address, workspace.Local(file.At), [.. file.Pages.Select(page => ContentHash.Of(page.Span))]);
        var ingested = await read(file.Name, file.Bytes, new(dataset) { Origin = origin, Dated = file.Dated });
        return (ingested, ingested switch
        {
            FileRead { Reading: { Outcome: ReadingOutcome.Rejected } reading } => Refused(reading.Reason!, reading.Message),
            FileSkipped { Earlier: { Outcome: ReadingOutcome.Rejected } earlier } => Refused(earlier.Reason!, "the same bytes were refused before"),
            _ => null,
        });
    }

    private static AnswerMeaning Refused(string reason, string? message) => new(PollOutcome.Refused, reason, message, MayPass: MayPass(reason));

    // What is no data is the server's trouble, and may be over soon; data of another shape takes a person.
    private static bool MayPass(string reason) => reason is "html-not-data" or "api-error" or "empty-file" or "archive-invalid" or "json-invalid" or "unterminated-quote";

    private DateTimeOffset Due(Source source, AnswerMeaning end, int failures, DateTimeOffset now)
    {
        var scheduled = next(source, now);
        if (end.Wait is { } wait) return now + wait;
        var soon = now + AnswerMeaning.BackOff(failures);
        return end is { Reason: not null, MayPass: true } && soon < scheduled ? soon : scheduled;
    }

    private async Task<List<(Dataset Dataset, DateTimeOffset Due)>> Times(Workspace workspace, CancellationToken cancel)
    {
        var polled = workspace.Datasets.Where(dataset => dataset.Source is not null).ToList();
        if (polled.Count == 0) return [];
        var states = (await sources.Sources(cancel)).ToDictionary(state => state.Dataset, StringComparer.Ordinal);
        return [.. polled.Select(dataset => (dataset, states.GetValueOrDefault(dataset.Id) is { } state && state.Definition == dataset.Source!.Definition ? state.Due : DateTimeOffset.MinValue))];
    }
}
