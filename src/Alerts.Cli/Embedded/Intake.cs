using Alerts.Core.Observations;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Embedded;

/// <summary>
/// Reads files one after the other, whoever brings them: what is new in one depends on those before it. Those that are posted while another waits for the
/// disk are recorded in one transaction, and each is answered once that is kept.
/// </summary>
internal sealed class Intake(IngestFile ingest, IRawFileStore rawFiles, IWorkQueue queue) : IDisposable
{
    private const int MostTogether = 64;

    // Bytes. To make a file of its own durable takes longer than all else that a few values take.
    private const int Small = 65_536;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Lock _lock = new();
    private readonly Queue<Posted> _posted = new();

    /// <summary>One file of the inbox.</summary>
    public Task<Ingested> Read(Workspace workspace, string file, ReadOnlyMemory<byte> bytes, IngestChoice choice, CancellationToken cancel) => Read(workspace, file, bytes, ContentHash.Of(bytes.Span), choice, cancel);

    /// <param name="sha256">Of the bytes, lower-case hex.</param>
    public async Task<Ingested> Read(Workspace workspace, string file, ReadOnlyMemory<byte> bytes, string sha256, IngestChoice choice, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            return await ingest.Run(workspace, file, bytes, sha256, choice, cancel);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>One that a client posted: it survives a power cut once this has ended.</summary>
    public async Task<Ingested> Take(Workspace workspace, string file, ReadOnlyMemory<byte> bytes, IngestChoice choice)
    {
        var sha256 = ContentHash.Of(bytes.Span);
        var posted = new Posted(workspace, file, bytes, sha256, choice, new(TaskCreationOptions.RunContinuationsAsynchronously));
        // What is large is kept beside those of other clients, and while nobody waits for the store.
        if (!posted.IsSmall) await rawFiles.Keep(sha256, bytes, CancellationToken.None);
        lock (_lock) _posted.Enqueue(posted);
        await _turn.WaitAsync();
        try
        {
            // Whoever comes first does those that have come meanwhile too.
            if (Waiting() is { Count: > 0 } together) await Record(together);
        }
        finally
        {
            _turn.Release();
        }
        return await posted.Done.Task;
    }

    /// <summary>What is not to happen while a file is read: it looks at what is known, and adds to it.</summary>
    public async Task<T> Alone<T>(Func<Task<T>> work)
    {
        await _turn.WaitAsync();
        try
        {
            return await work();
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private List<Posted> Waiting()
    {
        var together = new List<Posted>();
        lock (_lock)
        {
            while (together.Count < MostTogether && _posted.TryDequeue(out var next)) together.Add(next);
        }
        return together;
    }

    private async Task Record(List<Posted> together)
    {
        var results = new List<Ingested>();
        try
        {
            await queue.Together(
                async () =>
                {
                    foreach (var posted in together)
                    {
                        if (posted.IsSmall) await rawFiles.KeepWithin(posted.Sha256, posted.Bytes, CancellationToken.None);
                        results.Add(await ingest.Kept(posted.Workspace, posted.File, posted.Bytes, posted.Sha256, posted.Choice, CancellationToken.None));
                    }
                },
                CancellationToken.None);
        }
        catch (Exception error)
        {
            foreach (var posted in together) posted.Done.SetException(error);
            return;
        }
        for (var at = 0; at < together.Count; at++) together[at].Done.SetResult(results[at]);
    }

    private sealed record Posted(Workspace Workspace, string File, ReadOnlyMemory<byte> Bytes, string Sha256, IngestChoice Choice, TaskCompletionSource<Ingested> Done)
    {
        /// <summary>It is kept by the transaction that records it.</summary>
        public bool IsSmall => Bytes.Length <= Small;
    }
}
