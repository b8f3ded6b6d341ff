using Alerts.Adapters.Sqlite;
using Alerts.Azure.Files;
using Alerts.Azure.Storage;
using Alerts.Cli.Doctor;
using Alerts.Cli.Output;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Azure;

/// <summary>The storage account, and the app that works on the store.</summary>
internal static class AppFindings
{
    /// <summary>The app sweeps every minute.</summary>
    private static readonly TimeSpan SweepIsLate = TimeSpan.FromMinutes(10);

    /// <param name="connect">Leads to the account.</param>
    public static async Task<IReadOnlyList<Finding>> Of(Workspace workspace, Func<AzureStorage> connect, TimeProvider clock, CancellationToken cancel)
    {
        var (store, app) = await Account(workspace, connect, clock, cancel);
        return [store, StoreFindings.Writable(workspace), StoreFindings.Process(workspace, clock, app)];
    }

    private static async Task<(Finding Store, Finding App)> Account(Workspace workspace, Func<AzureStorage> connect, TimeProvider clock, CancellationToken cancel)
    {
        try
        {
            var storage = connect();
            using var stores = new AzureStores(storage, clock);
            var files = await stores.Observations.Publications(cancel);
            return (Finding.Ok("store", $"{workspace.Store}: the storage account can be reached, {Sentences.Count(files.Count, "file")} read"), App(await SweepMark.Read(new AppState(storage, clock), cancel), workspace, clock));
        }
        catch (StoreException error)
        {
            return (Finding.Fail("store", error.Message, "see ALERTS_STORAGE, the network, and the roles of who is logged in"), Finding.Warn(StoreFindings.ProcessCheck, "whether the app runs cannot be told", "see the store's own line"));
        }
    }

    private static Finding App(DateTimeOffset? swept, Workspace workspace, TimeProvider clock)
    {
        if (swept is not { } at) return Finding.Warn(StoreFindings.ProcessCheck, "neither an app nor a process works on this store", "deploy the Functions app, or keep 'alerts run' running");
        var says = $"the app's last sweep was at {Sentences.Moment(workspace.Local(at))}";
        return clock.GetUtcNow() - at > SweepIsLate ? Finding.Fail(StoreFindings.ProcessCheck, says, "it does not run, or no workspace of its container is good: see its log") : Finding.Ok(StoreFindings.ProcessCheck, says);
    }
}
