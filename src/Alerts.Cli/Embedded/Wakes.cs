using Alerts.Cli.Output;

namespace Alerts.Cli.Embedded;

/// <summary>Ends a pause when a file changes. It only wakes: whoever sleeps looks by himself from time to time.</summary>
internal sealed class Wakes(Screen screen, TimeProvider clock) : IDisposable
{
    // Many changes at once are one wake.
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<string, FileSystemWatcher> _watched = new(StringComparer.Ordinal);
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _called = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isRefused;

    /// <summary>Folders that are not there yet are watched once they are.</summary>
    public void Watch(params IReadOnlyList<string> folders)
    {
        foreach (var gone in _watched.Keys.Where(folder => !folders.Contains(folder) || !Directory.Exists(folder)).ToList())
        {
            _watched[gone].Dispose();
            _watched.Remove(gone);
        }
        foreach (var folder in folders.Where(folder => !_watched.ContainsKey(folder) && Directory.Exists(folder)))
        {
            if (Watcher(folder) is { } watcher) _watched[folder] = watcher;
        }
    }

    /// <summary>There is work that no file tells of: ends the pause at once.</summary>
    public void Call() => _called.TrySetResult();

    /// <summary>Sleeps until time is up, a file changes, somebody calls, or the run is to stop.</summary>
    public async Task<Woken> Sleep(TimeSpan time, CancellationToken cancel)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var (changed, called) = (_changed.Task, _called.Task);
        var first = await Task.WhenAny(called, Task.Delay(time, clock, ends.Token), changed);
        if (first == called)
        {
            _called = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        else
        {
            if (first == changed) await Task.WhenAny(Task.Delay(Gather, clock, ends.Token));
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        await ends.CancelAsync();
        return first == called ? Woken.ByCall : Woken.ByTimeOrFile;
    }

    public void Dispose()
    {
        foreach (var watcher in _watched.Values) watcher.Dispose();
    }

    private FileSystemWatcher? Watcher(string folder)
    {
        if (_isRefused) return null;
        try
        {
            var watcher = new FileSystemWatcher(folder) { NotifyFilter = NotifyFilters.FileName | NotifyFilters.LastWrite | NotifyFilters.Size };
            watcher.Created += Wake;
            watcher.Changed += Wake;
            watcher.Renamed += Wake;
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (IOException error)
        {
            // Where the system has no more watches to give.
            _isRefused = true;
            screen.Complain($"the system does not tell of changed files ({error.Message.ReplaceLineEndings(" ")}): looking every few seconds instead");
            return null;
        }
    }

    /// <summary>Ends the pause at once.</summary>
    public void Wake() => _changed.TrySetResult();

    private void Wake(object sender, FileSystemEventArgs change) => Wake();
}

/// <summary>What ended a pause.</summary>
internal enum Woken
{
    ByTimeOrFile,
    ByCall,
}
