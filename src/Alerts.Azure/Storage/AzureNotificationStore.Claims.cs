using Alerts.Core.Delivery;
using Alerts.Core.Notifications;
using Alerts.Core.UseCases;
using Azure;
using Azure.Data.Tables;

namespace Alerts.Azure.Storage;

internal sealed partial class AzureNotificationStore
{
    /// <remarks>A hold that begins between the look at the destination and the claim is not seen: one attempt more is made, as if it had begun a moment earlier.</remarks>
    public async Task<Claim?> Claim(NotificationId id, DateTimeOffset now, TimeSpan lease, CancellationToken cancel)
    {
        _carried.TryRemove(id.Text, out var row);
        for (var attempt = 1; ; attempt++, row = null)
        {
            row ??= await Find(id, cancel);
            if (row is null) return null;
            if (row.Standing is { Status: NotificationStatus.Accepted, Due: { } patience } && patience <= now)
            {
                if (!await Try(row, row.Standing with { Status = NotificationStatus.Dead, Due = null }, [await _ledger.Add(row, ProviderStanding.GaveUp(now), cancel)], attempt, cancel)) continue;
                await Unqueue(row, cancel);
                return null;
            }
            if (row.Standing.Status != NotificationStatus.Waiting)
            {
                if (row.Standing.Due is null) await Unqueue(row, cancel);
                return null;
            }
            var destination = await destinations.Find(row.Destination, cancel);
            if (destination.Standing.Refusal is { } refusal)
            {
                if (!await StaysAway(row, refusal, now, attempt, cancel)) continue;
                await Unqueue(row, cancel);
                return null;
            }
            if (Turn(row.Standing, destination, now) is { } turn)
            {
                await Waits(row, turn, cancel);
                return null;
            }
            if (await Take(row, destination, now, lease, attempt, cancel) is { } claim) return claim;
        }
    }

    // Work that is queued for it again meanwhile is found missing by whoever sweeps.
    private async Task Unqueue(NotificationRow row, CancellationToken cancel) => await WorkRows.Remove(await Table(cancel), row.Key.Partition, WorkKind.Deliver, row.Notification.Id.Text, cancel);

    private async Task<bool> StaysAway(NotificationRow row, string refusal, DateTimeOffset now, int attempt, CancellationToken cancel)
    {
        var last = new LedgerAttempt(row.Standing.Claims + 1, now, Outcome.DeadEndpoint, refusal, DeliveryReason.ReceiverGone.ToString());
        var dead = row.Standing with { Status = NotificationStatus.Dead, Due = null, ClaimedUntil = null, Claims = last.Number, Answered = last.Number };
        return await Try(row, dead, [await _ledger.Add(row, last, cancel)], attempt, cancel);
    }

    /// <returns>When it can be claimed; null where it can be now.</returns>
    private static DateTimeOffset? Turn(NotificationStanding standing, Destination destination, DateTimeOffset now)
    {
        var due = destination.HeldUntil > now ? destination.Due(standing.Due!.Value, standing.Claims > 0) : standing.Due!.Value;
        var free = standing.ClaimedUntil > due ? standing.ClaimedUntil.Value : due;
        return free > now ? free : null;
    }

    // Where it stands need not be written: when it can be claimed follows from that and from the hold.
    private async Task Waits(NotificationRow row, DateTimeOffset turn, CancellationToken cancel)
    {
        await (await Table(cancel)).UpsertEntityAsync((TableEntity)WorkRows.Queue(row, turn, row.Standing.Claims > 0, order.Next()).Entity, TableUpdateMode.Replace, cancel);
        await wakes.Wake(WorkKind.Deliver, row.Notification.Id.Text, turn, null, cancel);
    }

    /// <returns>Null when somebody else was faster.</returns>
    private async Task<Claim?> Take(NotificationRow row, Destination destination, DateTimeOffset now, TimeSpan lease, int attempt, CancellationToken cancel)
    {
        var before = row.Standing;
        var taken = before with { ClaimedUntil = now + lease, FirstAt = before.FirstAt ?? now, Claims = before.Claims + 1 };
        try
        {
            var answer = await (await Table(cancel)).UpdateEntityAsync((TableEntity)row.Change(taken).Entity, row.ETag, TableUpdateMode.Merge, cancel);
            var claim = new Claim(row.Notification, taken.Claims, taken.FirstAt.Value, destination.FailingSince) { Unknown = taken.Unknown, FollowsLost = taken.Claims > 1 && taken.Answered != taken.Claims - 1 };
            if (answer.Headers.ETag is { } etag) _claimed.Add(claim, row with { Standing = taken, ETag = etag });
            return claim;
        }
        catch (RequestFailedException error) when (Rows.IsConflict(error) && attempt < Rows.Tries)
        {
            return null;
        }
    }

    public async Task Record(Claim claim, Answer answer, DeliveryDecision decision, DateTimeOffset now, CancellationToken cancel)
    {
        var attempt = new LedgerAttempt(claim.Attempt, now, answer.Outcome, answer.Detail, decision.Reason.ToString());
        var change = Change(claim, decision, now);
        _claimed.TryGetValue(claim, out var row);
        var isQueued = true;
        for (var tries = 1; ; tries++, row = null)
        {
            if (row is null || change is not null)
            {
                row = await Find(claim.Notification.Id, cancel) ?? throw new InvalidOperationException($"the notification {claim.Notification.Id} is gone");
                if (await HasAnswer(row, claim, cancel)) return;
            }
            var isNewest = row.Standing.Claims == claim.Attempt && row.Standing.Status == NotificationStatus.Waiting;
            if (isNewest && change is not null) await destinations.Change(row.Destination, change, cancel);
            List<TableTransactionAction> also = [await _ledger.Add(row, attempt, cancel)];
            if (isNewest && decision.Again is { } again) also.Add(WorkRows.Queue(row, again, wasTried: true, order.Next()));
            else if (isNewest && isQueued) also.Add(WorkRows.Delete(row.Key.Partition, WorkKind.Deliver, row.Notification.Id.Text));
            if (await Try(row, After(row.Standing, isNewest, answer, claim, decision, now), also, tries, cancel))
            {
                if (isNewest && decision.Again is { } due) await wakes.Wake(WorkKind.Deliver, row.Notification.Id.Text, due, null, cancel);
                return;
            }
            isQueued = await WorkRows.Find(await Table(cancel), row.Key.Partition, WorkKind.Deliver, row.Notification.Id.Text, cancel) is not null;
        }
    }

    private static NotificationStanding After(NotificationStanding standing, bool isNewest, Answer answer, Claim claim, DeliveryDecision decision, DateTimeOffset now)
    {
        var isUnknown = answer.Outcome == Outcome.Unknown && standing.FirstAt is { } first && now >= first;
        var answered = standing with { Answered = Math.Max(standing.Answered, claim.Attempt), Unknown = standing.Unknown + (isUnknown ? 1 : 0) };
        if (!isNewest) return answered;
        var status = decision.IsDead ? NotificationStatus.Dead
            : decision.Again is not null ? NotificationStatus.Waiting
            : answer.Outcome == Outcome.Delivered ? NotificationStatus.Delivered : NotificationStatus.Accepted;
        return answered with { Status = status, Due = decision.Again, ClaimedUntil = null };
    }

    /// <returns>What becomes of the destination; null where it stays as it is.</returns>
    private static Func<Destination, Destination>? Change(Claim claim, DeliveryDecision decision, DateTimeOffset now)
    {
        if (decision.Reason == DeliveryReason.ReceiverTookIt) return claim.FailingSince is null ? null : known => known.FailingSince is null ? known : known with { FailingSince = null };
        var isGone = decision.Reason == DeliveryReason.ReceiverGone;
        var fails = decision.Reason is DeliveryReason.BackingOff or DeliveryReason.OutOfTime;
        if (!isGone && !fails && decision.HeldUntil is null) return null;
        return known => known with
        {
            HeldUntil = known.HeldUntil is { } before && !(decision.HeldUntil > before) ? before : decision.HeldUntil,
            FailingSince = fails ? known.FailingSince ?? now : known.FailingSince,
            Standing = isGone ? known.Standing with { GoneSince = now } : known.Standing,
        };
    }

    private async Task<bool> HasAnswer(NotificationRow row, Claim claim, CancellationToken cancel) =>
        await (await Table(cancel)).Find(row.Key.Partition, row.Key.AttemptRow(claim.Attempt), cancel) is not null;
}
