using Alerts.Adapters.Sqlite;
using Alerts.Contracts;
using Alerts.Core.Alerting;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;
using Alerts.Core.Rules;
using Alerts.Core.UseCases;

namespace Alerts.Adapters.Tests.Sqlite;

/// <summary>Many messages that are due, of which sending each one takes its time.</summary>
public sealed class LongQueueTests : IDisposable
{
    private const int Queued = 100_000;
    private static readonly TimeSpan EachTakes = TimeSpan.FromMilliseconds(20);

    private readonly TemporaryStore _store = new();
    private readonly FakeClock _clock = new(Some.Morning);

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task A_critical_alert_that_comes_behind_a_hundred_thousand_is_sent_within_two_seconds()
    {
        var cause = await _store.Store.Append(Some.File(), [Some.Value()], default);
        var (high, critical) = (Some.Event(cause), Some.Event(cause, "2025-03-25") with { Severity = Severity.Critical });
        await _store.Store.Record(Some.State(), [high, critical], default);
        while (await _store.Store.Next(_clock.Now, default) is { } item) await _store.Store.Done(item, default);
        await _store.Store.Add([.. Enumerable.Range(0, Queued).Select(k => Some.Notification(high.Id, $"buyer{k}@example.com"))], _clock.Now, default);
        var urgent = Some.Notification(critical.Id);
        var (cameAt, sentAt, sent) = (default(DateTimeOffset), default(DateTimeOffset), 0);
        using var ends = new CancellationTokenSource();
        var channel = new Channel(async notification =>
        {
            _clock.Pass(EachTakes);
            sent++;
            if (sent == 3)
            {
                cameAt = _clock.Now;
                await _store.Store.Add([urgent], _clock.Now, default);
            }
            if (notification.Id == urgent.Id) sentAt = _clock.Now;
            if (notification.Id == urgent.Id || sent > 200) await ends.CancelAsync();
        });

        await Worker(_store.Store, channel).Run(Nowhere, new NoObserver(), ends.Token);

        Assert.InRange(sentAt - cameAt, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        // Those that were under way with it, and those that went with the critical one.
        Assert.InRange(sent, 4, 2 * UnderWay.MostWithCare);
    }

    // So many messages about one event, each to another buyer, and nothing else to do.
    private async Task Waiting(int messages)
    {
        var cause = await _store.Store.Append(Some.File(), [Some.Value()], default);
        await _store.Store.Record(Some.State(), [Some.Event(cause)], default);
        while (await _store.Store.Next(_clock.Now, default) is { } item) await _store.Store.Done(item, default);
        await _store.Store.Add([.. Enumerable.Range(0, messages).Select(k => Some.Notification(Some.Event(cause).Id, $"buyer{k}@example.com"))], _clock.Now, default);
    }

    [Fact]
    public async Task What_came_of_several_messages_is_kept_in_one_wait_for_the_disk()
    {
        await Waiting(5);
        var queue = new CountingQueue(_store.Store);

        await Worker(_store.Store, new Channel(_ => Task.CompletedTask), queue).Run(Nowhere, new NoObserver(), default);

        Assert.Equal((2, 5, 0), (queue.Steps, queue.DoneWithin, queue.DoneAlone));
        Assert.All(await _store.Store.Ledger(default), entry => Assert.Equal((NotificationStatus.Accepted, 1), (entry.Status, entry.Attempts.Count)));
    }

    [Fact]
    public async Task A_message_that_is_not_answered_does_not_keep_those_that_are_from_being_recorded()
    {
        await Waiting(3);
        var never = new TaskCompletionSource();
        var run = Worker(_store.Store, new Channel(notification => notification.Address.StartsWith("buyer0", StringComparison.Ordinal) ? Task.CompletedTask : never.Task)).Run(Nowhere, new NoObserver(), default);

        while ((await _store.Store.Ledger(default)).All(entry => entry.Attempts.Count == 0)) await Task.Yield();
        never.SetResult();
        await run;

        Assert.All(await _store.Store.Ledger(default), entry => Assert.Single(entry.Attempts));
    }

    private static Workspace Nowhere => new("/nowhere", "Desk", TimeZoneInfo.Utc, null, null, "sqlite:x", "inbox", null, [], [], new Dictionary<string, Alerts.Core.Observations.SeriesDefinition>(), [], []);

    private Worker Worker(SqliteStore store, IChannel channel, IWorkQueue? queue = null)
    {
        var routing = RoutingCases.Over(store, store, store, store, store, store, TimeSpan.Zero, _clock);
        return new(queue ?? store, new EvaluateSeries(store, store, _clock), routing.Route, routing.Bundles, new DeliverNotification(store, channel, _ => Schedule.Folder, TimeSpan.Zero, _clock, () => 0), _clock);
    }

    private sealed class Channel(Func<Notification, Task> sending) : IChannel
    {
        public async Task<Answer> Send(Notification notification, CancellationToken cancel)
        {
            await sending(notification);
            return new(Outcome.Accepted, "taken");
        }
    }

    private sealed class CountingQueue(IWorkQueue queue) : IWorkQueue
    {
        private bool _isWithin;

        public int Steps { get; private set; }

        public int DoneWithin { get; private set; }

        public int DoneAlone { get; private set; }

        public Task<WorkItem?> Next(DateTimeOffset now, CancellationToken cancel) => queue.Next(now, cancel);

        public Task<IReadOnlyList<WorkItem>> Messages(DateTimeOffset now, int most, CancellationToken cancel) => queue.Messages(now, most, cancel);

        public Task<IReadOnlyList<WorkItem>> Decisions(DateTimeOffset now, int most, CancellationToken cancel) => queue.Decisions(now, most, cancel);

        public Task Done(WorkItem item, CancellationToken cancel)
        {
            if (_isWithin) DoneWithin++;
            else DoneAlone++;
            return queue.Done(item, cancel);
        }

        public Task Together(Func<Task> work, CancellationToken cancel)
        {
            Steps++;
            return queue.Together(
                async () =>
                {
                    _isWithin = true;
                    await work();
                    _isWithin = false;
                },
                cancel);
        }

        public Task<DateTimeOffset?> NextDue(CancellationToken cancel) => queue.NextDue(cancel);

        public Task<bool> Put(WorkKind kind, string key, DateTimeOffset due, CancellationToken cancel) => queue.Put(kind, key, due, cancel);
    }

    private sealed class NoObserver : IWorkObserver
    {
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
