using Alerts.Adapters.Channels;
using Alerts.Adapters.Formats;
using Alerts.Adapters.Sqlite;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Embedded;

/// <summary>The parts of the embedded edition, put together by hand: a container would cost more time than most verbs take.</summary>
internal sealed class Composition : IDisposable
{
    private readonly SqliteStore _store;
    private readonly WorkspaceChannels _channels;

    /// <summary>For the process that holds the workspace, see <see cref="Alone"/>.</summary>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    public Composition(Workspace workspace, TimeProvider clock)
    {
        _store = SqliteStore.Open(StorePath(workspace));
        Ingest = new IngestFile(new RawFileFolder(Path.Combine(Kept(workspace), "raw")), new FileReader(), _store, clock);
        Evaluate = new EvaluateSeries(_store, _store, clock);
        // The lock keeps others away, so a claim need not outlive a crash.
        _channels = new WorkspaceChannels(workspace, clock);
        Deliver = new DeliverNotification(_store, _channels, _channels.ScheduleOf, TimeSpan.Zero, clock, new Random().NextDouble);
        Worker = new Worker(_store, Evaluate, new RouteEvent(_store, _store, _store, clock), Deliver, clock);
        Sweep = new Sweep(_store, _store, _store, _store, clock);
    }

    public IngestFile Ingest { get; }

    public EvaluateSeries Evaluate { get; }

    public Worker Worker { get; }

    public DeliverNotification Deliver { get; }

    public Sweep Sweep { get; }

    public IWorkQueue Queue => _store;

    public INotificationStore Notifications => _store;

    public IObservationStore Observations => _store;

    public IAlertStore Alerts => _store;

    /// <summary>Keeps other processes from working in the workspace; reading goes on beside it.</summary>
    /// <exception cref="StoreException">Another process works in it, or its folder may not be written.</exception>
    public static StoreLock Alone(Workspace workspace, TimeProvider clock)
    {
        var path = Path.Combine(Kept(workspace), "lock");
        return StoreLock.Take(path, workspace.Local(clock.GetUtcNow()))
            ?? throw new StoreException($"another process ({StoreLock.Holder(path) ?? "it has just started"}) runs on this workspace");
    }

    /// <returns>Null where nothing was stored yet: looking creates nothing.</returns>
    public static SqliteStore? StoreToRead(Workspace workspace) => SqliteStore.OpenToRead(StorePath(workspace));

    public void Dispose()
    {
        _channels.Dispose();
        _store.Dispose();
    }

    /// <summary>The folder of what is kept beside the store.</summary>
    public static string Kept(Workspace workspace) => Path.Combine(workspace.Folder, ".alerts");

    private static string StorePath(Workspace workspace) => Path.Combine(workspace.Folder, workspace.Store["sqlite:".Length..]);
}
