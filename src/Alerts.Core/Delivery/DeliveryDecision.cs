namespace Alerts.Core.Delivery;

public enum DeliveryReason
{
    ReceiverTookIt,
    ReceiverRefused,
    ReceiverGone,
    BackingOff,
    ReceiverAskedToWait,
    OutOfTime,

    /// <summary>Sent more than once without an answer: whether it arrived is for a person to find out.</summary>
    MayHaveArrived,
}

/// <summary>What follows an attempt: nothing, or another try at an instant. The reason goes to the ledger as it is.</summary>
/// <param name="HeldUntil">Nothing at all is sent to the same destination before; null: it is not held.</param>
public readonly record struct DeliveryDecision(DeliveryReason Reason, DateTimeOffset? Again, DateTimeOffset? HeldUntil = null)
{
    /// <summary>Given up: kept, listed, able to be replayed.</summary>
    public bool IsDead => Reason is DeliveryReason.ReceiverRefused or DeliveryReason.ReceiverGone or DeliveryReason.OutOfTime or DeliveryReason.MayHaveArrived;

    /// <param name="attempt">Number of the attempt, from 1.</param>
    /// <param name="firstAt">When the first attempt was made.</param>
    /// <param name="failingSince">The first of its destination's failures that no success has followed; null: it works, as far as is known.</param>
    /// <param name="unknown">How many attempts before this one ended without an answer.</param>
    /// <param name="jitter">A draw in [0, 1), made by the caller.</param>
    public static DeliveryDecision After(Answer answer, int attempt, DateTimeOffset firstAt, DateTimeOffset? failingSince, int unknown, Schedule schedule, DateTimeOffset now, double jitter)
    {
        if (answer.Outcome is Outcome.Accepted or Outcome.Delivered) return new(DeliveryReason.ReceiverTookIt, null);
        if (answer.Outcome is Outcome.Failed) return new(DeliveryReason.ReceiverRefused, null);
        if (answer.Outcome is Outcome.DeadEndpoint) return new(DeliveryReason.ReceiverGone, null);
        if (answer.Outcome is Outcome.Unknown && unknown + 1 >= schedule.MostUnknown) return new(DeliveryReason.MayHaveArrived, null);
        DateTimeOffset? held = answer.RetryAfter is null ? now + DestinationHold.After(now - (failingSince ?? now), jitter) : answer.HoldsDestination ? now + answer.RetryAfter : null;
        if ((answer.RetryAfter ?? (answer.Outcome is Outcome.Unknown ? schedule.Silence : null) ?? schedule.WaitAfter(attempt, jitter)) is not { } wait || now + wait > firstAt + schedule.GiveUpAfter) return new(DeliveryReason.OutOfTime, null, held);
        return new(answer.RetryAfter is null ? DeliveryReason.BackingOff : DeliveryReason.ReceiverAskedToWait, now + wait, held);
    }
}
