using Alerts.Core.Delivery;
using Alerts.Core.Notifications;
using Alerts.Core.UseCases;

namespace Alerts.Contracts;

/// <summary>What every store of notifications promises about the reports of a mail provider.</summary>
public abstract class ProviderReportContract
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);
    private static readonly DateTimeOffset At = Some.Morning.AddMinutes(1).ToUniversalTime();

    /// <summary>An empty store; both are one.</summary>
    protected abstract (INotificationStore Notifications, IWorkQueue Queue) Empty();

    [SkippableTheory]
    [InlineData(Outcome.Accepted, NotificationStatus.Accepted)]
    [InlineData(Outcome.Delivered, NotificationStatus.Delivered)]
    [InlineData(Outcome.Failed, NotificationStatus.Dead)]
    public async Task A_report_says_where_a_message_stands_that_the_provider_has_taken(Outcome reported, NotificationStatus status)
    {
        var (store, notification, _) = await Accepted();

        var change = await store.Report(Said(notification, "one", reported), default);

        Assert.Equal((NotificationStatus.Accepted, status), (change!.Before, change.After));
        var entry = await Entry(store, notification);
        Assert.Equal((status, (DateTimeOffset?)null), (entry.Status, entry.Due));
        Assert.Equal([new ProviderReport("one", "event", At, reported, "250 OK")], entry.Reports);
    }

    [SkippableFact]
    public async Task The_same_report_is_written_once()
    {
        var (store, notification, _) = await Accepted();
        await store.Report(Said(notification, "one", Outcome.Delivered), default);

        Assert.Null(await store.Report(Said(notification, "one", Outcome.Delivered), default));
        Assert.Single((await Entry(store, notification)).Reports);
    }

    [SkippableFact]
    public async Task A_report_about_nothing_of_ours_changes_nothing()
    {
        var (store, notification, _) = await Accepted();

        Assert.Null(await store.Report(Said(notification, "one", Outcome.Failed) with { Notification = Some.Id(notification.Event, 3) }, default));
        Assert.Null(await store.Report(Said(notification, "one", Outcome.Failed) with { Notification = null }, default));
        Assert.Null(await store.Report(Said(notification, "one", Outcome.Failed) with { Address = "somebody@example.com" }, default));
        Assert.Empty((await Entry(store, notification)).Reports);
    }

    [SkippableFact]
    public async Task A_report_that_comes_late_takes_nothing_back()
    {
        var (store, notification, _) = await Accepted();
        await store.Report(Said(notification, "delivered", Outcome.Delivered), default);

        var change = await store.Report(Said(notification, "processed", Outcome.Accepted, At.AddMinutes(5)), default);

        Assert.Equal(NotificationStatus.Delivered, change!.After);
        Assert.Equal(["delivered", "processed"], (await Entry(store, notification)).Reports.Select(report => report.Key));
    }

    [SkippableFact]
    public async Task A_message_whose_attempt_had_no_answer_is_not_sent_again_once_its_provider_has_reported_it()
    {
        var (store, notification, queue) = await Claimed();
        var again = Some.Morning.AddMinutes(15);
        await store.Record(await Claim(store, notification), new(Outcome.Unknown, "no answer"), new(DeliveryReason.BackingOff, again), Some.Morning, default);

        await store.Report(Said(notification, "processed", Outcome.Accepted), default);

        Assert.Equal(notification.Id.Text, (await queue.Next(again, default))!.Key);
        Assert.Null(await store.Claim(notification.Id, again, Lease, default));
        Assert.Equal(NotificationStatus.Accepted, (await Entry(store, notification)).Status);
    }

    [SkippableFact]
    public async Task The_answer_that_comes_after_the_report_changes_nothing_but_the_attempts()
    {
        var (store, notification, _) = await Claimed();
        var claim = await Claim(store, notification);
        await store.Report(Said(notification, "delivered", Outcome.Delivered), default);

        await store.Record(claim, new(Outcome.Unknown, "no answer"), new(DeliveryReason.BackingOff, Some.Morning.AddMinutes(15)), Some.Morning, default);

        var entry = await Entry(store, notification);
        Assert.Equal((NotificationStatus.Delivered, (DateTimeOffset?)null, Outcome.Unknown), (entry.Status, entry.Due, entry.Attempts.Single().Outcome));
        Assert.Null(await store.Claim(notification.Id, Some.Morning.AddDays(1), Lease, default));
    }

    [SkippableFact]
    public async Task A_message_that_is_deferred_for_72_hours_is_dead()
    {
        var (store, notification, queue) = await Accepted();
        await store.Report(Said(notification, "first", Outcome.Deferred), default);
        await store.Report(Said(notification, "second", Outcome.Deferred, At.AddHours(40)), default);
        var end = At.AddHours(72);
        Assert.Equal((NotificationStatus.Accepted, (DateTimeOffset?)end), ((await Entry(store, notification)).Status, (await Entry(store, notification)).Due));
        Assert.Equal(end, await queue.NextDue(default));
        Assert.Null(await store.Claim(notification.Id, end.AddSeconds(-1), Lease, default));
        Assert.Equal(NotificationStatus.Accepted, (await Entry(store, notification)).Status);

        Assert.Null(await store.Claim(notification.Id, end, Lease, default));

        var entry = await Entry(store, notification);
        Assert.Equal((NotificationStatus.Dead, "the provider has deferred it for 72 hours"), (entry.Status, entry.Reports[^1].Detail));
    }

    [SkippableFact]
    public async Task A_message_that_arrives_after_it_was_deferred_is_delivered()
    {
        var (store, notification, _) = await Accepted();
        await store.Report(Said(notification, "first", Outcome.Deferred), default);
        await store.Report(Said(notification, "second", Outcome.Delivered, At.AddHours(1)), default);

        Assert.Null(await store.Claim(notification.Id, At.AddHours(73), Lease, default));
        Assert.Equal(NotificationStatus.Delivered, (await Entry(store, notification)).Status);
    }

    [SkippableFact]
    public async Task What_is_replayed_waits_whatever_was_reported_before()
    {
        var (store, notification, _) = await Accepted();
        await store.Report(Said(notification, "bounce", Outcome.Failed), default);
        var later = Some.Morning.AddDays(1);
        await store.Replay(notification.Id, later, default);

        await store.Report(Said(notification, "bounce again", Outcome.Failed, At.AddSeconds(1)), default);
        Assert.Equal(NotificationStatus.Waiting, (await Entry(store, notification)).Status);
        await store.Claim(notification.Id, later, Lease, default);
        var change = await store.Report(Said(notification, "processed", Outcome.Accepted, later), default);

        Assert.Equal(NotificationStatus.Accepted, change!.After);
    }

    [SkippableFact]
    public async Task To_an_address_that_came_back_nothing_is_sent_until_something_is_replayed_to_it()
    {
        var (store, notification, second) = await AcceptedAndAnother();

        var change = await store.Report(Said(notification, "bounce", Outcome.Failed, effect: AddressEffect.Gone), default);

        Assert.Equal((null, At), (change!.AddressBefore.GoneSince, change.AddressAfter.GoneSince));
        Assert.Null(await store.Claim(second.Id, Some.Morning, Lease, default));
        Assert.Equal("not sent: the destination is gone since 2025-03-24T01:01:00+00:00", (await Entry(store, second)).Attempts.Single().Detail);
        await store.Replay(second.Id, Some.Morning.AddHours(1), default);
        Assert.NotNull(await store.Claim(second.Id, Some.Morning.AddHours(1), Lease, default));
    }

    [SkippableFact]
    public async Task To_a_receiver_who_wants_no_more_mail_nothing_is_sent_not_even_by_a_replay()
    {
        var (store, notification, second) = await AcceptedAndAnother();

        var change = await store.Report(Said(notification, "spamreport", null, effect: AddressEffect.OptOut), default);

        Assert.Equal((NotificationStatus.Accepted, (DateTimeOffset?)At), (change!.After, change.AddressAfter.OptedOutSince));
        for (var now = Some.Morning; now < Some.Morning.AddHours(2); now = now.AddHours(1))
        {
            Assert.Null(await store.Claim(second.Id, now, Lease, default));
            Assert.Equal((NotificationStatus.Dead, "not sent: the receiver wants no more mail since 2025-03-24T01:01:00+00:00"), ((await Entry(store, second)).Status, (await Entry(store, second)).Attempts[^1].Detail));
            Assert.True(await store.Replay(second.Id, now.AddHours(1), default));
        }
    }

    [SkippableFact]
    public async Task A_receiver_who_asks_for_mail_again_gets_it()
    {
        var (store, notification, second) = await AcceptedAndAnother();
        await store.Report(Said(notification, "out", null, effect: AddressEffect.OptOut), default);
        await store.Report(Said(notification, "in", null, At.AddMinutes(1), AddressEffect.OptIn), default);

        Assert.NotNull(await store.Claim(second.Id, Some.Morning, Lease, default));
    }

    [SkippableFact]
    public async Task An_address_that_turns_mail_away_three_times_in_a_week_gets_no_more()
    {
        var (store, notification, second) = await AcceptedAndAnother();
        for (var day = 0; day < 2; day++) await store.Report(Said(notification, $"blocked {day}", Outcome.Failed, At.AddDays(day), AddressEffect.SoftFailure), default);
        Assert.Equal([At, At.AddDays(1)], (await store.Report(Said(notification, "processed", Outcome.Accepted), default))!.AddressAfter.SoftFailures);

        var change = await store.Report(Said(notification, "blocked 2", Outcome.Failed, At.AddDays(2), AddressEffect.SoftFailure), default);

        Assert.Equal(At.AddDays(2), change!.AddressAfter.GoneSince);
        Assert.Null(await store.Claim(second.Id, Some.Morning, Lease, default));
    }

    [SkippableFact]
    public async Task A_delivery_clears_what_was_turned_away()
    {
        var (store, notification, second) = await AcceptedAndAnother();
        for (var day = 0; day < 2; day++) await store.Report(Said(notification, $"blocked {day}", Outcome.Failed, At.AddDays(day), AddressEffect.SoftFailure), default);
        await store.Report(Said(notification, "delivered", Outcome.Delivered, At.AddDays(1.5), AddressEffect.Works), default);
        await store.Report(Said(notification, "blocked 2", Outcome.Failed, At.AddDays(2), AddressEffect.SoftFailure), default);

        Assert.NotNull(await store.Claim(second.Id, Some.Morning, Lease, default));
    }

    [SkippableFact]
    public async Task A_claim_says_when_the_one_before_it_was_lost()
    {
        var (store, notification, _) = await Claimed();
        var first = await Claim(store, notification);
        var second = (await store.Claim(notification.Id, Some.Morning.AddMinutes(6), Lease, default))!;
        await store.Record(second, new(Outcome.Unknown, "lost"), new(DeliveryReason.BackingOff, Some.Morning.AddMinutes(20)), Some.Morning.AddMinutes(6), default);
        var third = (await store.Claim(notification.Id, Some.Morning.AddMinutes(20), Lease, default))!;

        Assert.Equal([false, true, false], [first.FollowsLost, second.FollowsLost, third.FollowsLost]);
    }

    private static ProviderEvent Said(Notification about, string key, Outcome? outcome, DateTimeOffset? at = null, AddressEffect effect = AddressEffect.None) =>
        new(about.Id, about.Address, effect, new(key, "event", at ?? At, outcome, "250 OK"));

    private async Task<(INotificationStore Store, Notification Notification, IWorkQueue Queue)> Claimed()
    {
        var (store, queue) = Empty();
        var notification = Some.Notification(Some.Told());
        await store.Add([notification], Some.Morning, default);
        while (await queue.Next(Some.Morning, default) is { } item) await queue.Done(item, default);
        return (store, notification, queue);
    }

    private static async Task<Claim> Claim(INotificationStore store, Notification notification) => (await store.Claim(notification.Id, Some.Morning, Lease, default))!;

    private async Task<(INotificationStore Store, Notification Notification, IWorkQueue Queue)> Accepted()
    {
        var (store, notification, queue) = await Claimed();
        await store.Record(await Claim(store, notification), new(Outcome.Accepted, "202"), new(DeliveryReason.ReceiverTookIt, null), Some.Morning, default);
        return (store, notification, queue);
    }

    private async Task<(INotificationStore Store, Notification First, Notification Second)> AcceptedAndAnother()
    {
        var (store, notification, _) = await Accepted();
        var second = notification with { Id = Some.Id(notification.Event, 2), Subscriber = "others" };
        await store.Add([second], Some.Morning, default);
        return (store, notification, second);
    }

    private static async Task<LedgerEntry> Entry(INotificationStore store, Notification notification) => (await store.Ledger(default)).Single(entry => entry.Notification.Id == notification.Id);
}
