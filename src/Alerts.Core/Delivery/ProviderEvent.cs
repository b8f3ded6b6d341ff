using Alerts.Core.Notifications;

namespace Alerts.Core.Delivery;

/// <summary>What a mail provider says of a message that it had taken over.</summary>
/// <param name="Notification">Our own id, which went with the message; null: it is about none of ours.</param>
/// <param name="Address">The receiver, in lower case.</param>
public sealed record ProviderEvent(NotificationId? Notification, string Address, AddressEffect Effect, ProviderReport Report);

/// <summary>A line of the ledger that a provider wrote.</summary>
/// <param name="Key">Of what it says, so that a repeat is known: providers repeat themselves, under other ids.</param>
/// <param name="Name">In the provider's own words: <c>delivered</c>, <c>bounce</c>.</param>
/// <param name="At">When it happened, by the provider's clock.</param>
/// <param name="Outcome">What it means for the message; null: nothing.</param>
/// <param name="Detail">One line: a status, a reason.</param>
public sealed record ProviderReport(string Key, string Name, DateTimeOffset At, Outcome? Outcome, string Detail);

/// <summary>What an event means for the address that it is about.</summary>
public enum AddressEffect
{
    None,

    /// <summary>Mail arrives there.</summary>
    Works,

    /// <summary>It was turned away this time.</summary>
    SoftFailure,

    /// <summary>There is no such address, as far as its mail server says.</summary>
    Gone,

    /// <summary>Its owner wants no more.</summary>
    OptOut,

    /// <summary>Its owner wants mail again.</summary>
    OptIn,
}
