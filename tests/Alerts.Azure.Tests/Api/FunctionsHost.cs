using System.Net;
using System.Reflection;
using System.Text.Json;
using Alerts.Contracts;
using Alerts.Functions.Triggers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Alerts.Azure.Tests.Api;

/// <summary>In the place of the Functions host: hands requests below the prefix of host.json and the route of the trigger to the trigger, and writes what it returns.</summary>
internal sealed class FunctionsHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FunctionsHost(WebApplication app) => _app = app;

    public static async Task<FunctionsHost> Start(int port, ApiTrigger trigger)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddLogging().AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        var app = builder.Build();
        app.Map(Route(), async http => await (await trigger.Run(http.Request)).ExecuteResultAsync(new ActionContext(http, new RouteData(), new ActionDescriptor())));
        await app.StartAsync();
        return new(app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static string Route()
    {
        var prefix = JsonDocument.Parse(File.ReadAllText(Path.Combine(Approved.Repository(), "host.json"))).RootElement.GetProperty("extensions").GetProperty("http").GetProperty("routePrefix").GetString();
        return $"{prefix}/{typeof(ApiTrigger).GetMethod(nameof(ApiTrigger.Run))!.GetParameters()[0].GetCustomAttribute<HttpTriggerAttribute>()!.Route}";
    }
}
