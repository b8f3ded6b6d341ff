using Alerts.Azure.Files;
using Alerts.Azure.Storage;
using Alerts.Core.Notifications;
using Alerts.Core.UseCases;
using Alerts.Web;
using Azure;
using Microsoft.Extensions.Logging;

namespace Alerts.Functions.App;

/// <summary>Serves the HTTP API from the app. The platform tells hosts apart, and ends what is too slow.</summary>
internal sealed class ApiHost(WorkspaceInUse workspaces, AzureStores stores, IAppState state, IngestFile ingest, Evaluating evaluating, TimeProvider clock, ILogger<ApiHost> log) : IApiHost
{
    private const int Tries = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    public Func<string, bool>? AnswersHost => null;

    public TimeProvider Clock => clock;

    public async ValueTask<IApiLoan?> Borrow(CancellationToken cancel) => await workspaces.Current(cancel) is { } inUse ? new Loan(this, inUse) : null;

    public bool MayPass(Exception error) => error is RequestFailedException or BusyException or HttpRequestException;

    public void Failed(string operation, Exception error) => log.ApiFailed(error, operation);

    // Files are read one after the other over all instances, the inbox's too.
    private async Task<Ingested> Ingest(InUse inUse, string file, ReadOnlyMemory<byte> bytes, IngestChoice choice, CancellationToken cancel)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            await using var turn = await state.Take(Arrivals.Turn, cancel);
            if (turn is null)
            {
                await Task.Delay(Pause, clock, cancel);
                continue;
            }
            await evaluating.CatchUp(inUse, cancel);
            return await ingest.Run(inUse.Workspace, file, bytes, choice, cancel);
        }
        throw new BusyException();
    }

    private sealed class BusyException() : Exception("another file is being read");

    private sealed class Loan(ApiHost host, InUse inUse) : IApiLoan
    {
        public Workspace Workspace => inUse.Workspace;

        public IObservationStore Observations => host.Stores.Observations;

        public IAlertStore Alerts => host.Stores.Alerts;

        public INotificationStore Notifications => host.Stores.Notifications;

        public IApiKeyStore Keys => host.Stores.Keys;

        // Each instance knows of its own sweeps alone.
        public DateTimeOffset? LastSweep => null;

        public Task<Ingested> Ingest(string file, ReadOnlyMemory<byte> bytes, IngestChoice choice, CancellationToken cancel) => host.Ingest(inUse, file, bytes, choice, cancel);

        public Task<bool> Replay(NotificationId id, CancellationToken cancel) => Notifications.Replay(id, host.Clock.GetUtcNow(), cancel);

        public void Dispose()
        {
        }
    }

    private AzureStores Stores => stores;
}
