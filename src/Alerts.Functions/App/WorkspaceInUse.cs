using Alerts.Adapters.Workspaces;
using Alerts.Azure.Files;
using Alerts.Azure.Workspaces;
using Alerts.Core.UseCases;
using Microsoft.Extensions.Logging;

namespace Alerts.Functions.App;

/// <summary>The configuration that is in use: checked at the start and when its files change. The last good one is kept, for a start while a wrong one lies there.</summary>
/// <param name="open">From a workspace and the version of its files.</param>
internal sealed class WorkspaceInUse(IWorkspaceFiles files, IAppState state, AppSettings settings, Func<Workspace, string, InUse> open, TimeProvider clock, ILogger<WorkspaceInUse> log) : IDisposable
{
    public const string Kept = "last-good-workspace.zip";

    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _one = new(1, 1);
    private InUse? _current;
    private InUse? _retired;
    private string? _loaded;
    private string? _seen;
    private DateTimeOffset _looked = DateTimeOffset.MinValue;

    /// <summary>Why this one is in use, or none.</summary>
    public WorkspaceReason Reason { get; private set; } = WorkspaceReason.NoneIsGood;

    /// <returns>Null where what lies there is wrong, and no good one was ever kept.</returns>
    public async Task<InUse?> Current(CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            if (clock.GetUtcNow() - _looked < LookEvery) return _current;
            await Look(cancel);
            _looked = clock.GetUtcNow();
            return _current;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose()
    {
        _current?.Dispose();
        _retired?.Dispose();
        _one.Dispose();
    }

    private async Task Look(CancellationToken cancel)
    {
        var version = await files.Version(cancel);
        // Somebody is still writing where they looked otherwise a moment ago; who starts cannot wait.
        var isSettled = version == _seen || _current is null;
        _seen = version;
        if (version == _loaded || !isSettled) return;
        await Load(version, cancel);
        _loaded = version;
    }

    private async Task Load(string version, CancellationToken cancel)
    {
        var folder = await files.Folder(cancel);
        var (good, faults) = Read(folder);
        var kept = good is null && _current is null ? await ReadKept(cancel) : null;
        Reason = WorkspaceDecision.Of(good is not null, _current is not null, kept is not null);
        if (faults.Length > 0) log.WorkspaceRefused(Reason, faults);
        if (good is not null) await state.Write(Kept, WorkspaceArchive.Pack(folder), cancel);
        if ((good ?? kept) is not { } chosen) return;
        // What is being sent by the one before ends long before the next change.
        _retired?.Dispose();
        (_retired, _current) = (_current, open(chosen, version));
        log.WorkspaceInUse(chosen.Name, Reason);
    }

    private async Task<Workspace?> ReadKept(CancellationToken cancel) => await state.Read(Kept, cancel) is { } packed ? Read(WorkspaceArchive.Unpack(packed)).Good : null;

    private (Workspace? Good, string Faults) Read(string folder)
    {
        var loaded = WorkspaceLoader.Load(folder, settings.Environment, Edition.Azure);
        List<string> faults = [.. loaded.Mistakes.Where(mistake => mistake.IsError).Select(mistake => mistake.ToString()), .. loaded.Unset.Select(name => $"the environment variable {name} is not set")];
        if (loaded.Workspace is { } workspace) faults.AddRange(WorkspaceFaults.Of(workspace, settings.Store));
        return (faults.Count == 0 ? loaded.Workspace : null, string.Join('\n', faults));
    }
}
