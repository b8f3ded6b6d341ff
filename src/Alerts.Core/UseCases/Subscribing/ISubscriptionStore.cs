using Alerts.Core.Routing;

namespace Alerts.Core.UseCases;

/// <summary>What receivers of mail decided by themselves: who asked to be told, who confirmed it, who has unsubscribed. The files of the workspace stay as they are.</summary>
public interface ISubscriptionStore
{
    /// <returns>In order of subscriber and address.</returns>
    Task<IReadOnlyList<Subscription>> Subscriptions(CancellationToken cancel);

    /// <param name="address">Whatever the case of its letters.</param>
    /// <returns>Null where nothing is kept of it.</returns>
    Task<Subscription?> FindSubscription(string subscriber, string address, CancellationToken cancel);

    /// <summary>Adds it, or replaces the one of the same subscriber and address.</summary>
    /// <param name="next">Its version is one more than that of the one it was made from; 1 for a new one.</param>
    /// <returns>False, and nothing written, when somebody else was faster.</returns>
    Task<bool> PutSubscription(Subscription next, CancellationToken cancel);

    /// <summary>Forgets it, unless somebody has changed it since.</summary>
    Task RemoveSubscription(Subscription known, CancellationToken cancel);
}
