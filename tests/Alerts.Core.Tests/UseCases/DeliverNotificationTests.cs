using Alerts.Contracts;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;
using Alerts.Core.UseCases;

namespace Alerts.Core.Tests.UseCases;

public sealed class DeliverNotificationTests
{
    private readonly Desk _desk = new();

    private async Task<NotificationId> Waiting()
    {
        var notification = Some.Notification(new("evt_1"));
        await _desk.Store.Add([notification], _desk.Clock.GetUtcNow(), default);
        return notification.Id;
    }

    [Fact]
    public async Task A_message_is_sent_once_and_its_outcome_is_in_the_ledger()
    {
        var id = await Waiting();

        var attempt = (await _desk.Deliver.Run(id, default))!;

        Assert.Equal((1, DeliveryReason.ReceiverTookIt), (attempt.Number, attempt.Decision.Reason));
        Assert.Null(await _desk.Deliver.Run(id, default));
        Assert.Single(_desk.Channel.Sent);
        Assert.Equal(NotificationStatus.Accepted, (await _desk.Store.Ledger(default)).Single().Status);
    }

    [Fact]
    public async Task A_passing_failure_is_tried_again_when_it_is_due_under_the_same_id()
    {
        var id = await Waiting();
        _desk.Channel.WillAnswer(new(Outcome.Retry, "disk full", TimeSpan.FromMinutes(1)));
        var first = (await _desk.Deliver.Run(id, default))!;
        Assert.Null(await _desk.Deliver.Run(id, default));

        _desk.Clock.Pass(TimeSpan.FromMinutes(1));
        var second = (await _desk.Deliver.Run(id, default))!;

        Assert.Equal((DeliveryReason.ReceiverAskedToWait, 2, DeliveryReason.ReceiverTookIt), (first.Decision.Reason, second.Number, second.Decision.Reason));
        Assert.Equal(_desk.Channel.Sent[0].Id, _desk.Channel.Sent[1].Id);
    }

    [Fact]
    public async Task A_message_that_is_refused_is_dead_and_kept()
    {
        var id = await Waiting();
        _desk.Channel.WillAnswer(new(Outcome.Failed, "no such user"));

        Assert.True((await _desk.Deliver.Run(id, default))!.Decision.IsDead);
        Assert.Equal(NotificationStatus.Dead, (await _desk.Store.Ledger(default)).Single().Status);
    }

    [Fact]
    public async Task An_attempt_that_a_crash_cut_off_is_made_again_after_its_lease()
    {
        var id = await Waiting();
        await _desk.Store.Claim(id, _desk.Clock.GetUtcNow(), TimeSpan.FromMinutes(2), default);
        Assert.Null(await _desk.Deliver.Run(id, default));

        _desk.Clock.Pass(TimeSpan.FromMinutes(2));

        Assert.Equal(2, (await _desk.Deliver.Run(id, default))!.Number);
    }
}
