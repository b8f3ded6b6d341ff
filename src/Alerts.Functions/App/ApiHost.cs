using Alerts.Azure.Files;
using Alerts.Core.Notifications;
using Alerts.Core.UseCases;
using Alerts.Web;
using Azure;
using Azure.Identity;
using Microsoft.Extensions.Logging;

namespace Alerts.Functions.App;

/// <summary>Serves the HTTP API from the app. The platform tells hosts apart, and ends what is too slow.</summary>
internal sealed class ApiHost(
    WorkspaceInUse workspaces, IObservationStore observations, IAlertStore alerts, INotificationStore notifications, IApiKeyStore keys, ISilenceStore silences, ISubscriptionStore subscriptions, Changes changes, IAppState state, Arrivals arrivals, TimeProvider clock, ILogger<ApiHost> log) : IApiHost
{
    /// <summary>For whoever reads a file before: then the client is told to come back.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public Func<string, bool>? AnswersHost => null;

    public TimeProvider Clock => clock;

    public async ValueTask<IApiLoan?> Borrow(CancellationToken cancel)
    {
        try
        {
            return await workspaces.Current(cancel) is { } inUse ? new Loan(this, inUse) : null;
        }
        catch (Exception error) when (MayPass(error))
        {
            // It lives all the same: that is for the caller to say.
            Failed("the configuration", error);
            return null;
        }
    }

    // The storage's own retries have failed by then, several of them together as one error.
    public bool MayPass(Exception error) => error is RequestFailedException or AggregateException { InnerException: RequestFailedException } or AuthenticationFailedException or BusyException;

    public void Failed(string operation, Exception error) => log.ApiFailed(error, operation);

    private sealed class Loan(ApiHost host, InUse inUse) : IApiLoan
    {
        public Workspace Workspace => inUse.Workspace;

        public IObservationStore Observations => host.Observations;

        public IAlertStore Alerts => host.Alerts;

        public INotificationStore Notifications => host.Notifications;

        public IApiKeyStore Keys => host.Keys;

        public ISilenceStore Silences => host.Silences;

        public ISubscriptionStore Subscriptions => host.Subscriptions;

        public Task<DateTimeOffset?> LastSweep(CancellationToken cancel) => SweepMark.Read(host.State, cancel);

        public Task<Ingested> Ingest(string file, ReadOnlyMemory<byte> bytes, IngestChoice choice, CancellationToken cancel) => host.Arrivals.Take(inUse, file, bytes, choice, Patience, cancel);

        public Task<T> Change<T>(Func<Changes, Task<T>> change) => host.Arrivals.InTurn(() => change(host.Changes), Patience, default);

        public Task<bool> Replay(NotificationId id, CancellationToken cancel) => Notifications.Replay(id, host.Clock.GetUtcNow(), cancel);

        public void Dispose()
        {
        }
    }

    private IObservationStore Observations => observations;

    private IAlertStore Alerts => alerts;

    private INotificationStore Notifications => notifications;

    private IApiKeyStore Keys => keys;

    private ISilenceStore Silences => silences;

    private ISubscriptionStore Subscriptions => subscriptions;

    private Changes Changes => changes;

    private IAppState State => state;

    private Arrivals Arrivals => arrivals;
}
