using Alerts.Adapters.Channels;
using Alerts.Adapters.Formats;
using Alerts.Adapters.Sqlite;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Embedded;

/// <summary>The parts of the embedded edition, put together by hand: a container would cost more time than most verbs take.</summary>
internal sealed class Composition : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly StoreLock _alone;
    private readonly SqliteStore _store;
    private readonly WorkspaceChannels _channels;

    private Composition(Workspace workspace, StoreLock alone, TimeProvider clock)
    {
        _alone = alone;
        _store = SqliteStore.Open(StorePath(workspace));
        Ingest = new IngestFile(new RawFileFolder(Path.Combine(Kept(workspace), "raw")), new FileReader(), _store, clock);
        Evaluate = new EvaluateSeries(_store, _store, clock);
        // The lock keeps others away, so a claim need not outlive a crash.
        _channels = new WorkspaceChannels(workspace, clock);
        Deliver = new DeliverNotification(_store, _channels, _channels.ScheduleOf, TimeSpan.Zero, clock, new Random().NextDouble);
        Worker = new Worker(_store, Evaluate, new RouteEvent(_store, _store, _store, clock), Deliver, clock);
    }

    public IngestFile Ingest { get; }

    public EvaluateSeries Evaluate { get; }

    public Worker Worker { get; }

    public DeliverNotification Deliver { get; }

    public INotificationStore Notifications => _store;

    /// <summary>For the one process that works in the workspace; waits for another to finish its work.</summary>
    /// <exception cref="StoreException">Another process has worked in it for a minute, or the store cannot be used.</exception>
    public static async Task<Composition> Of(Workspace workspace, TimeProvider clock, CancellationToken cancel)
    {
        var path = Path.Combine(Kept(workspace), "lock");
        for (var start = clock.GetTimestamp(); clock.GetElapsedTime(start) < Patience; await Task.Delay(Pause, clock, cancel))
        {
            if (StoreLock.Take(path) is not { } alone) continue;
            try
            {
                return new(workspace, alone, clock);
            }
            catch
            {
                alone.Dispose();
                throw;
            }
        }
        throw new StoreException($"another process works in this workspace (it holds {path})");
    }

    /// <returns>Null where nothing was stored yet: looking creates nothing.</returns>
    public static SqliteStore? StoreToRead(Workspace workspace) => SqliteStore.OpenToRead(StorePath(workspace));

    public void Dispose()
    {
        _channels.Dispose();
        _store.Dispose();
        _alone.Dispose();
    }

    private static string Kept(Workspace workspace) => Path.Combine(workspace.Folder, ".alerts");

    private static string StorePath(Workspace workspace) => Path.Combine(workspace.Folder, workspace.Store["sqlite:".Length..]);
}
