using Alerts.Adapters.Formats;
using Alerts.Azure.Storage;
using Alerts.Contracts;
using Alerts.Core.Alerting;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;
using Alerts.Core.UseCases;

namespace Alerts.Azure.Tests.Storage;

/// <summary>The sample from its files to its messages, ended again and again: what comes of it is what an undisturbed run comes to.</summary>
[Collection(Azurite.Collection)]
public sealed class CrashTests(Azurite azurite)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("ALERTS_TEST_CASES") is not null;
    private static readonly string Sample = Path.Combine(Approved.Repository(), "samples", "rare-earths");
    internal static readonly Workspace Desk = Storage.Desk.Load(Sample);

    [SkippableFact]
    public async Task A_program_that_ends_at_any_request_loses_nothing_and_tells_nothing_twice_to_who_honours_ids()
    {
        var (random, clock, told) = (new Random(20250324), new FakeClock(Some.Morning), new Told());
        var (connection, prefix) = (azurite.Connection(), azurite.NewPrefix());
        var crashes = 0;
        for (var most = IsLong ? 50 : 12; crashes < most; crashes++)
        {
            var requests = new Requests();
            requests.Lose(random.Next(1, 2_000 / most), arrives: random.Next(2) == 0);
            using var stores = new AzureStores(AzureStorage.Connect(connection, prefix, requests.Configure), clock);
            await Assert.ThrowsAnyAsync<Exception>(() => Live(Parts.Of(stores), told, clock));
            clock.Pass(Lease * 1.5);
        }

        using var last = new AzureStores(AzureStorage.Connect(connection, prefix), clock);
        await Live(Parts.Of(last), told, clock);

        await IsAsUndisturbed(Parts.Of(last), told);
    }

    [SkippableFact]
    public async Task Storage_that_is_gone_for_a_while_loses_nothing_and_nothing_is_told_twice_to_who_honours_ids()
    {
        Skip.If(OperatingSystem.IsWindows(), "signals are those of Unix");
        Skip.IfNot(AzuriteServer.IsInstalled, "azurite is not installed: npm install --prefix tests/tools");
        var folder = Directory.CreateTempSubdirectory("alerts-azurite-");
        await using var server = await AzuriteServer.Start(folder.FullName);
        var (random, clock, told) = (new Random(20250324), new FakeClock(Some.Morning), new Told());
        for (var outages = 0; outages < (IsLong ? 20 : 4); outages++)
        {
            var requests = new Requests();
            var gone = requests.Before(random.Next(20, IsLong ? 100 : 400), server.Stop);
            using var stores = new AzureStores(AzureStorage.Connect(server.Connection, configure: requests.Configure), clock);
            await Assert.ThrowsAnyAsync<Exception>(() => Live(Parts.Of(stores), told, clock));
            await gone;
            await server.Start();
            clock.Pass(Lease * 1.5);
        }

        using var last = new AzureStores(AzureStorage.Connect(server.Connection), clock);
        await Live(Parts.Of(last), told, clock);

        await IsAsUndisturbed(Parts.Of(last), told);
        folder.Delete(recursive: true);
    }

    private static async Task IsAsUndisturbed(Parts parts, Told told)
    {
        var (memory, expected) = (new InMemoryStore(), new Told());
        await Live(new(memory, memory, memory, memory, memory, memory, memory, memory), expected, new FakeClock(Some.Morning));

        Assert.NotEmpty(expected.Messages);
        Assert.Equal((await memory.Events(default)).Select(EventJson.Write), (await parts.Alerts.Events(default)).Select(EventJson.Write));
        Assert.Equal(Messages(expected), Messages(told));
        Assert.All(await parts.Notifications.Ledger(default), entry => Assert.Equal((NotificationStatus.Accepted, null), (entry.Status, entry.Due)));
        Assert.Null(await parts.Queue.NextDue(default));
    }

    private static IEnumerable<string> Messages(Told told) => told.Messages.Select(message => $"{message.Id} {message.Address} {message.Message.Subject}").Distinct().Order(StringComparer.Ordinal);

    // From wherever the life before has ended to the end of all work.
    private static async Task Live(Parts parts, Told told, FakeClock clock)
    {
        var ingest = new IngestFile(parts.Raw, new FileReader(), parts.Observations, clock);
        var evaluate = new EvaluateSeries(parts.Observations, parts.Alerts, clock);
        var deliver = new DeliverNotification(parts.Notifications, told, _ => Schedule.Webhook, Lease, clock, () => 0.5);
        var routing = RoutingCases.Over(parts.Observations, parts.Alerts, parts.Notifications, parts.Postponements, parts.Silences, parts.Subscriptions, TimeSpan.Zero, clock);
        var worker = new Worker(parts.Queue, evaluate, routing.Route, routing.Bundles, deliver, clock);
        var sweep = new Sweep(parts.Observations, parts.Alerts, parts.Notifications, parts.Postponements, routing, parts.Queue, new(parts.Raw, parts.Observations, parts.Alerts, parts.Notifications, parts.Postponements, clock), clock);
        await evaluate.CatchUp(Desk, default);
        await worker.Run(Desk, told, default);
        foreach (var file in Directory.GetFiles(Path.Combine(Sample, "inbox")).Order(StringComparer.Ordinal))
        {
            await ingest.Run(Desk, Path.GetFileName(file), await File.ReadAllBytesAsync(file), IngestChoice.None, default);
            await worker.Run(Desk, told, default);
        }
        await evaluate.AnnounceStanding(Desk, default);
        do
        {
            await sweep.Run(Desk, default);
            await worker.Run(Desk, told, default);
            clock.Pass(Lease);
        }
        while ((await parts.Notifications.Waiting(default)).Count > 0);
    }

    private sealed record Parts(IRawFileStore Raw, IObservationStore Observations, IAlertStore Alerts, INotificationStore Notifications, IPostponementStore Postponements, ISilenceStore Silences, ISubscriptionStore Subscriptions, IWorkQueue Queue)
    {
        public static Parts Of(AzureStores stores) => new(stores.RawFiles, stores.Observations, stores.Alerts, stores.Notifications, stores.Postponements, stores.Silences, stores.Subscriptions, stores.Queue);
    }

    private sealed class Told : IChannel, IWorkObserver
    {
        public List<Notification> Messages { get; } = [];

        public Task<Answer> Send(Notification notification, CancellationToken cancel)
        {
            Messages.Add(notification);
            return Task.FromResult(new Answer(Outcome.Accepted, "taken"));
        }

        public void Raised(IReadOnlyList<AlertEvent> events)
        {
        }

        public void Routed(IReadOnlyList<Notification> notifications)
        {
        }

        public void Delivered(DeliveryAttempt attempt)
        {
        }
    }
}
