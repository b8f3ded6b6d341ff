using System.Net;
using Alerts.Adapters.Sqlite;
using Alerts.Contracts;
using Alerts.Core.UseCases;
using Alerts.Web.Hosting;

namespace Alerts.Web.Tests;

/// <summary>As the embedded host serves it.</summary>
internal sealed partial class ServedDesk
{
    public static async Task<ServedDesk> Start(bool onSqlite = false)
    {
        var folder = onSqlite ? Directory.CreateTempSubdirectory("alerts-web-").FullName : null;
        var store = folder is null ? null : SqliteStore.Open(Path.Combine(folder, "alerts.db"));
        var desk = new SmallDesk(store, folder is null ? null : new RawFileFolder(Path.Combine(folder, "raw")));
        var token = await desk.Key("everything", ApiScope.Read, ApiScope.Ingest, ApiScope.Operate, ApiScope.Subscribe);
        var port = LoopbackPort.Free();
        return new(desk, new Embedded(await ApiServer.Start(new(IPAddress.Loopback, port, []), desk), store, folder), port, token);
    }

    private static partial string Place(string address) => address;

    private sealed class Embedded(ApiServer server, SqliteStore? store, string? folder) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await server.DisposeAsync();
            store?.Dispose();
            if (folder is not null) Directory.Delete(folder, recursive: true);
        }
    }
}
