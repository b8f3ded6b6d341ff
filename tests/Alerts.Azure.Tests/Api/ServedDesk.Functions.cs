using Alerts.Azure.Tests.Api;
using Alerts.Azure.Tests.Storage;
using Alerts.Contracts;
using Alerts.Core.UseCases;

namespace Alerts.Web.Tests;

/// <summary>As the Functions app serves it, on Azurite, whatever store was asked for.</summary>
internal sealed partial class ServedDesk
{
    public static async Task<ServedDesk> Start(bool onSqlite = false)
    {
        _ = onSqlite;
        var desk = await SmallDesk.On(await Azurite.Shared());
        var token = await desk.Key("everything", ApiScope.Read, ApiScope.Ingest, ApiScope.Operate, ApiScope.Subscribe);
        var port = LoopbackPort.Free();
        return new(desk, new Served(await FunctionsHost.Start(port, desk.Trigger), desk), port, token);
    }

    // All that the app serves is below one prefix.
    private static partial string Place(string address) => new[] { "/health", "/u/", "/confirm/" }.Any(beside => address.StartsWith(beside, StringComparison.Ordinal)) ? $"/api{address}" : address;

    private sealed class Served(FunctionsHost host, SmallDesk desk) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await host.DisposeAsync();
            desk.Dispose();
        }
    }
}
