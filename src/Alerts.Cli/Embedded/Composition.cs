using Alerts.Adapters.Channels;
using Alerts.Adapters.Formats;
using Alerts.Adapters.Sources;
using Alerts.Adapters.Sqlite;
using Alerts.Cli.Output;
using Alerts.Core.Delivery;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Embedded;

/// <summary>The parts that do the work on a workspace, put together by hand: a container would cost more time than most verbs take.</summary>
internal sealed class Composition : IDisposable
{
    private readonly Stores _stores;
    private readonly WorkspaceChannels _channels;
    private readonly PublisherHttp _publishers;
    private readonly SentJournal _journal;
    private readonly Watchdog? _watchdog;
    private readonly TimeProvider _clock;
    private Task<string?>? _telling;

    /// <summary>For the process that holds the workspace, see <see cref="Alone"/>.</summary>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    public Composition(Workspace workspace, TimeProvider clock)
    {
        _clock = clock;
        _stores = Edition.Open(workspace, clock);
        _watchdog = workspace.Watchdog is { } watchdog ? new Watchdog(watchdog, workspace.AllowHosts, clock) : null;
        Reads = new ReadJournal(Kept(workspace));
        Intake = new Intake(new IngestFile(_stores.RawFiles, new FileReader(), _stores.Observations, clock), _stores.RawFiles, _stores.Queue);
        Decide = new DecideQuarantine(_stores.RawFiles, _stores.Observations, clock);
        Evaluate = new EvaluateSeries(_stores.Observations, _stores.Alerts, clock);
        Days = new PassDays(_stores.Observations, _stores.Alerts, clock);
        _channels = new WorkspaceChannels(workspace, clock, Edition.Provider(workspace, clock));
        _journal = new SentJournal(new ConsentedMail(_channels, workspace, _stores.Subscriptions), Kept(workspace), async (id, cancel) => (await _stores.Alerts.Event(id, cancel))?.Published, clock);
        Deliver = new DeliverNotification(_stores.Notifications, _journal, _channels.ScheduleOf, _stores.Lease, clock, new Random().NextDouble) { Workspace = workspace };
        // One worker routes all events of a file before anything that is queued later.
        var routing = RoutingCases.Over(_stores.Observations, _stores.Alerts, _stores.Notifications, _stores.Postponements, _stores.Silences, _stores.Subscriptions, TimeSpan.Zero, clock);
        Noise = routing.Noise;
        Worker = new Worker(_stores.Queue, Evaluate, routing.Route, routing.Bundles, Deliver, clock);
        Sweep = new Sweep(_stores.Observations, _stores.Alerts, _stores.Notifications, _stores.Postponements, routing, _stores.Queue, new(_stores.RawFiles, _stores.Observations, _stores.Alerts, _stores.Notifications, _stores.Postponements, clock), clock);
        Changes = Changes.Over(_stores.RawFiles, _stores.Observations, _stores.Alerts, _stores.Notifications, _stores.Postponements, _stores.Silences, _stores.Subscriptions, clock);
        _publishers = new PublisherHttp(new AddressGuard(workspace.AllowHosts), clock);
        Poll = new PollSources(new FetchSource(_publishers, clock), _stores.RawFiles, _stores.Sources, PollSchedule.Next, clock);
    }

    /// <summary>Whose stores and ways of sending there are. Set once, before the command runs.</summary>
    public static IEdition Edition { get; set; } = new EmbeddedEdition();

    public Intake Intake { get; }

    public DecideQuarantine Decide { get; }

    public PollSources Poll { get; }

    public EvaluateSeries Evaluate { get; }

    public PassDays Days { get; }

    public Worker Worker { get; }

    public DeliverNotification Deliver { get; }

    public Sweep Sweep { get; }

    public Noise Noise { get; }

    /// <summary>What people change by hand.</summary>
    public Changes Changes { get; }

    public ISilenceStore Silences => _stores.Silences;

    public IWorkQueue Queue => _stores.Queue;

    public INotificationStore Notifications => _stores.Notifications;

    /// <summary>What was read, for a store that is restored.</summary>
    public ReadJournal Reads { get; }

    public IObservationStore Observations => _stores.Observations;

    public IAlertStore Alerts => _stores.Alerts;

    /// <summary>After a sweep that succeeded: the watchdog hears of it, unless work is stuck, or it was told a short while ago.</summary>
    /// <param name="waits">For its answer; otherwise the work goes on meanwhile, and what went wrong is told the next time.</param>
    public async Task TellWatchdog(Screen screen, bool waits)
    {
        if (_watchdog is null) return;
        if (WatchdogSettings.IsStuck(await Queue.NextDue(CancellationToken.None), _clock.GetUtcNow()))
        {
            screen.Complain("work is due for more than ten minutes and is not done: the watchdog is not told");
            return;
        }
        if (_telling is { IsCompleted: false }) return;
        if (_telling is not null && await _telling is { } earlier) screen.Complain(earlier);
        _telling = _watchdog.Tell(CancellationToken.None);
        if (waits && await _telling is { } trouble) screen.Complain(trouble);
    }

    /// <summary>Keeps other processes from working in the workspace; reading goes on beside it.</summary>
    /// <exception cref="StoreException">Another process works in it, or its folder may not be written.</exception>
    public static StoreLock Alone(Workspace workspace, TimeProvider clock)
    {
        var path = Path.Combine(Kept(workspace), "lock");
        return StoreLock.Take(path, workspace.Local(clock.GetUtcNow()))
            ?? throw new StoreException($"another process ({StoreLock.Holder(path) ?? "it has just started"}) runs on this workspace");
    }

    /// <returns>Null where nothing was stored yet.</returns>
    public static Stores? StoresToRead(Workspace workspace, TimeProvider clock) => Edition.OpenToRead(workspace, clock);

    /// <summary>For what may be written while another process works in the workspace.</summary>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    public static Stores StoresBeside(Workspace workspace, TimeProvider clock) => Edition.Open(workspace, clock);

    public void Dispose()
    {
        Intake.Dispose();
        _watchdog?.Dispose();
        _journal.Dispose();
        _publishers.Dispose();
        _stores.Dispose();
    }

    /// <summary>The folder of what is kept beside the store.</summary>
    public static string Kept(Workspace workspace) => Path.Combine(workspace.Folder, ".alerts");
}
