using Alerts.Adapters.Workspaces;
using Alerts.Cli.Output;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Embedded;

/// <summary>The configuration that is in use, and what lies in the workspace's files: a good change takes over, a wrong one is told once.</summary>
internal sealed class Configuration
{
    private static readonly string[] Lists = ["datasets", "rules", "subscribers"];

    private readonly Screen _screen;
    private string _loaded;
    private string _seen;

    public Configuration(Workspace workspace, Screen screen)
    {
        Current = workspace;
        _screen = screen;
        _loaded = _seen = Files();
    }

    public Workspace Current { get; private set; }

    /// <summary>Where configuration may lie; they need not be there.</summary>
    public static IReadOnlyList<string> Folders(Workspace workspace) => [workspace.Folder, .. Lists.Select(folder => Path.Combine(workspace.Folder, folder))];

    /// <returns>Whether another configuration is current now.</returns>
    public bool Reload()
    {
        var files = Files();
        // Somebody is still writing where they looked otherwise a moment ago.
        var isSettled = files == _seen;
        _seen = files;
        if (files == _loaded || !isSettled) return false;
        _loaded = files;
        if (Good(Opening.Load(Current.Folder)) is not { } changed)
        {
            _screen.Complain("the changed configuration is not used; the last good one stays in use");
            return false;
        }
        Current = changed;
        return true;
    }

    /// <summary>Somebody changes the files: they are to be looked at again soon.</summary>
    public bool IsChanging => _seen != _loaded;

    private Workspace? Good(LoadedWorkspace loaded)
    {
        if (Opening.ToRun(loaded, _screen) is not { } workspace) return null;
        if (workspace.Store == Current.Store) return workspace;
        _screen.Complain("'store' has changed, which takes a new start");
        return null;
    }

    private string Files() => string.Join('\n', Folders(Current).Select(folder => new DirectoryInfo(folder)).Where(folder => folder.Exists)
        .SelectMany(folder => folder.EnumerateFiles()).Where(file => file.Exists && WorkspaceLoader.IsConfiguration(file.Name))
        .Select(file => $"{file.FullName} {file.Length} {file.LastWriteTimeUtc.Ticks}").Order(StringComparer.Ordinal));
}
