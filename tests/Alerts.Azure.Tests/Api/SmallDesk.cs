using Alerts.Adapters.Sqlite;
using Alerts.Azure.Files;
using Alerts.Azure.Tests.Functions;
using Alerts.Azure.Tests.Storage;
using Alerts.Contracts;
using Alerts.Core.Delivery;
using Alerts.Core.UseCases;
using Alerts.Functions.App;
using Alerts.Functions.Triggers;

namespace Alerts.Web.Tests;

/// <summary>The small workspace in the Functions app on Azurite. Its work is done when a test says so, by triggers and queues.</summary>
internal sealed class SmallDesk : IApiHost, IDisposable
{
    private readonly AppOnAzurite _app;
    private readonly IApiHost _host;

    private SmallDesk(AppOnAzurite app)
    {
        (_app, _host) = (app, app.Part<IApiHost>());
        Trigger = new(new AlertsApi(this), app.Part<MailEvents>());
    }

    public static async Task<SmallDesk> On(Azurite azurite)
    {
        var app = new AppOnAzurite(azurite, new(2025, 6, 1, 0, 0, 0, TimeSpan.Zero));
        foreach (var (name, text) in SmallWorkspace.Files)
            await app.PutWorkspace(name, name == "alerts.yaml" ? $"{text.Replace("folder:outbox", "sendgrid:${SENDGRID_API_KEY}", StringComparison.Ordinal)}store: azure:{app.Prefix}\n" : text);
        return new(app);
    }

    public ApiTrigger Trigger { get; }

    public FakeClock Clock => _app.Clock;

    public IObservationStore Observations => _app.Stores.Observations;

    public IAlertStore Alerts => _app.Stores.Alerts;

    public INotificationStore Notifications => _app.Stores.Notifications;

    public IApiKeyStore Keys => _app.Stores.Keys;

    public Workspace Workspace => _app.Part<WorkspaceInUse>().Current(default).GetAwaiter().GetResult()!.Workspace;

    public ISilenceStore Silences => _app.Stores.Silences;

    public ISubscriptionStore Subscriptions => _app.Stores.Subscriptions;

    /// <summary>What was sent, in order.</summary>
    public List<Core.Notifications.Notification> Sent => _app.Channel.Sent;

    public IAppState State => _app.Part<IAppState>();

    /// <summary>As the app's other instances are told.</summary>
    public DateTimeOffset? LastSweep
    {
        set => SweepMark.Write(State, value!.Value, default).GetAwaiter().GetResult();
    }

    public bool IsReady { get; set; } = true;

    /// <summary>Thrown by whatever is posted; null: nothing is.</summary>
    public Exception? Breaks { get; set; }

    public Outcome ChannelSays
    {
        set => _app.Channel.Answer = new(value, value.Text());
    }

    public List<string> Failures { get; } = [];

    // Here the platform sees to it; that the API could is tested all the same.
    public Func<string, bool>? AnswersHost { get; } = new ApiSettings(System.Net.IPAddress.Loopback, 80, ["desk.example.com"]).Answers;

    TimeProvider IApiHost.Clock => Clock;

    /// <summary>A key with these scopes.</summary>
    /// <returns>Its token.</returns>
    public async Task<string> Key(string name, params IReadOnlyList<ApiScope> scopes)
    {
        var token = ApiToken.Of(name, System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)));
        await Keys.AddKey(new(name, scopes, ApiToken.Hash(token), Clock.GetUtcNow(), null), default);
        return token;
    }

    public Task Sweep() => _app.Sweep();

    public Task Work() => _app.Pump();

    public async ValueTask<IApiLoan?> Borrow(CancellationToken cancel) => IsReady && await _host.Borrow(cancel) is { } loan ? Breaks is { } error ? new Broken(loan, error) : loan : null;

    public bool MayPass(Exception error) => error is StoreException || _host.MayPass(error);

    public void Failed(string operation, Exception error)
    {
        lock (Failures) Failures.Add($"{operation}: {error}");
    }

    public void Dispose() => _app.Dispose();

    private sealed class Broken(IApiLoan loan, Exception error) : IApiLoan
    {
        public Workspace Workspace => loan.Workspace;

        public IObservationStore Observations => loan.Observations;

        public IAlertStore Alerts => loan.Alerts;

        public INotificationStore Notifications => loan.Notifications;

        public IApiKeyStore Keys => loan.Keys;

        public ISilenceStore Silences => loan.Silences;

        public ISubscriptionStore Subscriptions => loan.Subscriptions;

        public Task<DateTimeOffset?> LastSweep(CancellationToken cancel) => loan.LastSweep(cancel);

        public Task<Ingested> Ingest(string file, ReadOnlyMemory<byte> bytes, IngestChoice choice, CancellationToken cancel) => throw error;

        public Task<T> Change<T>(Func<Changes, Task<T>> change) => loan.Change(change);

        public Task<bool> Replay(Core.Notifications.NotificationId id, CancellationToken cancel) => loan.Replay(id, cancel);

        public void Dispose() => loan.Dispose();
    }
}
