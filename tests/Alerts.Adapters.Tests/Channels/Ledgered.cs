using Alerts.Contracts;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;
using Alerts.Core.UseCases;

namespace Alerts.Adapters.Tests.Channels;

/// <summary>What the ledger says of a notification after attempts over a channel.</summary>
internal static class Ledgered
{
    private const double NoJitter = 0.5;

    /// <param name="attempts">Made one after the other, each when it is due.</param>
    public static async Task<LedgerEntry> Of(Notification notification, Func<Notification, Task<Answer>> send, Schedule schedule, DateTimeOffset now, int attempts = 1)
    {
        var (store, clock) = (new InMemoryStore(), new FakeClock(now));
        await store.Add([notification], now, default);
        var deliver = new DeliverNotification(store, new OneChannel(send), _ => schedule, TimeSpan.Zero, clock, () => NoJitter);
        for (var made = 0; made < attempts; made++)
        {
            Assert.NotNull(await deliver.Run(notification.Id, default));
            if ((await store.Waiting(default)).SingleOrDefault() is { } waiting && made + 1 < attempts) clock.Pass(waiting.Due - clock.GetUtcNow());
        }
        return (await store.Ledger(default)).Single();
    }

    private sealed class OneChannel(Func<Notification, Task<Answer>> send) : IChannel
    {
        public Task<Answer> Send(Notification notification, CancellationToken cancel) => send(notification);
    }
}
