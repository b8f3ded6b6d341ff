using Alerts.Core.Alerting;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;
using Alerts.Core.UseCases;

namespace Alerts.Contracts;

/// <summary>What every store of notifications, and every queue, promises.</summary>
public abstract class NotificationStoreContract
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    /// <summary>An empty store; all four are one.</summary>
    protected abstract (INotificationStore Notifications, IAlertStore Alerts, IObservationStore Observations, IWorkQueue Queue) Empty();

    private async Task<(INotificationStore Store, Notification Notification, IWorkQueue Queue)> WithOne()
    {
        var (store, alerts, observations, queue) = Empty();
        var cause = await observations.Append(Some.File(), [Some.Value()], default);
        var told = Some.Event(cause);
        await alerts.Record(Some.State(), [told], default);
        while (await queue.Next(Some.Morning, default) is { } item) await queue.Done(item, default);
        var notification = Some.Notification(told.Id);
        await store.Add([notification], Some.Morning, default);
        return (store, notification, queue);
    }

    [SkippableFact]
    public async Task Adding_twice_is_adding_once()
    {
        var (store, notification, queue) = await WithOne();
        await store.Add([notification], Some.Morning, default);

        Assert.Equal([notification], await store.Of(notification.Event, default));
        var item = (await queue.Next(Some.Morning, default))!;
        Assert.Equal((WorkKind.Deliver, notification.Id.Text), (item.Kind, item.Key));
        await queue.Done(item, default);
        Assert.Null(await queue.Next(Some.Morning.AddYears(1), default));
    }

    [SkippableFact]
    public async Task A_notification_is_given_back_as_it_was_added()
    {
        var (store, first, _) = await WithOne();
        var second = first with { Id = Some.Id(first.Event, 2), Thread = first.Id };
        await store.Add([second], Some.Morning, default);

        Assert.Equal([first, second], await store.Of(first.Event, default));
        Assert.Equal([first, second], (await store.Ledger(default)).Select(entry => entry.Notification));
        Assert.Equal(second, (await store.Claim(second.Id, Some.Morning, Lease, default))!.Notification);
    }

    [SkippableFact]
    public async Task A_claimed_notification_is_not_handed_out_again_before_its_lease_ends()
    {
        var (store, notification, _) = await WithOne();

        Assert.Equal(1, (await store.Claim(notification.Id, Some.Morning, Lease, default))!.Attempt);
        Assert.Null(await store.Claim(notification.Id, Some.Morning.AddMinutes(1), Lease, default));
        var again = (await store.Claim(notification.Id, Some.Morning.AddMinutes(6), Lease, default))!;
        Assert.Equal((2, Some.Morning), (again.Attempt, again.FirstAt));
    }

    [SkippableFact]
    public async Task What_another_claim_holds_is_queued_for_the_end_of_its_lease()
    {
        var (store, notification, queue) = await WithOne();
        var item = (await queue.Next(Some.Morning, default))!;
        await store.Claim(notification.Id, Some.Morning, Lease, default);

        Assert.Null(await store.Claim(notification.Id, Some.Morning.AddMinutes(1), Lease, default));
        await queue.Done(item, default);

        Assert.Equal(Some.Morning + Lease, await queue.NextDue(default));
        Assert.Equal(notification.Id.Text, (await queue.Next(Some.Morning + Lease, default))?.Key);
        Assert.Equal(2, (await store.Claim(notification.Id, Some.Morning + Lease, Lease, default))!.Attempt);
    }

    [SkippableFact]
    public async Task What_is_claimed_before_it_is_due_stays_queued_for_then()
    {
        var (store, notification, queue) = await WithOne();
        var item = (await queue.Next(Some.Morning, default))!;
        var claim = (await store.Claim(notification.Id, Some.Morning, Lease, default))!;
        var again = Some.Morning.AddHours(1);
        await store.Record(claim, new(Outcome.Retry, "503"), new(DeliveryReason.BackingOff, again), Some.Morning, default);

        Assert.Null(await store.Claim(notification.Id, Some.Morning.AddMinutes(1), Lease, default));
        await queue.Done(item, default);

        Assert.Equal(again, await queue.NextDue(default));
    }

    [SkippableFact]
    public async Task What_another_message_tells_is_known_of_its_event_and_is_not_sent_itself()
    {
        var (store, alerts, observations, queue) = Empty();
        var cause = await observations.Append(Some.File(), [Some.Value()], default);
        var (first, other) = (Some.Event(cause), Some.Event(cause, "2025-03-25", EventType.Updated));
        await alerts.Record(Some.State(), [first, other], default);
        while (await queue.Next(Some.Morning, default) is { } item) await queue.Done(item, default);
        var message = Some.Notification(first.Id) with { With = other.Id.Text };
        var told = Some.Notification(other.Id) with { In = message.Id };

        await store.Add([message, told], Some.Morning, default);

        Assert.Equal([told], await store.Of(other.Id, default));
        Assert.Equal([message, told], (await store.Ledger(default)).Select(entry => entry.Notification));
        Assert.Equal([message.Id], (await store.Waiting(default)).Select(waiting => waiting.Id));
        Assert.Null(await store.Claim(told.Id, Some.Morning, Lease, default));
        Assert.False(await store.Replay(told.Id, Some.Morning, default));
        var work = (await queue.Next(Some.Morning, default))!;
        Assert.Equal(message.Id.Text, work.Key);
        await queue.Done(work, default);
        Assert.Null(await queue.NextDue(default));
    }

    [SkippableFact]
    public async Task A_claim_without_a_lease_keeps_nobody_away()
    {
        var (store, notification, _) = await WithOne();
        await store.Claim(notification.Id, Some.Morning, TimeSpan.Zero, default);

        Assert.Equal(2, (await store.Claim(notification.Id, Some.Morning, TimeSpan.Zero, default))!.Attempt);
    }

    [SkippableFact]
    public async Task An_unknown_notification_cannot_be_claimed()
    {
        var (store, _, _) = await WithOne();

        Assert.Null(await store.Claim(new("ntf_unknown"), Some.Morning, Lease, default));
        Assert.Null(await store.Claim(Some.Id(Some.Told(), 2), Some.Morning, Lease, default));
    }

    [SkippableFact]
    public async Task What_was_accepted_is_finished()
    {
        var (store, notification, _) = await WithOne();
        var claim = (await store.Claim(notification.Id, Some.Morning, Lease, default))!;

        await store.Record(claim, new(Outcome.Accepted, "250 queued"), new(DeliveryReason.ReceiverTookIt, null), Some.Morning, default);

        Assert.Null(await store.Claim(notification.Id, Some.Morning.AddDays(1), Lease, default));
        var entry = (await store.Ledger(default)).Single();
        Assert.Equal((NotificationStatus.Accepted, (DateTimeOffset?)null), (entry.Status, entry.Due));
        Assert.Equal(new LedgerAttempt(1, Some.Morning, Outcome.Accepted, "250 queued", "ReceiverTookIt"), entry.Attempts.Single());
    }

    [SkippableFact]
    public async Task What_is_to_be_tried_again_waits_for_its_time()
    {
        var (store, notification, queue) = await WithOne();
        await queue.Done((await queue.Next(Some.Morning, default))!, default);
        var claim = (await store.Claim(notification.Id, Some.Morning, Lease, default))!;
        var again = Some.Morning.AddMinutes(2);

        await store.Record(claim, new(Outcome.Retry, "503"), new(DeliveryReason.ReceiverAskedToWait, again), Some.Morning, default);

        Assert.Null(await queue.Next(again.AddSeconds(-1), default));
        Assert.Null(await store.Claim(notification.Id, again.AddSeconds(-1), Lease, default));
        Assert.Equal(notification.Id.Text, (await queue.Next(again, default))!.Key);
        Assert.Equal(2, (await store.Claim(notification.Id, again, Lease, default))!.Attempt);
        Assert.Equal(again, (await store.Ledger(default)).Single().Due);
    }

    [SkippableFact]
    public async Task A_dead_notification_stays_in_the_ledger()
    {
        var (store, notification, _) = await WithOne();
        var claim = (await store.Claim(notification.Id, Some.Morning, Lease, default))!;

        await store.Record(claim, new(Outcome.Failed, "550 no such user"), new(DeliveryReason.ReceiverRefused, null), Some.Morning, default);

        Assert.Equal(NotificationStatus.Dead, (await store.Ledger(default)).Single().Status);
        Assert.Null(await store.Claim(notification.Id, Some.Morning.AddDays(1), Lease, default));
    }

    [SkippableFact]
    public async Task An_answer_that_is_recorded_twice_stands_in_the_ledger_once()
    {
        var (store, notification, _) = await WithOne();
        var claim = (await store.Claim(notification.Id, Some.Morning, Lease, default))!;

        for (var i = 0; i < 2; i++) await store.Record(claim, new(Outcome.Accepted, "250 queued"), new(DeliveryReason.ReceiverTookIt, null), Some.Morning, default);

        Assert.Single((await store.Ledger(default)).Single().Attempts);
    }

    [SkippableFact]
    public async Task An_answer_to_a_claim_that_has_run_out_is_noted_and_changes_nothing()
    {
        var (store, notification, queue) = await WithOne();
        var late = (await store.Claim(notification.Id, Some.Morning, Lease, default))!;
        var newer = (await store.Claim(notification.Id, Some.Morning.AddMinutes(6), Lease, default))!;
        var again = Some.Morning.AddMinutes(8);
        await store.Record(newer, new(Outcome.Retry, "503"), new(DeliveryReason.BackingOff, again), Some.Morning.AddMinutes(7), default);

        await store.Record(late, new(Outcome.Retry, "no answer"), new(DeliveryReason.BackingOff, again.AddHours(1)), Some.Morning.AddMinutes(7), default);

        var entry = (await store.Ledger(default)).Single();
        Assert.Equal((NotificationStatus.Waiting, again), (entry.Status, entry.Due));
        Assert.Equal([1, 2], entry.Attempts.Select(attempt => attempt.Number));
        Assert.Equal(notification.Id.Text, (await queue.Next(again, default))?.Key);
    }

    [SkippableFact]
    public async Task Work_that_was_queued_again_while_it_was_done_is_not_lost()
    {
        var (store, notification, queue) = await WithOne();
        var item = (await queue.Next(Some.Morning, default))!;
        var claim = (await store.Claim(notification.Id, Some.Morning, Lease, default))!;
        await store.Record(claim, new(Outcome.Retry, "503"), new(DeliveryReason.BackingOff, Some.Morning.AddMinutes(1)), Some.Morning, default);

        await queue.Done(item, default);

        Assert.NotNull(await queue.Next(Some.Morning.AddMinutes(1), default));
    }

    [SkippableFact]
    public async Task The_queue_tells_when_its_first_item_is_due()
    {
        var (store, notification, queue) = await WithOne();
        Assert.Equal(Some.Morning, await queue.NextDue(default));
        await queue.Done((await queue.Next(Some.Morning, default))!, default);
        Assert.Null(await queue.NextDue(default));

        var claim = (await store.Claim(notification.Id, Some.Morning, Lease, default))!;
        await store.Record(claim, new(Outcome.Retry, "503"), new(DeliveryReason.BackingOff, Some.Morning.AddMinutes(3)), Some.Morning, default);

        Assert.Equal(Some.Morning.AddMinutes(3), await queue.NextDue(default));
    }

    [SkippableFact]
    public async Task Work_is_put_where_it_is_missing_and_left_where_it_is_not()
    {
        var (_, notification, queue) = await WithOne();
        Assert.False(await queue.Put(WorkKind.Deliver, notification.Id.Text, Some.Morning.AddDays(1), default));
        Assert.Equal(Some.Morning, await queue.NextDue(default));
        await queue.Done((await queue.Next(Some.Morning, default))!, default);

        Assert.True(await queue.Put(WorkKind.Deliver, notification.Id.Text, Some.Morning.AddHours(1), default));

        Assert.Null(await queue.Next(Some.Morning, default));
        Assert.Equal(notification.Id.Text, (await queue.Next(Some.Morning.AddHours(1), default))!.Key);
    }

    [SkippableFact]
    public async Task What_is_waiting_is_listed_until_it_is_finished()
    {
        var (store, notification, _) = await WithOne();
        Assert.Equal([new(notification.Id, Some.Morning, null)], await store.Waiting(default));
        var claim = (await store.Claim(notification.Id, Some.Morning, Lease, default))!;
        await store.Record(claim, new(Outcome.Retry, "503"), new(DeliveryReason.BackingOff, Some.Morning.AddMinutes(1)), Some.Morning, default);
        Assert.Equal([new(notification.Id, Some.Morning.AddMinutes(1), Some.Morning)], await store.Waiting(default));
        var again = (await store.Claim(notification.Id, Some.Morning.AddMinutes(1), Lease, default))!;

        await store.Record(again, new(Outcome.Accepted, "250 queued"), new(DeliveryReason.ReceiverTookIt, null), Some.Morning.AddMinutes(1), default);

        Assert.Empty(await store.Waiting(default));
    }

    [SkippableFact]
    public async Task A_destination_that_asked_to_wait_is_left_alone_as_a_whole()
    {
        var (store, first, queue) = await WithOne();
        var second = Some.Notification(first.Event, "buyer@example.com") with { Id = Some.Id(first.Event, 2), Subscriber = "others" };
        var elsewhere = Some.Notification(first.Event, "elsewhere@example.com");
        await store.Add([second, elsewhere], Some.Morning, default);
        while (await queue.Next(Some.Morning, default) is { } item) await queue.Done(item, default);
        var until = Some.Morning.AddMinutes(2);
        await store.Record((await store.Claim(first.Id, Some.Morning, Lease, default))!, new(Outcome.Retry, "429"), new(DeliveryReason.ReceiverAskedToWait, until, HeldUntil: until), Some.Morning, default);

        Assert.Null(await store.Claim(second.Id, Some.Morning.AddSeconds(1), Lease, default));
        Assert.NotNull(await store.Claim(elsewhere.Id, Some.Morning.AddSeconds(1), Lease, default));
        Assert.Equal([first.Id.Text, second.Id.Text], (await Due(queue, until)).Order(StringComparer.Ordinal));
        Assert.NotNull(await store.Claim(second.Id, until, Lease, default));
    }

    [SkippableFact]
    public async Task Of_two_that_were_under_way_to_a_destination_the_longer_hold_counts_and_neither_stays_queued_once_it_is_finished()
    {
        var (store, first, queue) = await WithOne();
        var (second, third) = (first with { Id = Some.Id(first.Event, 2) }, first with { Id = Some.Id(first.Event, 3) });
        await store.Add([second, third], Some.Morning, default);
        var claims = new[] { (await store.Claim(first.Id, Some.Morning, Lease, default))!, (await store.Claim(second.Id, Some.Morning, Lease, default))!, (await store.Claim(third.Id, Some.Morning, Lease, default))! };
        var (longer, shorter) = (Some.Morning.AddMinutes(10), Some.Morning.AddMinutes(1));

        await store.Record(claims[0], new(Outcome.Retry, "429", TimeSpan.FromMinutes(10)), new(DeliveryReason.ReceiverAskedToWait, longer, longer), Some.Morning, default);
        await store.Record(claims[1], new(Outcome.Retry, "429", TimeSpan.FromMinutes(1)), new(DeliveryReason.ReceiverAskedToWait, shorter, shorter), Some.Morning, default);
        await store.Record(claims[2], new(Outcome.Accepted, "200"), new(DeliveryReason.ReceiverTookIt, null), Some.Morning, default);

        Assert.Null(await store.Claim(second.Id, shorter.AddMinutes(1), Lease, default));
        Assert.NotNull(await store.Claim(first.Id, longer.AddMinutes(1), Lease, default));
        Assert.DoesNotContain(third.Id.Text, (await queue.Messages(Some.Morning.AddYears(1), 10, default)).Select(item => item.Key));
    }

    [SkippableFact]
    public async Task A_destination_that_fails_is_tried_by_one_while_the_others_wait_and_those_not_tried_yet_go_first()
    {
        var (store, first, queue) = await WithOne();
        await store.Add([.. Enumerable.Range(2, 3).Select(number => first with { Id = Some.Id(first.Event, number) })], Some.Morning, default);
        await store.Record((await store.Claim(first.Id, Some.Morning, Lease, default))!, new(Outcome.Retry, "500"), new(DeliveryReason.BackingOff, Some.Morning.AddSeconds(5), HeldUntil: Some.Morning.AddSeconds(2)), Some.Morning, default);
        await store.Add([first with { Id = Some.Id(first.Event, 5) }], Some.Morning, default);
        Assert.Null(await store.Claim(Some.Id(first.Event, 5), Some.Morning, Lease, default));
        var tried = new List<string>();
        for (var (now, tries) = (Some.Morning.AddSeconds(2.1), 0); tries < 5; tries++, now += TimeSpan.FromSeconds(2.1))
        {
            var item = (await queue.Next(now, default))!;
            var claim = (await store.Claim(new(item.Key), now, Lease, default))!;
            tried.Add(item.Key);
            await store.Record(claim, new(Outcome.Retry, "500"), new(DeliveryReason.BackingOff, now.AddSeconds(5), HeldUntil: now.AddSeconds(2)), now, default);
            await queue.Done(item, default);
            Assert.Null(await queue.Next(now.AddSeconds(1.9), default));
            Assert.Equal(5, (await store.Waiting(default)).Count(waiting => waiting.Due >= now.AddSeconds(2)));
        }

        Assert.Equal([.. Enumerable.Range(2, 4).Select(number => Some.Id(first.Event, number).Text), first.Id.Text], tried);
    }

    [SkippableFact] // a work item that was doubled, or came early, took a message that was tried to the end of the hold
    public async Task Who_asks_too_early_while_a_destination_is_on_hold_makes_nothing_due_sooner()
    {
        var (store, tried, queue) = await WithOne();
        var waiting = tried with { Id = Some.Id(tried.Event, 2) };
        await store.Add([waiting], Some.Morning, default);
        await store.Record((await store.Claim(tried.Id, Some.Morning, Lease, default))!, new(Outcome.Retry, "500"), new(DeliveryReason.BackingOff, Some.Morning.AddMinutes(5), HeldUntil: Some.Morning.AddSeconds(2)), Some.Morning, default);

        Assert.Null(await store.Claim(tried.Id, Some.Morning.AddSeconds(1), Lease, default));

        Assert.Equal([Some.Morning.AddMinutes(5), Some.Morning.AddSeconds(2)], (await store.Waiting(default)).Select(entry => entry.Due));
        Assert.Equal([waiting.Id.Text], await Due(queue, Some.Morning.AddMinutes(4)));
    }

    [SkippableFact]
    public async Task Since_when_a_destination_fails_is_known_until_it_takes_something()
    {
        var (store, first, _) = await WithOne();
        await store.Add([.. Enumerable.Range(2, 3).Select(number => first with { Id = Some.Id(first.Event, number) })], Some.Morning, default);
        async Task<DateTimeOffset?> FailingSince(NotificationId id, double after, DeliveryReason reason)
        {
            var now = Some.Morning.AddSeconds(after);
            var claim = (await store.Claim(id, now, Lease, default))!;
            await store.Record(claim, new(Outcome.Unknown, ""), new(reason, reason == DeliveryReason.BackingOff ? now.AddSeconds(5) : null), now, default);
            return claim.FailingSince;
        }

        Assert.Null(await FailingSince(first.Id, 1, DeliveryReason.BackingOff));
        Assert.Equal(Some.Morning.AddSeconds(1), await FailingSince(Some.Id(first.Event, 2), 2, DeliveryReason.OutOfTime));
        Assert.Equal(Some.Morning.AddSeconds(1), await FailingSince(Some.Id(first.Event, 3), 3, DeliveryReason.ReceiverTookIt));
        Assert.Null(await FailingSince(Some.Id(first.Event, 4), 4, DeliveryReason.ReceiverTookIt));
    }

    [SkippableFact]
    public async Task To_a_destination_that_is_gone_nothing_is_sent_and_the_ledger_says_so()
    {
        var (store, first, _) = await WithOne();
        var second = Some.Notification(first.Event, "buyer@example.com") with { Id = Some.Id(first.Event, 2), Subscriber = "others" };
        await store.Add([second], Some.Morning, default);
        await store.Record((await store.Claim(first.Id, Some.Morning, Lease, default))!, new(Outcome.DeadEndpoint, "410"), new(DeliveryReason.ReceiverGone, null), Some.Morning, default);

        Assert.Null(await store.Claim(second.Id, Some.Morning, Lease, default));
        var entry = (await store.Ledger(default)).Single(entry => entry.Notification.Id == second.Id);
        Assert.Equal((NotificationStatus.Dead, Outcome.DeadEndpoint), (entry.Status, entry.Attempts.Single().Outcome));
        Assert.StartsWith("not sent: the destination is gone since 2025-03-24", entry.Attempts.Single().Detail, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task What_is_replayed_is_sent_again_under_its_id_and_its_destination_is_there_again()
    {
        var (store, notification, queue) = await WithOne();
        await queue.Done((await queue.Next(Some.Morning, default))!, default);
        Assert.False(await store.Replay(notification.Id, Some.Morning, default));
        await store.Record((await store.Claim(notification.Id, Some.Morning, Lease, default))!, new(Outcome.DeadEndpoint, "410"), new(DeliveryReason.ReceiverGone, null), Some.Morning, default);
        var later = Some.Morning.AddDays(1);

        Assert.True(await store.Replay(notification.Id, later, default));

        Assert.Equal([notification.Id.Text], await Due(queue, later));
        var claim = (await store.Claim(notification.Id, later, Lease, default))!;
        Assert.Equal((2, later), (claim.Attempt, claim.FirstAt));
        Assert.False(await store.Replay(new("ntf_unknown"), later, default));
    }

    [SkippableFact]
    public async Task Attempts_without_an_answer_are_counted_since_the_last_replay()
    {
        var (store, notification, _) = await WithOne();
        await store.Record((await store.Claim(notification.Id, Some.Morning, Lease, default))!, new(Outcome.Retry, "500"), new(DeliveryReason.BackingOff, Some.Morning), Some.Morning, default);
        await store.Record((await store.Claim(notification.Id, Some.Morning, Lease, default))!, new(Outcome.Unknown, "reset"), new(DeliveryReason.BackingOff, Some.Morning), Some.Morning, default);
        var third = (await store.Claim(notification.Id, Some.Morning, Lease, default))!;
        await store.Record(third, new(Outcome.Unknown, "reset"), new(DeliveryReason.MayHaveArrived, null), Some.Morning, default);
        await store.Replay(notification.Id, Some.Morning.AddHours(1), default);

        Assert.Equal(1, third.Unknown);
        Assert.Equal(0, (await store.Claim(notification.Id, Some.Morning.AddHours(1), Lease, default))!.Unknown);
    }

    private static async Task<List<string>> Due(IWorkQueue queue, DateTimeOffset now)
    {
        var keys = new List<string>();
        for (; await queue.Next(now, default) is { } item; await queue.Done(item, default)) keys.Add(item.Key);
        return keys;
    }

    [SkippableFact]
    public async Task The_ledger_is_found_page_by_page_the_last_first_with_its_attempts()
    {
        var (store, first, _) = await WithOne();
        var others = Enumerable.Range(2, 2).Select(number => first with { Id = Some.Id(first.Event, number), Subscriber = $"subscriber-{number}" }).ToList();
        await store.Add(others, Some.Morning, default);
        var claim = (await store.Claim(others[0].Id, Some.Morning, Lease, default))!;
        await store.Record(claim, new(Outcome.Accepted, "250 ok"), new(DeliveryReason.ReceiverTookIt, null), Some.Morning, default);
        var all = new LedgerQuery(null, null, null, null, null, 2);

        var page = await store.Ledger(all, default);
        var rest = await store.Ledger(all with { Before = page.Next }, default);

        Assert.Equal([others[1].Id, others[0].Id], page.Items.Select(entry => entry.Notification.Id));
        Assert.Equal("250 ok", page.Items[1].Attempts.Single().Detail);
        Assert.Equal([first.Id], rest.Items.Select(entry => entry.Notification.Id));
        Assert.Null(rest.Next);
    }

    [SkippableFact]
    public async Task The_ledger_is_found_by_where_a_message_stands_and_whom_it_is_for()
    {
        var (store, first, _) = await WithOne();
        var second = first with { Id = Some.Id(first.Event, 2), Subscriber = "subscriber-2" };
        await store.Add([second], Some.Morning, default);
        var claim = (await store.Claim(second.Id, Some.Morning, Lease, default))!;
        await store.Record(claim, new(Outcome.Failed, "550 no"), new(DeliveryReason.ReceiverRefused, null), Some.Morning, default);
        var all = new LedgerQuery(null, null, null, null, null, 10);

        async Task Finds(LedgerQuery query, params Notification[] expected) => Assert.Equal(expected.Select(one => one.Id), (await store.Ledger(query, default)).Items.Select(entry => entry.Notification.Id));

        await Finds(all, second, first);
        await Finds(all with { Status = NotificationStatus.Dead }, second);
        await Finds(all with { Status = NotificationStatus.Waiting }, first);
        await Finds(all with { Subscriber = "subscriber-2" }, second);
        await Finds(all with { Event = first.Event }, second, first);
        await Finds(all with { Event = Some.Told(9) });
        await Finds(all with { Notification = first.Id }, first);
    }

    private static readonly DateTimeOffset MuchLater = Some.Morning.AddDays(60);

    [SkippableFact]
    public async Task What_is_forgotten_is_in_no_list_and_is_never_added_again()
    {
        var (store, notification, queue) = await WithOne();
        var claim = (await store.Claim(notification.Id, Some.Morning, Lease, default))!;
        await store.Record(claim, new(Outcome.Accepted, "taken"), new(DeliveryReason.ReceiverTookIt, null), Some.Morning, default);
        while (await queue.Next(MuchLater, default) is { } done) await queue.Done(done, default);
        var finished = Assert.Single(await store.Finished(MuchLater, default));
        Assert.Equal(new FinishedNotification(notification.Id, notification.Event, null), finished);

        await store.Forget([notification.Id], default);
        await store.Forget([notification.Id], default);
        await store.Add([notification], MuchLater, default);

        Assert.Empty(await store.Ledger(default));
        Assert.Empty(await store.Of(notification.Event, default));
        Assert.Empty(await store.Waiting(default));
        Assert.Empty(await store.Finished(MuchLater, default));
        Assert.False(await store.Replay(notification.Id, MuchLater, default));
        Assert.Null(await store.Claim(notification.Id, MuchLater, Lease, default));
        while (await queue.Next(MuchLater.AddYears(1), default) is { } item)
        {
            Assert.NotEqual((WorkKind.Deliver, notification.Id.Text), (item.Kind, item.Key));
            await queue.Done(item, default);
        }
    }

    [SkippableFact]
    public async Task What_waits_or_was_tried_lately_is_not_past_and_is_not_forgotten()
    {
        var (store, waiting, _) = await WithOne();
        var lately = waiting with { Id = Some.Id(waiting.Event, 2) };
        await store.Add([lately], Some.Morning, default);
        var claim = (await store.Claim(lately.Id, MuchLater, Lease, default))!;
        await store.Record(claim, new(Outcome.Accepted, "taken"), new(DeliveryReason.ReceiverTookIt, null), MuchLater, default);

        Assert.Empty(await store.Finished(MuchLater.AddDays(-1), default));
        await store.Forget([waiting.Id], default);

        Assert.Equal([waiting, lately], await store.Of(waiting.Event, default));
        Assert.Equal([waiting.Id], (await store.Waiting(default)).Select(one => one.Id));
    }

    [SkippableFact]
    public async Task What_another_message_told_is_as_old_as_that_one_and_others_of_the_event_can_be_added()
    {
        var (store, first, _) = await WithOne();
        var named = first with { Id = Some.Id(first.Event, 2), In = first.Id };
        await store.Add([named], Some.Morning, default);
        Assert.Empty(await store.Finished(MuchLater, default));
        var claim = (await store.Claim(first.Id, Some.Morning, Lease, default))!;
        await store.Record(claim, new(Outcome.Delivered, "ok"), new(DeliveryReason.ReceiverTookIt, null), Some.Morning, default);

        Assert.Equal([first.Id, named.Id], (await store.Finished(MuchLater, default)).Select(one => one.Id));
        await store.Forget([first.Id, named.Id], default);
        var other = first with { Id = Some.Id(first.Event, 3) };
        await store.Add([first, other, named], MuchLater, default);

        Assert.Equal([other], await store.Of(first.Event, default));
    }
}
