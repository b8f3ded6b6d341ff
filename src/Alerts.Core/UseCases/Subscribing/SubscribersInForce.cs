using Alerts.Core.Routing;

namespace Alerts.Core.UseCases;

/// <summary>The subscribers of the files and those who asked by themselves, without the addresses that have unsubscribed. All that is routed goes by this.</summary>
public static class SubscribersInForce
{
    public static async Task<Workspace> Of(Workspace workspace, ISubscriptionStore store, CancellationToken cancel) => Of(workspace, await store.Subscriptions(cancel));

    /// <param name="kept">All that is kept of receivers.</param>
    /// <returns>Those of the files first. Who has not confirmed and who has unsubscribed is there too, without an address: nothing can be sent to them, and <c>who</c> tells why.</returns>
    public static Workspace Of(Workspace workspace, IReadOnlyList<Subscription> kept)
    {
        if (kept.Count == 0) return workspace;
        var left = kept.Where(one => one.Unsubscribed is not null).ToLookup(one => one.Subscriber, one => one.Address, StringComparer.Ordinal);
        var ids = workspace.Subscribers.Select(subscriber => subscriber.Id).ToHashSet(StringComparer.Ordinal);
        return workspace with
        {
            Subscribers =
            [
                .. workspace.Subscribers.Select(subscriber => Without(subscriber, [.. left[subscriber.Id]])),
                .. kept.Where(one => one.IsOwn && !ids.Contains(one.Subscriber)).Select(Own).OfType<Subscriber>(),
            ],
        };
    }

    /// <summary>Whether a receiver of mail has unsubscribed.</summary>
    public static bool HasLeft(IEnumerable<Subscription> kept, string subscriber, string address) => kept.Any(one => one.Unsubscribed is not null && one.Is(subscriber, address));

    private static Subscriber Without(Subscriber subscriber, IReadOnlyList<string> left) => left.Count == 0 ? subscriber : subscriber with
    {
        Email = [.. subscriber.Email.Where(address => !left.Contains(address, StringComparer.OrdinalIgnoreCase))],
        Unsubscribed = [.. subscriber.Email.Where(address => left.Contains(address, StringComparer.OrdinalIgnoreCase))],
    };

    private static Subscriber? Own(Subscription one) => one.State switch
    {
        SubscriptionState.Confirmed => one.Wants,
        SubscriptionState.Unsubscribed => (one.Wants ?? one.Asked) is { } wants ? wants with { Email = [], Unsubscribed = [one.Address] } : null,
        _ => one.Asked is { } asked ? asked with { Email = [], IsUnconfirmed = true } : null,
    };
}
