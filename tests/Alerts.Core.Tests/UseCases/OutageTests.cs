using Alerts.Contracts;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;
using Alerts.Core.UseCases;

namespace Alerts.Core.Tests.UseCases;

/// <summary>A receiver that is away for a while, and what waits for it.</summary>
public sealed class OutageTests
{
    private static readonly DateTimeOffset Start = Some.Morning;

    private readonly FakeClock _clock = new(Start);
    private readonly InMemoryStore _store = new();
    private readonly List<(string Id, string Address, TimeSpan At, bool IsTaken)> _requests = [];

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(0.999)]
    public async Task However_many_wait_a_receiver_that_is_away_for_a_minute_meets_few_requests_and_then_gets_all(double draw)
    {
        await Put(1000, "away");

        await Deliver(draw, "away", TimeSpan.FromSeconds(60));

        Assert.InRange(_requests.Count(request => !request.IsTaken), 15, 60);
        Assert.Equal(1000, _requests.Count(request => request.IsTaken));
        Assert.InRange(_requests.Max(request => request.At), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(68));
    }

    [Fact]
    public async Task What_comes_while_a_receiver_is_away_tries_it_before_what_was_tried()
    {
        await Put(1, "away");

        await Deliver(0.5, "away", TimeSpan.FromSeconds(60), meanwhile: () => Put(100, "away"));

        Assert.Equal(100, _requests.Count(request => request.IsTaken));
        Assert.InRange(_requests.Max(request => request.At), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(68));
    }

    [Fact]
    public async Task Receivers_that_are_there_do_not_wait_for_one_that_is_away()
    {
        await Put(20, "away");
        await Put(20, "there");

        await Deliver(0.5, "away", TimeSpan.FromSeconds(60));

        Assert.All(_requests.Where(request => request.Address == "there"), request => Assert.Equal((TimeSpan.Zero, true), (request.At, request.IsTaken)));
    }

    [Fact]
    public async Task A_message_that_waits_alone_keeps_to_the_schedule_of_its_channel()
    {
        await Put(1, "away");

        await Deliver(0.5, "away", TimeSpan.MaxValue);

        Assert.Equal(["00:00:00", "00:00:05", "00:05:05", "00:35:05", "02:35:05", "07:35:05", "17:35:05", "1.07:35:05", "2.03:35:05", "3.03:35:05"], _requests.Select(request => request.At.ToString()));
        Assert.Equal(NotificationStatus.Dead, (await _store.Ledger(default)).Single().Status);
    }

    [Fact]
    public async Task A_receiver_that_stays_away_is_asked_more_and_more_rarely()
    {
        await Put(500, "away");

        await Deliver(0.5, "away", TimeSpan.FromHours(10));

        Assert.InRange(_requests.Count(request => !request.IsTaken && request.At > TimeSpan.FromHours(9)), 11, 13);
        Assert.All(_requests.GroupBy(request => request.Id), one => Assert.True(one.Last().IsTaken));
    }

    [Fact]
    public async Task A_receiver_that_takes_nothing_for_five_days_is_gone_until_something_is_replayed()
    {
        for (var day = 0; day < 7; day++) await NewsOfTheDay(day, isThere: false);

        var ledger = await _store.Ledger(default);
        var end = ledger.SelectMany(entry => entry.Attempts).First(attempt => attempt.Outcome == Outcome.DeadEndpoint);
        Assert.InRange(end.At - Start, TimeSpan.FromDays(5), TimeSpan.FromDays(5.5));
        Assert.Equal("500: nothing was taken since 2025-03-24T09:00:00+08:00", end.Detail);
        Assert.InRange(_requests.Max(request => request.At), TimeSpan.FromDays(5), end.At - Start);
        Assert.All(ledger, entry => Assert.Equal(NotificationStatus.Dead, entry.Status));
        Assert.StartsWith("not sent: the destination is gone", ledger[^1].Attempts.Single().Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_receiver_that_was_away_a_month_ago_and_stumbles_today_is_not_gone()
    {
        await NewsOfTheDay(0, isThere: false);

        await NewsOfTheDay(30, isThere: false, end: TimeSpan.FromDays(30) + TimeSpan.FromHours(4));
        await NewsOfTheDay(31, isThere: true);

        Assert.Equal([NotificationStatus.Dead, NotificationStatus.Delivered, NotificationStatus.Delivered], (await _store.Ledger(default)).Select(entry => entry.Status));
    }

    private async Task NewsOfTheDay(int day, bool isThere, TimeSpan? end = null)
    {
        await Deliver(0.5, isThere ? "nobody" : "away", TimeSpan.MaxValue, end: TimeSpan.FromDays(day));
        await _store.Add([Some.Notification(new($"evt_{day}"), "away")], _clock.GetUtcNow(), default);
        await Deliver(0.5, isThere ? "nobody" : "away", TimeSpan.MaxValue, end: end ?? TimeSpan.FromDays(day + 1));
    }

    private Task Put(int count, string address) =>
        _store.Add([.. Enumerable.Range(0, count).Select(number => Some.Notification(new($"evt_{number}"), address))], Start, default);

    // Time passes only while nothing is due.
    private async Task Deliver(double draw, string away, TimeSpan until, Func<Task>? meanwhile = null, TimeSpan? end = null)
    {
        var channel = new Receiver(notification =>
        {
            var isTaken = notification.Address != away || _clock.GetUtcNow() - Start >= until;
            _requests.Add((notification.Id.Text, notification.Address, _clock.GetUtcNow() - Start, isTaken));
            return isTaken ? new(Outcome.Delivered, "200") : HttpAnswers.Webhook(500, "", null, _clock.GetUtcNow());
        });
        var deliver = new DeliverNotification(_store, channel, _ => Schedule.Webhook, TimeSpan.Zero, _clock, () => draw);
        while (await _store.NextDue(default) is { } due && !(due > Start + end))
        {
            if (due > _clock.GetUtcNow()) _clock.Pass(due - _clock.GetUtcNow());
            var item = (await _store.Next(_clock.GetUtcNow(), default))!;
            await deliver.Run(new(item.Key), default);
            await _store.Done(item, default);
            if (_requests.Count == 1 && meanwhile is not null) await meanwhile();
        }
        if (end is { } ends && Start + ends > _clock.GetUtcNow()) _clock.Pass(Start + ends - _clock.GetUtcNow());
    }

    private sealed class Receiver(Func<Notification, Answer> answer) : IChannel
    {
        public Task<Answer> Send(Notification notification, CancellationToken cancel) => Task.FromResult(answer(notification));
    }
}
