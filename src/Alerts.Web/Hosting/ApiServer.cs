using System.Net.Sockets;
using Alerts.Core.UseCases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Alerts.Web.Hosting;

/// <summary>Serves the API from a process that does other work too: on one address, without files, settings and logs of its own.</summary>
public sealed class ApiServer : IAsyncDisposable
{
    private const int MostConnections = 500;
    private const int MostHeaders = 16 * 1024;
    private const int LongestLine = 8 * 1024;

    private static readonly TimeSpan Ending = TimeSpan.FromSeconds(10);

    private readonly WebApplication _app;

    private ApiServer(WebApplication app) => _app = app;

    /// <exception cref="IOException">The address cannot be listened on: it is in use, or not this machine's.</exception>
    public static async Task<ApiServer> Start(ApiSettings settings, IApiHost host)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.Limits.MaxRequestHeadersTotalSize = MostHeaders;
            kestrel.Limits.MaxRequestLineSize = LongestLine;
            kestrel.Limits.MaxRequestBodySize = AlertsApi.MostBody;
            kestrel.Listen(settings.Address, settings.Port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        var app = builder.Build();
        var api = new AlertsApi(host);
        app.Run(api.Handle);
        try
        {
            await app.StartAsync();
        }
        catch (Exception error) when (error is SocketException or IOException)
        {
            await app.DisposeAsync();
            throw new IOException($"nothing can listen on {settings.Address}:{settings.Port}: {error.Message}", error);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
        return new(app);
    }

    /// <summary>Answers what was begun, and takes nothing more.</summary>
    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(Ending);
        await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
    }
}
