using Alerts.Adapters.Channels;
using Alerts.Adapters.Formats;
using Alerts.Adapters.Sqlite;
using Alerts.Core.Delivery;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Embedded;

/// <summary>The parts of the embedded edition, put together by hand: a container would cost more time than most verbs take.</summary>
internal sealed class Composition : IDisposable
{
    private readonly SqliteStore _store;

    private Composition(Workspace workspace, TimeProvider clock)
    {
        _store = new SqliteStore(StorePath(workspace));
        Ingest = new IngestFile(_store, new FileReader(), _store, clock);
        Evaluate = new EvaluateSeries(_store, _store, clock);
        // The workspace's lock keeps others away, so a claim need not outlive a crash.
        var deliver = new DeliverNotification(_store, Mail(workspace), DeliveryLimits.Default, TimeSpan.Zero, clock, Random.Shared.NextDouble);
        Worker = new Worker(_store, Evaluate, new RouteEvent(_store, _store, clock), deliver, clock);
    }

    public IngestFile Ingest { get; }

    public EvaluateSeries Evaluate { get; }

    public Worker Worker { get; }

    /// <summary>While the workspace's lock is held.</summary>
    public static Composition Of(Workspace workspace, TimeProvider clock) => new(workspace, clock);

    /// <returns>Null where nothing was stored yet: looking creates nothing.</returns>
    public static SqliteStore? StoreToRead(Workspace workspace) => File.Exists(StorePath(workspace)) ? new SqliteStore(StorePath(workspace)) : null;

    public void Dispose() => _store.Dispose();

    private static string StorePath(Workspace workspace) => Path.Combine(workspace.Folder, workspace.Store["sqlite:".Length..]);

    private static MailFolder Mail(Workspace workspace) => new(Path.Combine(workspace.Folder, workspace.Email!.Via["folder:".Length..]), workspace.Email.From);
}
