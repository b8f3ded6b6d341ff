using Alerts.Azure.Storage;
using Alerts.Contracts;
using Alerts.Core.Alerting;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;
using Alerts.Core.UseCases;
using Azure.Storage.Queues;

namespace Alerts.Azure.Tests.Storage;

/// <summary>What notifications on Azure storage promise beyond what every store does.</summary>
[Collection(Azurite.Collection)]
public sealed class DeliveryTests(Azurite azurite) : IDisposable
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    private readonly FakeClock _clock = new(Some.Morning);
    private readonly Requests _requests = new();
    private AzureStorage? _storage;
    private AzureStores? _stores;

    public void Dispose() => _stores?.Dispose();

    [SkippableFact]
    public async Task Of_two_that_claim_at_once_one_gets_it()
    {
        var store = Stores().Notifications;
        using var other = new AzureStores(_storage!, _clock);
        var all = Many(100);
        await store.Add(all, Some.Morning, default);

        foreach (var notification in all)
        {
            var claims = await Task.WhenAll(store.Claim(notification.Id, Some.Morning, Lease, default), other.Notifications.Claim(notification.Id, Some.Morning, Lease, default));
            Assert.Single(claims, claim => claim is { Attempt: 1 });
            Assert.Single(claims, claim => claim is null);
        }
    }

    [SkippableTheory]
    [InlineData(2)]
    [InlineData(60)]
    public async Task Notifications_of_an_event_appear_all_or_none_wherever_the_process_ends(int count)
    {
        var all = Many(count);
        // The writes come first; what follows them is a message for each.
        for (var lost = 1; lost <= 5; lost++)
        {
            foreach (var arrives in (bool[])[false, true])
            {
                var store = Stores().Notifications;
                await Ready();
                _requests.Lose(lost, arrives);
                var error = await Record.ExceptionAsync(() => store.Add(all, Some.Morning, default));
                _requests.Restart();
                if (error is not null) Assert.IsType<LostException>(error);
                Assert.Contains((await store.Of(all[0].Event, default)).Count, (int[])[0, count]);
                Assert.Contains((await store.Waiting(default)).Count, (int[])[0, count]);
                await store.Add(all, Some.Morning, default);
                Assert.Equal(all.Select(notification => notification.Id), (await store.Of(all[0].Event, default)).Select(notification => notification.Id));
                var routing = RoutingCases.Over(_stores!.Observations, _stores.Alerts, store, _stores.Postponements, _stores.Silences, _stores.Subscriptions, TimeSpan.Zero, _clock);
                await new Sweep(_stores.Observations, _stores.Alerts, store, _stores.Postponements, routing, _stores.Queue, new(_stores.RawFiles, _stores.Observations, _stores.Alerts, store, _stores.Postponements, _clock), _clock).Run(CrashTests.Desk, default);
                foreach (var notification in all) Assert.False(await _stores.Queue.Put(WorkKind.Deliver, notification.Id.Text, Some.Morning, default));
            }
        }
    }

    [SkippableFact]
    public async Task A_ledger_of_more_than_a_page_is_read_whole()
    {
        var store = Stores().Notifications;
        for (var number = 1; number <= 11; number++) await store.Add(Many(100, number), Some.Morning, default);

        Assert.Equal(1_100, (await store.Waiting(default)).Count);
        Assert.Equal(1_100, (await store.Ledger(default)).Select(entry => entry.Notification.Id).Distinct().Count());
    }

    [SkippableFact]
    public async Task A_very_long_message_is_kept_as_it_is()
    {
        var store = Stores().Notifications;
        var notification = Some.Notification(Some.Told()) with { Message = new("subject", new string('铽', 200_000), string.Concat(Enumerable.Repeat("<p>🜨</p>", 100_000))) };

        await store.Add([notification], Some.Morning, default);

        Assert.Equal(notification, (await store.Claim(notification.Id, Some.Morning, Lease, default))!.Notification);
    }

    [SkippableFact]
    public async Task A_message_that_carries_a_notification_saves_reading_it_and_an_old_one_harms_nothing()
    {
        var (stores, notification) = (Stores(), Some.Notification(Some.Told()));
        await Ready();
        await stores.Notifications.Add([notification], Some.Morning, default);
        var message = await Message("deliver-notification");
        stores.Know(message);
        _requests.Restart();

        var claim = (await stores.Notifications.Claim(notification.Id, Some.Morning, Lease, default))!;

        Assert.Equal((notification, 2), (claim.Notification, _requests.Count));
        await stores.Notifications.Record(claim, new(Outcome.Accepted, "202"), new(DeliveryReason.ReceiverTookIt, null), Some.Morning, default);
        Assert.Equal(3, _requests.Count);
        stores.Know(message);
        Assert.Null(await stores.Notifications.Claim(notification.Id, Some.Morning.AddHours(1), Lease, default));
        Assert.Null(await stores.Queue.NextDue(default));
    }

    [SkippableFact]
    public async Task A_report_whose_recording_is_cut_short_counts_once()
    {
        var (store, notification) = (Stores().Notifications, Some.Notification(Some.Told()));
        await store.Add([notification], Some.Morning, default);
        await store.Record((await store.Claim(notification.Id, Some.Morning, Lease, default))!, new(Outcome.Accepted, "202"), new(DeliveryReason.ReceiverTookIt, null), Some.Morning, default);
        var said = new ProviderEvent(notification.Id, notification.Address, AddressEffect.SoftFailure, new("blocked", "bounce", Some.Morning, Outcome.Failed, "450"));

        // Found, its reports, the destination read and written, and then the transaction.
        _requests.Lose(5, arrives: false);
        await Assert.ThrowsAsync<LostException>(() => store.Report(said, default));
        _requests.Restart();
        var change = await store.Report(said, default);

        Assert.Single(change!.AddressAfter.SoftFailures);
        Assert.Single((await store.Ledger(default)).Single().Reports);
    }

    [SkippableFact]
    public async Task Messages_are_plain_json_and_never_expire()
    {
        var (stores, notification) = (Stores(), Some.Notification(Some.Told()));
        await stores.Notifications.Add([notification], Some.Morning, default);

        var peeked = (await (await Queue("deliver-notification")).PeekMessageAsync()).Value;

        Assert.StartsWith($"{{\"key\":\"{notification.Id}\",\"about\":{{", peeked.Body.ToString(), StringComparison.Ordinal);
        Assert.Equal(9999, peeked.ExpiresOn!.Value.Year);
    }

    [SkippableFact]
    public async Task What_is_due_later_or_lost_its_message_is_woken_when_it_is_due_and_not_over_and_over()
    {
        var (stores, notification) = (Stores(), Some.Notification(Some.Told()));
        await stores.Notifications.Add([notification], Some.Morning, default);
        var queue = await Queue("deliver-notification");
        await queue.ClearMessagesAsync();
        Assert.Equal(0, await stores.WakeDue(default));
        _clock.Pass(TimeSpan.FromMinutes(3));
        Assert.Equal(1, await stores.WakeDue(default));
        Assert.Equal(0, await stores.WakeDue(default));
        await queue.ClearMessagesAsync();
        var claim = (await stores.Notifications.Claim(notification.Id, _clock.GetUtcNow(), Lease, default))!;

        await stores.Notifications.Record(claim, new(Outcome.Retry, "503"), new(DeliveryReason.BackingOff, _clock.GetUtcNow().AddHours(1)), _clock.GetUtcNow(), default);

        Assert.Null((await queue.PeekMessageAsync()).Value);
        _clock.Pass(TimeSpan.FromMinutes(59));
        Assert.Equal(0, await stores.WakeDue(default));
        _clock.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await stores.WakeDue(default));
    }

    private AzureStores Stores()
    {
        _stores?.Dispose();
        return _stores = new(_storage = azurite.Empty(_requests.Configure), _clock);
    }

    private async Task Ready()
    {
        foreach (var table in (string[])["files", "alerts", "destinations"]) await _storage!.Table(table, default);
        await _storage!.Queue("deliver-notification", default);
    }

    private static List<Notification> Many(int count, int told = 1)
    {
        var id = Some.Told(told);
        return [.. Enumerable.Range(1, count).Select(number => Some.Notification(id, $"{number}@example.com"))];
    }

    private Task<QueueClient> Queue(string name) => _storage!.Queue(name, default);

    private async Task<WorkMessage> Message(string queue) => WorkMessage.Read((await (await Queue(queue)).ReceiveMessageAsync()).Value.Body.ToString())!;
}
