using System.Globalization;
using Alerts.Core.Alerting;
using Alerts.Core.Notifications;
using Alerts.Core.Observations;
using Alerts.Core.Routing;

namespace Alerts.Core.UseCases;

public enum AskResult
{
    /// <summary>A mail asks the owner of the address, unless they were asked a moment ago. Which of the two is not told.</summary>
    Taken,

    /// <summary>Too many are asking, whoever they are.</summary>
    TooMany,

    /// <summary>The workspace has no <c>links</c>, or no <c>email</c>.</summary>
    NotSetUp,
}

/// <summary>What a link came to.</summary>
/// <param name="Subscription">As it is now; null: the link is none of ours, too old, or about something that is no more.</param>
/// <param name="CanConfirm">Saying yes is still to be done.</param>
public sealed record LinkResult(Subscription? Subscription, bool CanConfirm = false)
{
    public static LinkResult Invalid { get; } = new((Subscription?)null);
}

/// <summary>People ask by themselves to be told, confirm it from their mailbox (double opt-in), and leave with one click. Safe to repeat.</summary>
public sealed class SubscribeByMail(ISubscriptionStore store, INotificationStore notifications, TimeProvider clock)
{
    /// <summary>Mails to one address in a day; more would make this a way to bother somebody.</summary>
    public const int MostAsksADay = 3;

    /// <summary>Mails to all addresses in an hour.</summary>
    public const int MostAsksAnHour = 60;

    public static readonly TimeSpan BetweenAsks = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <param name="wants">Its id is <see cref="Subscription.IdOf"/> its only address.</param>
    public async Task<AskResult> Ask(Workspace workspace, Subscriber wants, CancellationToken cancel)
    {
        if (workspace is not { Links: { } links, Email: not null }) return AskResult.NotSetUp;
        var now = clock.GetUtcNow();
        var address = wants.Email.Single();
        if ((await store.Subscriptions(cancel)).Sum(one => one.Asks.Count(ask => now - ask < Hour)) >= MostAsksAnHour) return AskResult.TooMany;
        while (true)
        {
            var known = await store.FindSubscription(wants.Id, address, cancel) ?? new(wants.Id, address, 0);
            var asks = known.Asks.Where(ask => now - ask < Day).ToList();
            if (asks.Count >= MostAsksADay || asks.Exists(ask => now - ask < BetweenAsks)) return AskResult.Taken;
            if (!await store.PutSubscription(known with { Asked = wants, Asks = [.. asks, now], Version = known.Version + 1 }, cancel)) continue;
            var id = new EventId($"{ConfirmMessages.Begins}{TextHash.Hex(string.Create(CultureInfo.InvariantCulture, $"{wants.Id}\n{LinkSettings.HashOf(wants)}\n{now.UtcDateTime:O}"), 24)}");
            var message = ConfirmMessages.Of(workspace.Name, links.ConfirmUrl(wants, address, now), id, workspace.Local(now), workspace.Local(now + LinkSettings.ConfirmWithin));
            await notifications.Add([new(NotificationId.Of(id, wants.Id, Notification.Email, address), id, wants.Id, Notification.Email, address, message)], now, cancel);
            return AskResult.Taken;
        }
    }

    /// <summary>What a link to confirm would do; nothing is changed.</summary>
    public async Task<LinkResult> LookAtConfirm(Workspace workspace, string token, CancellationToken cancel)
    {
        if (workspace.Links?.ReadConfirm(token, clock.GetUtcNow()) is not var (subscriber, wish, address)) return LinkResult.Invalid;
        if (await store.FindSubscription(subscriber, address, cancel) is not { } known) return LinkResult.Invalid;
        if (known.Asked is { } asked && LinkSettings.HashOf(asked) == wish) return new(known, CanConfirm: true);
        // The button was pressed twice; who has left since is not brought back by an old link.
        return known is { Wants: { } wants, Unsubscribed: null } && LinkSettings.HashOf(wants) == wish ? new(known) : LinkResult.Invalid;
    }

    public async Task<LinkResult> Confirm(Workspace workspace, string token, CancellationToken cancel)
    {
        while (true)
        {
            var found = await LookAtConfirm(workspace, token, cancel);
            if (found is not { Subscription: { } known, CanConfirm: true }) return found;
            var next = known with { Wants = known.Asked, Asked = null, Confirmed = clock.GetUtcNow(), Unsubscribed = null, Version = known.Version + 1 };
            if (await store.PutSubscription(next, cancel)) return new(next);
        }
    }

    /// <summary>Whose a link to leave is; nothing is changed.</summary>
    public async Task<LinkResult> LookAtUnsubscribe(Workspace workspace, string token, CancellationToken cancel) =>
        workspace.Links?.ReadUnsubscribe(token, clock.GetUtcNow()) is var (subscriber, address) ? new(await Known(subscriber, address, cancel)) : LinkResult.Invalid;

    public Task<LinkResult> Unsubscribe(Workspace workspace, string token, CancellationToken cancel) => Decide(workspace, token, leaves: true, cancel);

    /// <summary>They changed their mind: who holds the link may also take it back.</summary>
    public Task<LinkResult> Resume(Workspace workspace, string token, CancellationToken cancel) => Decide(workspace, token, leaves: false, cancel);

    /// <summary>The same as a link to leave, for somebody who asks for it in another way.</summary>
    /// <returns>As it is now.</returns>
    public async Task<Subscription> End(string subscriber, string address, CancellationToken cancel) => await Put(subscriber, address, leaves: true, cancel);

    /// <summary>Forgets what was asked for and never confirmed, once no link can confirm it.</summary>
    public async Task<int> ForgetUnconfirmed(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var old = (await store.Subscriptions(cancel)).Where(one => one.State == SubscriptionState.Unconfirmed && one.Asks.All(ask => now - ask > LinkSettings.ConfirmWithin)).ToList();
        foreach (var one in old) await store.RemoveSubscription(one, cancel);
        return old.Count;
    }

    private async Task<LinkResult> Decide(Workspace workspace, string token, bool leaves, CancellationToken cancel) =>
        workspace.Links?.ReadUnsubscribe(token, clock.GetUtcNow()) is var (subscriber, address) ? new(await Put(subscriber, address, leaves, cancel)) : LinkResult.Invalid;

    private async Task<Subscription> Put(string subscriber, string address, bool leaves, CancellationToken cancel)
    {
        while (true)
        {
            var known = await Known(subscriber, address, cancel);
            if (known.Unsubscribed is not null == leaves) return known;
            var next = known with { Unsubscribed = leaves ? clock.GetUtcNow() : null, Version = known.Version + 1 };
            if (await store.PutSubscription(next, cancel)) return next;
        }
    }

    private async Task<Subscription> Known(string subscriber, string address, CancellationToken cancel) => await store.FindSubscription(subscriber, address, cancel) ?? new(subscriber, address, 0);
}
