using Alerts.Core.Delivery;
using Alerts.Core.Notifications;

namespace Alerts.Core.UseCases;

/// <summary>Makes one attempt at a notification that is due, and records it with what follows. Safe to repeat.</summary>
/// <param name="schedule">How often and how long a notification's channel is tried.</param>
/// <param name="lease">How long a claim keeps others away. Zero where a lock does so already: then a crash delays nothing.</param>
/// <param name="jitter">A draw in [0, 1), for each attempt.</param>
public sealed class DeliverNotification(INotificationStore store, IChannel channel, Func<Notification, Schedule> schedule, TimeSpan lease, TimeProvider clock, Func<double> jitter)
{
    private static readonly Answer Lost = new(Outcome.Unknown, "not sent: the attempt before ended without a record, and may have arrived");

    /// <summary>Names who is told of a destination that is disabled; null: nobody is.</summary>
    public Workspace? Workspace { get; init; }

    /// <returns>Null when the notification is finished, not due yet, or another run holds it.</returns>
    public async Task<DeliveryAttempt?> Run(NotificationId id, CancellationToken cancel) =>
        await Claim(id, cancel) is { } claim ? await Record(claim, await Send(claim, cancel), cancel) : null;

    /// <summary>The first of the three steps of an attempt, each to be followed by the next.</summary>
    /// <returns>As <see cref="Run"/>.</returns>
    public Task<Claim?> Claim(NotificationId id, CancellationToken cancel) => store.Claim(id, clock.GetUtcNow(), lease, cancel);

    /// <summary>The second, once the claim is kept: a message whose claim is lost would count as never tried.</summary>
    public Task<Answer> Send(Claim claim, CancellationToken cancel) =>
        claim.FollowsLost && schedule(claim.Notification).Silence is not null ? Task.FromResult(Lost) : channel.Send(claim.Notification, cancel);

    /// <summary>The third.</summary>
    public async Task<DeliveryAttempt> Record(Claim claim, Answer said, CancellationToken cancel)
    {
        var plan = schedule(claim.Notification);
        var now = clock.GetUtcNow();
        var answer = plan.Weighed(said, claim.FirstAt, claim.FailingSince, now);
        var decision = DeliveryDecision.After(answer, claim.Attempt, claim.FirstAt, claim.FailingSince, claim.Unknown, plan, now, jitter());
        // Before the record: a crash between them repeats the attempt, and the notices are known by their ids.
        if (Workspace is not null && OwnerNotices.Of(Workspace, claim.Notification, answer, decision, claim.Attempt, now) is { Count: > 0 } notices) await store.Add(notices, now, cancel);
        await store.Record(claim, answer, decision, now, cancel);
        return new(claim.Notification, claim.Attempt, answer, decision);
    }
}

/// <param name="Number">Of the attempt, from 1.</param>
public sealed record DeliveryAttempt(Notification Notification, int Number, Answer Answer, DeliveryDecision Decision)
{
    /// <summary>It does not pass by itself: somebody must be told.</summary>
    public bool NeedsOwner => Decision.IsDead || Answer.NeedsOwnerFrom <= Number;
}
