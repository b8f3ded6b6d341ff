using Alerts.Cli.Output;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Embedded;

/// <summary>Keeps a workspace up to date: one pass, or one after the other until it is told to stop.</summary>
/// <param name="published">For all files; null: as their names say, else now.</param>
internal sealed class Keeper(Workspace workspace, DateTimeOffset? published, Screen screen, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly RunReport _report = new(screen, workspace);
    private readonly Inbox _inbox = new(workspace, clock);

    // Files that this process has read, as they were: they need no second look.
    private readonly HashSet<(string Path, long Size, DateTimeOffset Written)> _seen = [];

    public async Task<int> Once(CancellationToken cancel)
    {
        await Pass(_ => true, cancel);
        _report.Finished();
        return _report.Counts.ExitCode;
    }

    /// <summary>A file that is still being written waits for a later pass.</summary>
    public async Task<int> KeepGoing(CancellationToken cancel)
    {
        screen.Line($"{workspace.Name}: watching {workspace.Inbox}. Ctrl-C ends it.");
        while (!cancel.IsCancellationRequested)
        {
            await Pass(_inbox.IsSettled, cancel);
            screen.Flush();
            await Task.Delay(Pause, clock, cancel).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
        _report.Finished();
        return ExitCode.Done;
    }

    private async Task Pass(Func<InboxFile, bool> isReady, CancellationToken cancel)
    {
        using var parts = await Composition.Of(workspace, clock, cancel);
        var files = _inbox.Files(published).Where(file => isReady(file) && _seen.Add((file.Path, file.Size, file.Written))).ToList();
        await new Pass(workspace, parts, _report).Run(files, published, cancel);
    }
}
