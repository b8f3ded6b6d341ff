using Alerts.Adapters.Formats;
using Alerts.Adapters.Sqlite;
using Alerts.Adapters.Workspaces;
using Alerts.Contracts;
using Alerts.Core.Alerting;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;
using Alerts.Core.UseCases;

namespace Alerts.Web.Tests;

/// <summary>A small workspace that the API serves. Its work is done when a test says so.</summary>
internal sealed class SmallDesk : IApiHost, IApiLoan
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Worker _worker;
    private readonly IngestFile _ingest;
    private readonly Changes _changes;

    /// <param name="store">Null: in memory.</param>
    /// <param name="rawFiles">Beside the store.</param>
    public SmallDesk(SqliteStore? store = null, IRawFileStore? rawFiles = null)
    {
        Workspace = Loaded();
        var memory = new InMemoryStore();
        Observations = (IObservationStore?)store ?? memory;
        Alerts = (IAlertStore?)store ?? memory;
        Notifications = (INotificationStore?)store ?? memory;
        Keys = (IApiKeyStore?)store ?? memory;
        Silences = (ISilenceStore?)store ?? memory;
        Subscriptions = (ISubscriptionStore?)store ?? memory;
        var queue = (IWorkQueue?)store ?? memory;
        var postponements = (IPostponementStore?)store ?? memory;
        _changes = Changes.Over(rawFiles ?? memory, Observations, Alerts, Notifications, postponements, Silences, Subscriptions, Clock);
        _ingest = new(rawFiles ?? memory, new FileReader(), Observations, Clock);
        var routing = RoutingCases.Over(Observations, Alerts, Notifications, postponements, Silences, Subscriptions, TimeSpan.Zero, Clock);
        _worker = new(
            queue, new(Observations, Alerts, Clock), routing.Route, routing.Bundles,
            new(Notifications, new ConsentedMail(new ScriptedChannel(this), Workspace, Subscriptions), _ => Schedule.Webhook, TimeSpan.Zero, Clock, () => 0), Clock);
    }

    public FakeClock Clock { get; } = new(new(2025, 6, 1, 0, 0, 0, TimeSpan.Zero));

    public Workspace Workspace { get; }

    public IObservationStore Observations { get; set; }

    public IAlertStore Alerts { get; }

    public INotificationStore Notifications { get; }

    public IApiKeyStore Keys { get; }

    public ISilenceStore Silences { get; }

    public ISubscriptionStore Subscriptions { get; }

    /// <summary>What was sent, in order.</summary>
    public List<Notification> Sent { get; } = [];

    public DateTimeOffset? LastSweep { get; set; }

    Task<DateTimeOffset?> IApiLoan.LastSweep(CancellationToken cancel) => Task.FromResult(LastSweep);

    public bool IsReady { get; set; } = true;

    /// <summary>Thrown by whatever is posted; null: nothing is.</summary>
    public Exception? Breaks { get; set; }

    public Outcome ChannelSays { get; set; } = Outcome.Accepted;

    public List<string> Failures { get; } = [];

    public Func<string, bool>? AnswersHost { get; set; } = new ApiSettings(System.Net.IPAddress.Loopback, 80, ["desk.example.com"]).Answers;

    TimeProvider IApiHost.Clock => Clock;

    /// <summary>A key with these scopes.</summary>
    /// <returns>Its token.</returns>
    public async Task<string> Key(string name, params IReadOnlyList<ApiScope> scopes)
    {
        var token = ApiToken.Of(name, System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)));
        await Keys.AddKey(new(name, scopes, ApiToken.Hash(token), Clock.GetUtcNow(), null), default);
        return token;
    }

    /// <summary>Does all that is due: evaluates, routes, delivers.</summary>
    public Task Work() => _worker.Run(Workspace, new Unheard(), default);

    public ValueTask<IApiLoan?> Borrow(CancellationToken cancel) => ValueTask.FromResult<IApiLoan?>(IsReady ? this : null);

    public bool MayPass(Exception error) => error is StoreException;

    public void Failed(string operation, Exception error)
    {
        lock (Failures) Failures.Add($"{operation}: {error}");
    }

    public async Task<Ingested> Ingest(string file, ReadOnlyMemory<byte> bytes, IngestChoice choice, CancellationToken cancel)
    {
        if (Breaks is not null) throw Breaks;
        await _turn.WaitAsync(cancel);
        try
        {
            return await _ingest.Run(Workspace, file, bytes, choice, cancel);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async Task<T> Change<T>(Func<Changes, Task<T>> change)
    {
        await _turn.WaitAsync();
        try
        {
            return await change(_changes);
        }
        finally
        {
            _turn.Release();
        }
    }

    public Task<bool> Replay(NotificationId id, CancellationToken cancel) => Notifications.Replay(id, Clock.GetUtcNow(), cancel);

    // A loan that is given back: the desk itself goes on.
    void IDisposable.Dispose()
    {
    }

    private static Workspace Loaded()
    {
        var folder = Directory.CreateTempSubdirectory("alerts-web-").FullName;
        try
        {
            foreach (var (name, text) in SmallWorkspace.Files)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, name))!);
                File.WriteAllText(Path.Combine(folder, name), text);
            }
            var loaded = WorkspaceLoader.Load(folder, _ => null);
            Assert.True(loaded.Workspace is not null, string.Join('\n', loaded.Mistakes));
            return loaded.Workspace;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private sealed class Unheard : IWorkObserver
    {
        public void Raised(IReadOnlyList<AlertEvent> events)
        {
        }

        public void Routed(IReadOnlyList<Notification> notifications)
        {
        }

        public void Delivered(DeliveryAttempt attempt)
        {
        }
    }

    private sealed class ScriptedChannel(SmallDesk desk) : IChannel
    {
        public Task<Answer> Send(Notification notification, CancellationToken cancel)
        {
            desk.Sent.Add(notification);
            return Task.FromResult(new Answer(desk.ChannelSays, desk.ChannelSays.Text()));
        }
    }
}
