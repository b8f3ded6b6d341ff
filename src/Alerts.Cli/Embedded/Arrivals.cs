namespace Alerts.Cli.Embedded;

/// <summary>Tells which files of the inbox are new and whole: a file that is still being written is left alone.</summary>
internal sealed class Arrivals(TimeProvider clock)
{
    // Size and time have not changed for so long.
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(2);

    // A file that does not settle holds back those published after it, so that they are read in order, but not for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, Coming> _coming = new(StringComparer.Ordinal);

    private readonly HashSet<(string Path, long Size, DateTimeOffset Written)> _taken = [];

    // Those that no dataset read: another configuration may.
    private readonly HashSet<(string Path, long Size, DateTimeOffset Written)> _refused = [];

    /// <summary>Files are on their way, and worth waiting for.</summary>
    public bool IsSomethingComing => _coming.Values.Any(coming => clock.GetUtcNow() - coming.There <= Patience);

    /// <param name="files">All that lie in the inbox, in the order in which they are to be read.</param>
    public IReadOnlyList<InboxFile> Ready(IReadOnlyList<InboxFile> files)
    {
        var now = clock.GetUtcNow();
        var looks = files.Select(file => file.Look).ToHashSet();
        _taken.IntersectWith(looks);
        _refused.IntersectWith(looks);
        var open = files.Where(file => !_taken.Contains(file.Look)).ToList();
        foreach (var gone in _coming.Keys.Except(open.Select(file => file.Path), StringComparer.Ordinal).ToList()) _coming.Remove(gone);
        foreach (var file in open) Look(file, now);
        return [.. open.TakeWhile(file => IsSettled(file, now) || now - _coming[file.Path].There > Patience).Where(file => IsSettled(file, now))];
    }

    /// <param name="isRefused">No dataset read it.</param>
    public void Taken(InboxFile file, bool isRefused)
    {
        _coming.Remove(file.Path);
        _taken.Add(file.Look);
        if (isRefused) _refused.Add(file.Look);
    }

    /// <summary>It looked whole, and could not be read: it waits as if it had just been written.</summary>
    /// <returns>Whether somebody should hear of it: once, when patience is over.</returns>
    public bool NotFree(InboxFile file)
    {
        var (now, known) = (clock.GetUtcNow(), _coming[file.Path]);
        var isOver = now - known.There > Patience;
        _coming[file.Path] = known with { Unchanged = now, IsTold = isOver };
        return isOver && !known.IsTold;
    }

    /// <summary>Files that no dataset read are looked at again.</summary>
    public void ConfigurationChanged()
    {
        _taken.ExceptWith(_refused);
        _refused.Clear();
    }

    private void Look(InboxFile file, DateTimeOffset now)
    {
        // At the first look its own time counts, unless that lies ahead.
        if (!_coming.TryGetValue(file.Path, out var known)) _coming[file.Path] = new(file, file.Written < now ? file.Written : now, now, IsTold: false);
        else if (known.File.Look != file.Look) _coming[file.Path] = known with { File = file, Unchanged = now };
    }

    private bool IsSettled(InboxFile file, DateTimeOffset now) => now - _coming[file.Path].Unchanged >= Settled;

    /// <summary>A file that is not read yet.</summary>
    /// <param name="Unchanged">Since when it has looked as it does.</param>
    /// <param name="There">Since when it has been there.</param>
    /// <param name="IsTold">Somebody has heard that it cannot be read.</param>
    private sealed record Coming(InboxFile File, DateTimeOffset Unchanged, DateTimeOffset There, bool IsTold);
}
