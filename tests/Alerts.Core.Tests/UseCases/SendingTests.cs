using System.Collections.Concurrent;
using Alerts.Contracts;
using Alerts.Core.Alerting;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;
using Alerts.Core.Observations;
using Alerts.Core.UseCases;

namespace Alerts.Core.Tests.UseCases;

/// <summary>Several messages under way at once, each of which is answered when the test says so.</summary>
public sealed class SendingTests
{
    private readonly FakeClock _clock = new(Some.Morning);
    private readonly InMemoryStore _store = new();
    private readonly SlowChannel _channel = new();
    private readonly Told _told = new();

    [Fact]
    public async Task A_webhook_that_takes_what_it_is_sent_gets_several_at_once_after_the_first()
    {
        await Put(100, "erp");
        var run = Run();
        Assert.Single(_channel.UnderWay);

        _channel.AnswerAll();
        await _channel.Has(2);
        while (_channel.Sent.Count < 100)
        {
            var sent = _channel.Sent.Count;
            _channel.AnswerAll();
            await _channel.Has(sent + 1);
        }
        _channel.AnswerAll();
        await run;

        Assert.Equal(UnderWay.MostToOne, _channel.MostAtOnce);
        Assert.Equal(100, _channel.Sent.Distinct().Count());
        Assert.Equal(100, _channel.Sent.Count);
    }

    [Fact]
    public async Task Receivers_that_get_one_at_a_time_are_served_side_by_side()
    {
        foreach (var number in Enumerable.Range(0, 20)) await Put(2, $"buyer{number}@example.com", Notification.Email);

        var run = Run();
        Assert.Equal(UnderWay.MostWithCare, _channel.UnderWay.Select(sent => sent.Address).Distinct().Count());
        await Finish(run, 40);

        Assert.Equal(UnderWay.MostWithCare, _channel.MostAtOnce);
        Assert.Equal(1, _channel.MostToOneAddress);
    }

    [Fact]
    public async Task No_message_overtakes_another_of_its_alert_to_the_same_receiver()
    {
        // So that the webhook is known to take several.
        await Put(8, "erp");
        await Finish(Run(), 8);
        var (started, corrected) = (Message(new("evt_00000000000000010a0a0a0a"), "erp"), Message(new("evt_00000000000000020a0a0a0a"), "erp"));
        var other = Message(new("evt_00000000000000030b0b0b0b"), "erp");
        await _store.Add([started, corrected, other], _clock.GetUtcNow(), default);

        var run = Run();

        Assert.Equal([started.Id, other.Id], _channel.UnderWay.Select(sent => sent.Id));
        await Finish(run, 11);
        Assert.Equal([started.Id, other.Id, corrected.Id], _channel.Sent.Skip(8));
    }

    [Fact]
    public async Task Once_it_was_enough_it_decides_what_is_due_and_leaves_the_other_messages_in_the_queue()
    {
        await Put(5, "erp");
        using var enough = new CancellationTokenSource();
        var run = Run(default, enough.Token);

        await enough.CancelAsync();
        await _store.Put(WorkKind.Evaluate, "1", _clock.GetUtcNow(), default);
        _channel.AnswerAll();
        await run;

        Assert.Single(_channel.Sent);
        Assert.Empty(await _store.Decisions(_clock.GetUtcNow(), 10, default));
        Assert.Equal(4, (await _store.Messages(_clock.GetUtcNow(), 10, default)).Count);
    }

    [Fact]
    public async Task A_destination_that_begins_to_fail_is_held_and_then_tried_by_one_again()
    {
        await Put(200, "erp");
        var run = Run();
        for (var sent = 1; sent < 32; sent = _channel.Sent.Count)
        {
            _channel.AnswerAll();
            await _channel.Has(sent + 1);
        }

        _channel.AnswerAll(new Answer(Outcome.Retry, "500"));
        await run;

        // Those that were under way met it, and nothing since.
        var met = _channel.Sent.Count;
        Assert.Equal(UnderWay.MostToOne, _told.Attempts.Count(attempt => attempt.Answer.Outcome == Outcome.Retry));
        Assert.All(await _store.Waiting(default), waiting => Assert.True(waiting.Due > _clock.Now));
        _clock.Pass((await _store.NextDue(default))!.Value - _clock.Now);
        run = Run();
        Assert.Single(_channel.UnderWay);
        _channel.AnswerAll(new Answer(Outcome.Retry, "500"));
        await run;
        Assert.Equal(met + 1, _channel.Sent.Count);
        _clock.Pass((await _store.NextDue(default))!.Value - _clock.Now);
        run = Run();
        _channel.AnswerAll();
        await _channel.Has(met + 4);
        Assert.Equal(2, _channel.UnderWay.Count);
        _channel.AnswersFromNowOn();
        await run;
    }

    [Fact]
    public async Task What_is_under_way_is_finished_and_nothing_more_is_begun_when_it_is_to_end()
    {
        await Put(8, "erp");
        await Finish(Run(), 8);
        await Put(100, "erp", from: 100);
        using var ends = new CancellationTokenSource();
        var run = Run(ends.Token);
        var underWay = _channel.UnderWay.Count;

        await ends.CancelAsync();
        _channel.AnswerAll();
        await run;

        Assert.True(underWay > 1);
        Assert.Equal(8 + underWay, _channel.Sent.Count);
        Assert.Equal(8 + underWay, (await _store.Ledger(default)).Count(entry => entry.Status == NotificationStatus.Accepted));
    }

    [Fact]
    public async Task New_work_is_decided_and_sent_while_a_slow_receiver_does_not_answer()
    {
        await Put(1, "slow");
        var worker = Worker(_store);
        var run = worker.Run(Nowhere, _told, default);
        await Put(1, "erp");

        worker.Wake();
        await _channel.Has(2);

        Assert.Equal(["slow", "erp"], _channel.UnderWay.Select(sent => sent.Address));
        await Finish(run, 2);
    }

    [Fact]
    public async Task Where_the_store_cannot_keep_what_came_of_them_nobody_is_told_and_each_is_sent_again_under_its_id()
    {
        await Put(8, "erp");
        await Finish(Run(), 8);
        await Put(4, "erp", from: 100);
        var disk = new FullDisk(_store);
        var run = Worker(disk).Run(Nowhere, _told, default);
        var underWay = _channel.UnderWay.Select(sent => sent.Id).ToList();

        disk.IsFull = true;
        _channel.AnswerAll();
        await Assert.ThrowsAsync<IOException>(() => run);

        Assert.Equal(8, _told.Attempts.Count);
        Assert.Equal(4, (await _store.Waiting(default)).Count);
        await Finish(Run(), 8 + underWay.Count + 4);
        Assert.All(underWay, id => Assert.Equal(2, _channel.Sent.Count(sent => sent == id)));
        Assert.Equal(12, (await _store.Ledger(default)).Count(entry => entry.Status == NotificationStatus.Accepted));
    }

    private async Task Finish(Task run, int count)
    {
        while (_channel.Sent.Count < count)
        {
            var sent = _channel.Sent.Count;
            _channel.AnswerAll();
            await _channel.Has(sent + 1);
        }
        _channel.AnswerAll();
        await run;
    }

    private Task Put(int count, string address, string channel = Notification.Webhook, int from = 0) => _store.Add(
        [.. Enumerable.Range(from, count).Select(number => Message(new($"evt_{number:x16}{number:x8}"), address, channel))], _clock.GetUtcNow(), default);

    private static Notification Message(EventId told, string address, string channel = Notification.Webhook) =>
        new(NotificationId.Of(told, "buyers", channel, address), told, "buyers", channel, address, new("High", "text", ""));

    private static Workspace Nowhere => new("/nowhere", "Desk", TimeZoneInfo.Utc, null, null, "sqlite:x", "inbox", null, [], [], new Dictionary<string, SeriesDefinition>(), [], []);

    private Task Run(CancellationToken cancel = default, CancellationToken enough = default) => (_worker ??= Worker(_store)).Run(Nowhere, _told, cancel, enough);

    private Worker? _worker;

    private Worker Worker(IWorkQueue queue)
    {
        var routing = RoutingCases.Over(_store, _store, _store, _store, _store, _store, TimeSpan.Zero, _clock);
        return new(queue, new EvaluateSeries(_store, _store, _clock), routing.Route, routing.Bundles, new DeliverNotification(_store, _channel, _ => Alerts.Core.Delivery.Schedule.Webhook, TimeSpan.Zero, _clock, () => 0), _clock);
    }

    private sealed class SlowChannel : IChannel
    {
        private readonly Lock _lock = new();
        private readonly List<(Notification Notification, TaskCompletionSource<Answer> Answer)> _underWay = [];
        private readonly List<NotificationId> _sent = [];
        private readonly List<(int Count, TaskCompletionSource Reached)> _awaited = [];
        private bool _answers;

        public int MostAtOnce { get; private set; }

        public int MostToOneAddress { get; private set; }

        public IReadOnlyList<NotificationId> Sent
        {
            get
            {
                lock (_lock) return [.. _sent];
            }
        }

        public IReadOnlyList<Notification> UnderWay
        {
            get
            {
                lock (_lock) return [.. _underWay.Select(sent => sent.Notification)];
            }
        }

        public Task<Answer> Send(Notification notification, CancellationToken cancel)
        {
            lock (_lock)
            {
                _sent.Add(notification.Id);
                foreach (var (count, reached) in _awaited) if (_sent.Count >= count) reached.TrySetResult();
                if (_answers) return Task.FromResult(new Answer(Outcome.Accepted, "taken"));
                var answer = new TaskCompletionSource<Answer>(TaskCreationOptions.RunContinuationsAsynchronously);
                _underWay.Add((notification, answer));
                MostAtOnce = Math.Max(MostAtOnce, _underWay.Count);
                MostToOneAddress = Math.Max(MostToOneAddress, _underWay.Count(sent => sent.Notification.Address == notification.Address));
                return answer.Task;
            }
        }

        public void AnswerAll(Answer? answer = null)
        {
            List<TaskCompletionSource<Answer>> all;
            lock (_lock)
            {
                all = [.. _underWay.Select(sent => sent.Answer)];
                _underWay.Clear();
            }
            foreach (var one in all) one.SetResult(answer ?? new(Outcome.Accepted, "taken"));
        }

        public void AnswersFromNowOn()
        {
            lock (_lock) _answers = true;
            AnswerAll();
        }

        /// <summary>Waits until so many were sent in all.</summary>
        public async Task Has(int count)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (_lock)
            {
                if (_sent.Count >= count) return;
                _awaited.Add((count, reached));
            }
            await reached.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    /// <summary>Keeps nothing of a step while it is full.</summary>
    private sealed class FullDisk(IWorkQueue queue) : IWorkQueue
    {
        public bool IsFull { get; set; }

        public Task Together(Func<Task> work, CancellationToken cancel) => IsFull ? throw new IOException("the disk is full") : queue.Together(work, cancel);

        public Task<WorkItem?> Next(DateTimeOffset now, CancellationToken cancel) => queue.Next(now, cancel);

        public Task<IReadOnlyList<WorkItem>> Messages(DateTimeOffset now, int most, CancellationToken cancel) => queue.Messages(now, most, cancel);

        public Task<IReadOnlyList<WorkItem>> Decisions(DateTimeOffset now, int most, CancellationToken cancel) => queue.Decisions(now, most, cancel);

        public Task Done(WorkItem item, CancellationToken cancel) => queue.Done(item, cancel);

        public Task<DateTimeOffset?> NextDue(CancellationToken cancel) => queue.NextDue(cancel);

        public Task<bool> Put(WorkKind kind, string key, DateTimeOffset due, CancellationToken cancel) => queue.Put(kind, key, due, cancel);
    }

    private sealed class Told : IWorkObserver
    {
        public ConcurrentQueue<DeliveryAttempt> Attempts { get; } = [];

        public void Raised(IReadOnlyList<AlertEvent> events)
        {
        }

        public void Routed(IReadOnlyList<Notification> notifications)
        {
        }

        public void Delivered(DeliveryAttempt attempt) => Attempts.Enqueue(attempt);
    }
}
