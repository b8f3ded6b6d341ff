using Alerts.Adapters.Sqlite;
using Alerts.Cli.Output;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Embedded;

/// <summary>Keeps a workspace up to date: one pass, or one after the other until it is told to stop.</summary>
/// <param name="published">For all files; null: as their names say, else now.</param>
internal sealed class Keeper(Workspace workspace, DateTimeOffset? published, Screen screen, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly Configuration _configuration = new(workspace);
    private readonly RunCounts _counts = new();

    // Files that this process has read, as they were: they need no second look.
    private readonly HashSet<(string Path, long Size, DateTimeOffset Written)> _seen = [];

    private string? _trouble;

    public async Task<int> Once(CancellationToken cancel)
    {
        var report = new RunReport(screen, workspace, _counts);
        await Pass(report, isPatient: false, cancel);
        report.Finished();
        return _counts.ExitCode;
    }

    /// <summary>A file that is still being written waits for a later pass. A changed configuration is taken over once it is good.</summary>
    public async Task<int> KeepGoing(CancellationToken cancel)
    {
        screen.Line($"{workspace.Name}: watching {workspace.Inbox}. Ctrl-C ends it.");
        while (!cancel.IsCancellationRequested)
        {
            await TryPass(cancel);
            screen.Flush();
            await Task.Delay(Pause, clock, cancel).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
        new RunReport(screen, _configuration.Current, _counts).Finished();
        return ExitCode.Done;
    }

    // A store that is busy or a disk that is full may be so for a while: told once, and tried again.
    private async Task TryPass(CancellationToken cancel)
    {
        try
        {
            if (_configuration.Refresh(screen)) _seen.Clear();
            await Pass(new RunReport(screen, _configuration.Current, _counts), isPatient: true, cancel);
            _trouble = null;
        }
        catch (StoreException problem) when (!cancel.IsCancellationRequested)
        {
            if (problem.Message != _trouble) screen.Complain($"{problem.Message}; trying again");
            _trouble = problem.Message;
        }
    }

    /// <param name="isPatient">A file that may still be on its way is left for a later pass.</param>
    private async Task Pass(RunReport report, bool isPatient, CancellationToken cancel)
    {
        var current = _configuration.Current;
        using var parts = await Composition.Of(current, clock, cancel);
        var inbox = new Inbox(current, clock);
        var files = inbox.Files(published).Where(file => !_seen.Contains(Mark(file)) && (!isPatient || inbox.IsSettled(file))).ToList();
        await new Pass(current, parts, report).Run(files, published, cancel);
        _seen.UnionWith(files.Select(Mark));
    }

    private static (string Path, long Size, DateTimeOffset Written) Mark(InboxFile file) => (file.Path, file.Size, file.Written);
}
