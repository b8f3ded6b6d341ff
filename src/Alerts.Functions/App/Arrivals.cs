using Alerts.Azure.Files;
using Alerts.Core.UseCases;
using Microsoft.Extensions.Logging;

namespace Alerts.Functions.App;

/// <summary>Takes files of the inbox, one at a time over all instances: what is new in one depends on those before it.</summary>
internal sealed class Arrivals(IInbox inbox, IAppState state, IngestFile ingest, Evaluating evaluating, TimeProvider clock, ILogger<Arrivals> log)
{
    /// <summary>Whoever has it reads files.</summary>
    public const string Turn = "inbox";

    private const string Mark = "inbox.json";
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(2);

    private readonly HashSet<(string Workspace, InboxBlob File)> _read = [];
    private bool _hasTaken;

    /// <summary>One that a trigger announced.</summary>
    public async Task Read(InUse inUse, string name, CancellationToken cancel)
    {
        if (!InboxContainer.IsFile(name)) return;
        await using var turn = await state.Take(Turn, cancel);
        if (turn is null) log.LeftToSweep(name, "another file is being read");
        else await Take(inUse, name, cancel);
    }

    /// <summary>Those that no trigger announced, in order of publication.</summary>
    /// <returns>How many were looked at.</returns>
    public async Task<int> ReadNew(InUse inUse, CancellationToken cancel)
    {
        await using var turn = await state.Take(Turn, cancel);
        if (turn is null)
        {
            log.LeftToSweep("the inbox", "a file is being read");
            return 0;
        }
        var before = InboxMark.Read(await state.Read(Mark, cancel));
        var files = await inbox.List(cancel);
        var fresh = before.New(files, inUse.Version).Where(file => !_read.Contains((inUse.Version, file))).OrderBy(file => IngestFile.PublishedAs(inUse.Workspace, file.Name, told: null) ?? clock.GetUtcNow()).ThenBy(file => file.Name, StringComparer.Ordinal).ToList();
        var left = new List<InboxBlob>();
        foreach (var file in fresh)
            if (!await Try(inUse, file, cancel)) left.Add(file);
        var after = InboxMark.After(files, left, inUse.Version);
        if (after != before) await state.Write(Mark, after.Write(), cancel);
        return fresh.Count;
    }

    // A file that cannot be read must not keep away those that come after it.
    private async Task<bool> Try(InUse inUse, InboxBlob file, CancellationToken cancel)
    {
        try
        {
            await Take(inUse, file.Name, cancel);
            _read.Add((inUse.Version, file));
            return true;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.FileFailed(error, file.Name);
            return false;
        }
    }

    private async Task Take(InUse inUse, string name, CancellationToken cancel)
    {
        if (await inbox.Read(name, cancel) is not { } bytes)
        {
            log.FileGone(name);
            return;
        }
        await evaluating.CatchUp(inUse, cancel);
        Tell(await ingest.Run(inUse.Workspace, name, bytes, IngestChoice.None, cancel));
    }

    /// <summary>Reads a file that was fetched, in its turn.</summary>
    public async Task<Ingested> Take(InUse inUse, string name, ReadOnlyMemory<byte> bytes, IngestChoice choice, CancellationToken cancel)
    {
        await using var turn = await Wait(cancel);
        await evaluating.CatchUp(inUse, cancel);
        var ingested = await ingest.Run(inUse.Workspace, name, bytes, choice, cancel);
        Tell(ingested);
        _hasTaken |= ingested is FileRead;
        return ingested;
    }

    /// <returns>Whether files that were fetched have been read since the last time.</returns>
    public bool HasTaken()
    {
        var hasTaken = _hasTaken;
        _hasTaken = false;
        return hasTaken;
    }

    // Whoever has the turn reads a file, which takes seconds.
    private async Task<IAsyncDisposable> Wait(CancellationToken cancel)
    {
        while (true)
        {
            if (await state.Take(Turn, cancel) is { } turn) return turn;
            await Task.Delay(BetweenTries, clock, cancel);
        }
    }

    private void Tell(Ingested file)
    {
        if (file is FileRead { NeedsAPerson: true, Reading: var wrong }) log.FileNeedsAPerson(file.File, wrong.Outcome, wrong.SetAside.Count, wrong.Reason ?? "");
        else if (file is FileRead { Reading: var read }) log.FileRead(file.File, read.Outcome, read.Accepted, read.SetAside.Count);
        else if (file is FileUnmatched unmatched) log.FileNeedsAPerson(file.File, null, 0, unmatched.Message);
    }
}
