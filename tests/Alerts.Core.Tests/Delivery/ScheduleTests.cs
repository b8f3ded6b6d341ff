using Alerts.Core.Delivery;

namespace Alerts.Core.Tests.Delivery;

public sealed class ScheduleTests
{
    private const double NoJitter = 0.5;

    [Fact]
    public void A_webhook_is_tried_ten_times_over_three_days()
    {
        var at = TimeSpan.Zero;
        var times = new List<string> { at.ToString() };
        for (var attempt = 1; Schedule.Webhook.WaitAfter(attempt, NoJitter) is { } wait; attempt++) times.Add((at += wait).ToString());

        Assert.Equal(["00:00:00", "00:00:05", "00:05:05", "00:35:05", "02:35:05", "07:35:05", "17:35:05", "1.07:35:05", "2.03:35:05", "3.03:35:05"], times);
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(NoJitter, 5)]
    [InlineData(0.999999999, 6)]
    public void A_wait_is_up_to_a_fifth_shorter_or_longer(double draw, double seconds) => Assert.Equal(seconds, Schedule.Webhook.WaitAfter(1, draw)!.Value.TotalSeconds, 3);

    [Fact]
    public void Mail_is_tried_hourly_in_the_end_for_three_days()
    {
        var first = new DateTimeOffset(2025, 3, 24, 9, 0, 0, TimeSpan.Zero);
        var answer = new Answer(Outcome.Retry, "451");

        Assert.Equal(first.AddHours(71), DeliveryDecision.After(answer, 70, first, null, 0, Schedule.Smtp, first.AddHours(70), 0).Again);
        Assert.True(DeliveryDecision.After(answer, 74, first, null, 0, Schedule.Smtp, first.AddHours(71.5), NoJitter).IsDead);
    }

    [Fact]
    public void What_the_receiver_asks_replaces_the_schedule_without_jitter()
    {
        var now = new DateTimeOffset(2025, 3, 24, 9, 0, 0, TimeSpan.Zero);

        Assert.Equal(
            new DeliveryDecision(DeliveryReason.ReceiverAskedToWait, now.AddSeconds(2), HeldUntil: now.AddSeconds(2)),
            DeliveryDecision.After(new(Outcome.Retry, "429", TimeSpan.FromSeconds(2), HoldsDestination: true), 1, now, null, 0, Schedule.Webhook, now, 0.9));
    }

    [Theory]
    [InlineData(Outcome.Accepted, DeliveryReason.ReceiverTookIt)]
    [InlineData(Outcome.Delivered, DeliveryReason.ReceiverTookIt)]
    [InlineData(Outcome.Failed, DeliveryReason.ReceiverRefused)]
    [InlineData(Outcome.DeadEndpoint, DeliveryReason.ReceiverGone)]
    [InlineData(Outcome.Unknown, DeliveryReason.BackingOff)]
    public void Each_outcome_has_its_consequence(Outcome outcome, DeliveryReason reason) =>
        Assert.Equal(reason, DeliveryDecision.After(new(outcome, ""), 1, DateTimeOffset.UnixEpoch, null, 0, Schedule.Webhook, DateTimeOffset.UnixEpoch, NoJitter).Reason);
}
