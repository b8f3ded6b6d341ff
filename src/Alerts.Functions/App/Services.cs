using Alerts.Adapters.Formats;
using Alerts.Azure.Files;
using Alerts.Azure.Storage;
using Alerts.Azure.Workspaces;
using Alerts.Core.UseCases;
using Alerts.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Alerts.Functions.App;

/// <summary>The parts of the app.</summary>
internal static class Services
{
    private const string ShippedFolder = "workspace";

    /// <summary>Events of one file are routed by several instances at a time, within seconds.</summary>
    private static readonly TimeSpan GroupWait = TimeSpan.FromSeconds(30);

    /// <exception cref="InvalidOperationException">The settings do not name a storage account.</exception>
    public static IServiceCollection AddStores(this IServiceCollection services, AppSettings settings, TimeProvider clock)
    {
        AzureStorage Account(string prefix) => StorageAddress.Connect(settings.Storage, prefix) ?? throw new InvalidOperationException($"{AppSettings.StorageName} is neither the address of an account's blobs, nor its name, nor a connection string");
        return services.AddStores(settings, Account(settings.Store), Account(""), clock);
    }

    /// <param name="others">The same account, for containers that people put files into: their names are whole.</param>
    public static IServiceCollection AddStores(this IServiceCollection services, AppSettings settings, AzureStorage storage, AzureStorage others, TimeProvider clock) => services
        .AddSingleton(clock)
        .AddSingleton(settings)
        .AddSingleton(storage)
        .AddSingleton<AzureStores>()
        .AddSingleton<IWorkMessages>(services => services.GetRequiredService<AzureStores>())
        .AddSingleton(services => services.GetRequiredService<AzureStores>().RawFiles)
        .AddSingleton(services => services.GetRequiredService<AzureStores>().Sources)
        .AddSingleton(services => services.GetRequiredService<AzureStores>().Observations)
        .AddSingleton(services => services.GetRequiredService<AzureStores>().Alerts)
        .AddSingleton(services => services.GetRequiredService<AzureStores>().Notifications)
        .AddSingleton(services => services.GetRequiredService<AzureStores>().Postponements)
        .AddSingleton(services => services.GetRequiredService<AzureStores>().Silences)
        .AddSingleton(services => services.GetRequiredService<AzureStores>().Subscriptions)
        .AddSingleton(services => services.GetRequiredService<AzureStores>().Queue)
        .AddSingleton(services => services.GetRequiredService<AzureStores>().Keys)
        .AddSingleton<IInbox>(new InboxContainer(others, settings.Inbox))
        .AddSingleton<IAppState>(new AppState(storage, clock))
        .AddSingleton<IWorkspaceFiles>(settings.WorkspaceContainer is { } container ? new WorkspaceContainer(others, container) : new ShippedWorkspace(Path.Combine(AppContext.BaseDirectory, ShippedFolder)));

    public static IServiceCollection AddWorkspace(this IServiceCollection services, AppSettings settings, TimeProvider clock) => services
        .AddSingleton<Func<Workspace, string, InUse>>((workspace, version) => InUse.Open(workspace, version, settings.SendGrid, clock))
        .AddSingleton<WorkspaceInUse>();

    /// <param name="jitter">A draw in [0, 1).</param>
    public static IServiceCollection AddUseCases(this IServiceCollection services, AppSettings settings, Func<double> jitter) => services
        .AddSingleton(jitter)
        .AddSingleton<IFileReader, FileReader>()
        .AddSingleton<IngestFile>()
        .AddSingleton<EvaluateSeries>()
        .AddSingleton<PassDays>()
        .AddSingleton(services => RoutingCases.Over(
            services.GetRequiredService<IObservationStore>(), services.GetRequiredService<IAlertStore>(), services.GetRequiredService<INotificationStore>(),
            services.GetRequiredService<IPostponementStore>(), services.GetRequiredService<ISilenceStore>(), services.GetRequiredService<ISubscriptionStore>(), GroupWait, services.GetRequiredService<TimeProvider>()))
        .AddSingleton(services => Changes.Over(
            services.GetRequiredService<IRawFileStore>(), services.GetRequiredService<IObservationStore>(), services.GetRequiredService<IAlertStore>(), services.GetRequiredService<INotificationStore>(),
            services.GetRequiredService<IPostponementStore>(), services.GetRequiredService<ISilenceStore>(), services.GetRequiredService<ISubscriptionStore>(), services.GetRequiredService<TimeProvider>()))
        .AddSingleton<Retention>()
        .AddSingleton<Sweep>()
        .AddSingleton<Evaluating>()
        .AddSingleton<PublicationDays>()
        .AddSingleton<Arrivals>()
        .AddSingleton<Polling>()
        .AddSingleton<Sweeping>()
        .AddSingleton<Working>()
        .AddSingleton<IApiHost, ApiHost>()
        .AddSingleton<AlertsApi>()
        .AddSingleton(services => new MailEvents(
            settings.SendGrid.WebhookKey is { } key ? new RecordProviderEvents(services.GetRequiredService<INotificationStore>(), key, services.GetRequiredService<TimeProvider>()) : null,
            services.GetRequiredService<ILogger<MailEvents>>()));
}
