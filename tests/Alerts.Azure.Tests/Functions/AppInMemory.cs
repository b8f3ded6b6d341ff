using System.Text;
using Alerts.Azure.Files;
using Alerts.Azure.SendGrid;
using Alerts.Azure.Storage;
using Alerts.Azure.Workspaces;
using Alerts.Contracts;
using Alerts.Core.Delivery;
using Alerts.Core.UseCases;
using Alerts.Functions.App;
using Alerts.Functions.Triggers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Alerts.Azure.Tests.Functions;

/// <summary>The app over fakes: its own composition, with stores in memory.</summary>
internal sealed class AppInMemory : IDisposable
{
    public const string Good = "name: Desk\ntime-zone: UTC\nannounce-from: 2025-01-01\nstore: azure:desk\nemail: { from: desk@example.com, via: \"sendgrid:${SENDGRID_API_KEY}\" }\n";

    public const string Polled = "datasets:\n  - id: prices\n    publisher: Somebody\n    format: csv\n    files: \"*prices*.csv\"\n    columns: { period: date, series: code, value: price }\n    frequency: daily\n    source: { url: \"https://data.example.com/prices.csv?key=${SENDGRID_API_KEY}\", schedule: \"0 0 9 * * *\" }\n    series:\n      A: { id: a.price, title: Price, unit: USD/t, basis: any }\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("alerts-app-");
    private ServiceProvider _services;

    public AppInMemory()
    {
        Files = new(_folder.FullName);
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "datasets"));
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "rules"));
        Files.Write("alerts.yaml", Good);
        Files.Write("datasets/prices.yaml", "datasets:\n  - id: prices\n    publisher: Somebody\n    format: csv\n    files: \"*prices*.csv\"\n    columns: { period: date, series: code, value: price }\n    frequency: daily\n    series:\n      A: { id: a.price, title: Price, unit: USD/t, basis: any }\n");
        Files.Write("rules/prices.yaml", "rules:\n  - id: high\n    title: Price above 100\n    when: level(a.price) > 100 USD/t\n    severity: high\n");
        Files.Write("subscribers.yaml", "subscribers:\n  - id: buyers\n    email: [buyer@example.com]\n");
        _services = Start();
    }

    public FakeClock Clock { get; } = new(Some.Morning);

    public InMemoryStore Store { get; } = new();

    public FakeInbox Inbox { get; } = new();

    public FakeState State { get; } = new();

    public FakeWorkspaceFiles Files { get; }

    public FakeChannel Channel { get; } = new();

    public FakeLog Log { get; } = new();

    public FakePublishers Publishers { get; } = new();

    public T Get<T>()
        where T : notnull => ActivatorUtilities.CreateInstance<T>(_services);

    public WorkspaceInUse Workspaces => _services.GetRequiredService<WorkspaceInUse>();

    public static byte[] Prices(params IEnumerable<(string Day, int Price)> rows) => Encoding.UTF8.GetBytes($"date,code,price\n{string.Concat(rows.Select(row => $"{row.Day},A,{row.Price}\n"))}");

    public void Restart()
    {
        _services.Dispose();
        _services = Start();
    }

    public Task Sweep(bool late = false) => Get<SweepTrigger>().Run(new() { IsPastDue = late }, default);

    /// <summary>Does what is due, as messages would wake it.</summary>
    public async Task Work()
    {
        var triggers = Get<WorkTriggers>();
        while (await Store.Next(Clock.GetUtcNow(), default) is { } item)
        {
            var message = new WorkMessage(item.Key, null).Text();
            await (item.Kind switch
            {
                WorkKind.Evaluate => triggers.Evaluate(message, default),
                WorkKind.Route => triggers.Route(message, default),
                WorkKind.Bundle => triggers.Bundle(message, default),
                _ => triggers.Deliver(message, default),
            });
            // The store on Azure does so itself, in the transaction of the result.
            await Store.Done(item, default);
        }
    }

    public void Dispose()
    {
        _services.Dispose();
        _folder.Delete(recursive: true);
    }

    private ServiceProvider Start()
    {
        var settings = new AppSettings("UseDevelopmentStorage=true", "desk", "inbox", "workspace", new SendGridSettings(), name => name == "SENDGRID_API_KEY" ? "SG.none" : null);
        var services = new ServiceCollection().AddLogging(logging => logging.AddProvider(Log).SetMinimumLevel(LogLevel.Trace)).AddStores(settings, Clock).AddWorkspace(settings, Clock).AddUseCases(settings, () => 0.5);
        return services
            .AddSingleton<IRawFileStore>(Store).AddSingleton<IObservationStore>(Store).AddSingleton<IAlertStore>(Store).AddSingleton<INotificationStore>(Store).AddSingleton<IPostponementStore>(Store).AddSingleton<ISilenceStore>(Store).AddSingleton<ISubscriptionStore>(Store).AddSingleton<IWorkQueue>(Store).AddSingleton<ISourceStore>(Store).AddSingleton<IApiKeyStore>(Store)
            .AddSingleton<IWorkMessages>(new FakeMessages(Store, Clock))
            .AddSingleton<IInbox>(Inbox).AddSingleton<IAppState>(State).AddSingleton<IWorkspaceFiles>(Files)
            .AddSingleton<Func<Workspace, string, InUse>>((workspace, version) => new(workspace, version, Channel, _ => Schedule.Webhook) { Publishers = Publishers, Watchdog = InUse.WatchdogOf(workspace, Clock) })
            .BuildServiceProvider();
    }
}
