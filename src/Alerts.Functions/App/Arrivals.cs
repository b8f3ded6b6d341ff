using Alerts.Azure.Files;
using Alerts.Core.UseCases;
using Microsoft.Extensions.Logging;

namespace Alerts.Functions.App;

/// <summary>Takes files of the inbox, one at a time over all instances: what is new in one depends on those before it.</summary>
internal sealed class Arrivals(IInbox inbox, IAppState state, IngestFile ingest, Evaluating evaluating, PublicationDays days, TimeProvider clock, ILogger<Arrivals> log) : IDisposable
{
    /// <summary>Whoever has it reads files.</summary>
    public const string Turn = "inbox";

    private const string Mark = "inbox.json";
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(250);

    private readonly HashSet<(string Workspace, InboxBlob File)> _read = [];
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>One that a trigger announced, with all that came beside it: what is put there at once is read in its order, whichever is announced first.</summary>
    public async Task Read(InUse inUse, string name, CancellationToken cancel)
    {
        if (InboxContainer.IsFile(name)) await ReadNew(inUse, cancel);
    }

    /// <summary>All that is new, in order of publication, then name.</summary>
    public async Task<InboxLook> ReadNew(InUse inUse, CancellationToken cancel)
    {
        await using var turn = await state.Take(Turn, cancel);
        if (turn is null)
        {
            log.LeftToSweep("the inbox", "a file is being read");
            return new(0, 0, IsBusy: true);
        }
        var before = InboxMark.Read(await state.Read(Mark, cancel));
        var files = await inbox.List(cancel);
        var fresh = before.New(files, inUse.Version).Where(file => !_read.Contains((inUse.Version, file))).ToList();
        var left = new List<InboxBlob>();
        foreach (var file in await InOrder(inUse, fresh, cancel))
            if (!await Try(inUse, file, cancel)) left.Add(file);
        var after = InboxMark.After(files, left, inUse.Version);
        if (after != before) await state.Write(Mark, after.Write(), cancel);
        return new(fresh.Count, left.Count, IsBusy: false);
    }

    /// <summary>Reads a file that was fetched or posted, in its turn.</summary>
    /// <param name="patience">For the turn.</param>
    /// <exception cref="BusyException">Another has the turn for longer; nothing was done.</exception>
    public Task<Ingested> Take(InUse inUse, string name, ReadOnlyMemory<byte> bytes, IngestChoice choice, TimeSpan patience, CancellationToken cancel) => InTurn(
        async () =>
        {
            await evaluating.CatchUp(inUse, cancel);
            var ingested = await ingest.Run(inUse.Workspace, name, bytes, choice, cancel);
            Tell(ingested);
            return ingested;
        },
        patience, cancel);

    /// <summary>Does something while nobody reads files.</summary>
    /// <param name="patience">For the turn.</param>
    /// <exception cref="BusyException">Another has the turn for longer; nothing was done.</exception>
    public async Task<T> InTurn<T>(Func<Task<T>> act, TimeSpan patience, CancellationToken cancel)
    {
        var began = clock.GetTimestamp();
        // Those of this instance stand in line, and only the first asks for the turn of all.
        if (!await _one.WaitAsync(patience, cancel)) throw new BusyException();
        try
        {
            await using var turn = await Wait(patience - clock.GetElapsedTime(began), cancel);
            return await act();
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<IEnumerable<InboxBlob>> InOrder(InUse inUse, List<InboxBlob> files, CancellationToken cancel)
    {
        var (now, dated) = (clock.GetUtcNow(), new List<(InboxBlob File, DateTimeOffset Published)>());
        foreach (var file in files) dated.Add((file, await days.Of(inUse.Workspace, file, cancel) ?? now));
        return dated.OrderBy(one => one.Published).ThenBy(one => one.File.Name, StringComparer.Ordinal).Select(one => one.File);
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

    // Whoever has the turn reads a file, which takes seconds.
    private async Task<IAsyncDisposable> Wait(TimeSpan patience, CancellationToken cancel)
    {
        var began = clock.GetTimestamp();
        while (true)
        {
            if (await state.Take(Turn, cancel) is { } turn) return turn;
            if (clock.GetElapsedTime(began) > patience) throw new BusyException();
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

/// <summary>What a look into the inbox came to.</summary>
/// <param name="Files">That were new.</param>
/// <param name="Failed">Those of them that could not be read, and are tried again.</param>
/// <param name="IsBusy">Nobody looked: another reads a file.</param>
internal readonly record struct InboxLook(int Files, int Failed, bool IsBusy)
{
    /// <summary>Nothing more came; one that cannot be read must not keep days from passing for ever.</summary>
    public bool IsReadWhole => Files == Failed && !IsBusy;
}

internal sealed class BusyException() : Exception("another file is being read");
