using Alerts.Core.UseCases;

namespace Alerts.Cli.Embedded;

/// <summary>One process at a time reads, evaluates and delivers in a workspace. The operating system lets go of it when a process dies.</summary>
internal sealed class WorkspaceLock : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly FileStream _file;

    private WorkspaceLock(FileStream file) => _file = file;

    /// <exception cref="IOException">Another process has held it for a minute.</exception>
    public static async Task<WorkspaceLock> Take(Workspace workspace, TimeProvider clock, CancellationToken cancel)
    {
        var path = Path.Combine(workspace.Folder, ".alerts", "lock");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        for (var start = clock.GetTimestamp(); ;)
        {
            try
            {
                return new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException) when (clock.GetElapsedTime(start) < Patience)
            {
                await Task.Delay(Pause, clock, cancel);
            }
        }
    }

    public void Dispose() => _file.Dispose();
}
