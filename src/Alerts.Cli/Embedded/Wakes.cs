using Alerts.Adapters.Workspaces;
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
    /// <param name="inbox">Every file in it counts.</param>
    /// <param name="configuration">Here only files of the configuration count: others may be written all the time, such as what the run itself says.</param>
    public void Watch(string inbox, IReadOnlyList<string> configuration)
    {
        IReadOnlyList<string> folders = [inbox, .. configuration.Where(folder => folder != inbox)];
        foreach (var gone in _watched.Keys.Where(folder => !folders.Contains(folder) || !Directory.Exists(folder)).ToList())
        {
            _watched[gone].Dispose();
            _watched.Remove(gone);
        }
        foreach (var folder in folders.Where(folder => !_watched.ContainsKey(folder) && Directory.Exists(folder)))
        {
            if (Watcher(folder, isInbox: folder == inbox) is { } watcher) _watched[folder] = watcher;
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
            if (first == changed) first = await Task.WhenAny(called, Task.Delay(Gather, clock, ends.Token));
            // Who calls does not wait for files to gather: the change stays for the next pause.
            if (first == called) _called = new(TaskCreationOptions.RunContinuationsAsynchronously);
            else _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        await ends.CancelAsync();
        return first == called ? Woken.ByCall : Woken.ByTimeOrFile;
    }

    public void Dispose()
    {
        foreach (var watcher in _watched.Values) watcher.Dispose();
    }

    private FileSystemWatcher? Watcher(string folder, bool isInbox)
    {
        if (_isRefused) return null;
        try
        {
            var watcher = new FileSystemWatcher(folder) { NotifyFilter = NotifyFilters.FileName | NotifyFilters.LastWrite | NotifyFilters.Size };
            watcher.Created += (_, change) => Changed(change.Name);
            watcher.Changed += (_, change) => Changed(change.Name);
            watcher.Renamed += (_, change) => Changed(change.Name, change.OldName);
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

        void Changed(params IReadOnlyList<string?> names)
        {
            if (isInbox || names.Any(name => name is null || WorkspaceLoader.IsConfiguration(name))) Wake();
        }
    }

    /// <summary>Ends the pause at once.</summary>
    public void Wake() => _changed.TrySetResult();
}

/// <summary>What ended a pause.</summary>
internal enum Woken
{
    ByTimeOrFile,
    ByCall,
}
