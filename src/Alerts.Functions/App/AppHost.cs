using Microsoft.Azure.Functions.Worker.Builder;

namespace Alerts.Functions.App;

internal static class AppHost
{
    public static FunctionsApplicationBuilder Configure(FunctionsApplicationBuilder app, AppSettings settings)
    {
        app.ConfigureFunctionsWebApplication();
        app.Services
            .AddStores(settings, TimeProvider.System)
            .AddWorkspace(settings, TimeProvider.System)
            .AddUseCases(settings, new Random().NextDouble);
        return app;
    }
}
