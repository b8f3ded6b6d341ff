using Alerts.Azure.SendGrid;
using Alerts.Azure.Storage;
using Alerts.Azure.Tests.Storage;
using Alerts.Contracts;
using Alerts.Core.Delivery;
using Alerts.Core.UseCases;
using Alerts.Functions.App;
using Alerts.Functions.Triggers;
using Azure.Storage.Queues;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Alerts.Azure.Tests.Functions;

/// <summary>The app on storage of its own, with a channel that keeps what it is given. In the host's place it takes messages from the queues.</summary>
internal sealed class AppOnAzurite : IDisposable
{
    private const int MostTries = 5;

    private readonly string _connection;
    private readonly AzureStorage _host;
    private ServiceProvider _services;

    public AppOnAzurite(Azurite azurite, DateTimeOffset? now = null, string? connection = null)
    {
        Clock = new(now ?? Some.Morning);
        (Prefix, _connection) = (azurite.NewPrefix(), connection ?? azurite.Connection());
        _host = AzureStorage.Connect(_connection, Prefix);
        _services = Start();
    }

    public string Prefix { get; }

    public FakeClock Clock { get; }

    public Requests Requests { get; } = new();

    public FakeChannel Channel { get; } = new();

    public FakeLog Log { get; } = new();

    public AzureStorage Storage => _services.GetRequiredService<AzureStorage>();

    public AzureStores Stores => _services.GetRequiredService<AzureStores>();

    public T Get<T>()
        where T : notnull => ActivatorUtilities.CreateInstance<T>(_services);

    /// <summary>The one of the app.</summary>
    public T Part<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async Task Put(string container, string name, byte[] bytes) => await (await _host.Container(container, default)).GetBlobClient(name).UploadAsync(new BinaryData(bytes), overwrite: true);

    public Task PutWorkspace(string name, string text) => Put("workspace", name, System.Text.Encoding.UTF8.GetBytes(text));

    public void Restart()
    {
        _services.Dispose();
        _services = Start();
    }

    public Task Sweep() => Get<SweepTrigger>().Run(new(), default);

    /// <summary>Takes messages until there are none, as the host does: one that failed is taken again, and one that failed too often is a poison message.</summary>
    public async Task Pump()
    {
        var work = Get<WorkTriggers>();
        var poison = Get<PoisonTriggers>();
        for (var any = true; any;)
        {
            any = await Pump("evaluate-series", work.Evaluate, poison.Evaluate) | await Pump("route-event", work.Route, poison.Route) | await Pump("send-bundle", work.Bundle, poison.Bundle) | await Pump("deliver-notification", work.Deliver, poison.Deliver);
        }
    }

    public void Dispose() => _services.Dispose();

    private async Task<bool> Pump(string name, Func<string, CancellationToken, Task> work, Func<string, CancellationToken, Task> poison)
    {
        QueueClient queue = await _host.Queue(name, default);
        var any = false;
        while ((await queue.ReceiveMessageAsync(TimeSpan.FromMinutes(5))).Value is { } message)
        {
            any = true;
            var text = message.Body.ToString();
            if (!await Succeeds(() => work(text, default))) await poison(text, default);
            await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
        }
        return any;
    }

    private static async Task<bool> Succeeds(Func<Task> work)
    {
        for (var tries = 1; tries <= MostTries; tries++)
        {
            try
            {
                await work();
                return true;
            }
            catch (LostException) when (tries <= MostTries)
            {
                // As the host: the message is visible again, and is taken once more.
            }
        }
        return false;
    }

    private ServiceProvider Start()
    {
        var settings = new AppSettings(_connection, Prefix, $"{Prefix}inbox", $"{Prefix}workspace", new SendGridSettings(), name => name == "SENDGRID_API_KEY" ? "SG.none" : null);
        return new ServiceCollection().AddLogging(logging => logging.AddProvider(Log).SetMinimumLevel(LogLevel.Trace))
            .AddStores(settings, AzureStorage.Connect(_connection, Prefix, Requests.Configure), AzureStorage.Connect(_connection, configure: Requests.Configure), Clock).AddWorkspace(settings, Clock).AddUseCases(settings, () => 0.5)
            .AddSingleton<Func<Workspace, string, InUse>>((workspace, version) => new(workspace, version, Channel, _ => Schedule.Webhook) { Watchdog = InUse.WatchdogOf(workspace, Clock) })
            .BuildServiceProvider();
    }
}
