using Alerts.Azure.Files;
using Alerts.Core.UseCases;
using Microsoft.Extensions.Logging;

namespace Alerts.Functions.App;

/// <summary>Takes files of the inbox, one at a time over all instances: what is new in one depends on those before it.</summary>
internal sealed class Arrivals(IInbox inbox, IAppState state, IngestFile ingest, Evaluating evaluating, TimeProvider clock, ILogger<Arrivals> log)
{
    private const string Turn = "inbox";
    private const string Mark = "inbox.json";

    private readonly HashSet<(string Workspace, InboxBlob File)> _read = [];

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

    private void Tell(Ingested file)
    {
        if (file is FileRead { NeedsAPerson: true, Reading: var wrong }) log.FileNeedsAPerson(file.File, wrong.Outcome, wrong.SetAside.Count, wrong.Reason ?? "");
        else if (file is FileRead { Reading: var read }) log.FileRead(file.File, read.Outcome, read.Accepted, read.SetAside.Count);
        else if (file is FileUnmatched unmatched) log.FileNeedsAPerson(file.File, null, 0, unmatched.Message);
    }
}
