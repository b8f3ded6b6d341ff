using Alerts.Core.Observations;

namespace Alerts.Core.Routing;

public enum SubscriptionState
{
    /// <summary>Somebody asked, and the owner of the address has not said yes.</summary>
    Unconfirmed,

    Confirmed,

    Unsubscribed,
}

/// <summary>A receiver of mail as they themselves have it: one who asked to be told, or one of the files who has unsubscribed.</summary>
/// <param name="Subscriber">Id of a subscriber of the files, or <see cref="IdOf"/> the address.</param>
/// <param name="Address">As it was first written; its case makes no other receiver.</param>
/// <param name="Version">Counts the writes; a write that was made from an older version is refused.</param>
public sealed record Subscription(string Subscriber, string Address, long Version)
{
    private const string OwnIds = "self-";

    /// <summary>What the owner of the address has confirmed; null: nothing, or the files say it.</summary>
    public Subscriber? Wants { get; init; }

    /// <summary>What somebody asked for last, until the owner of the address confirms it.</summary>
    public Subscriber? Asked { get; init; }

    /// <summary>When mails that ask to confirm were sent, of the last day.</summary>
    public IReadOnlyList<DateTimeOffset> Asks { get; init; } = [];

    public DateTimeOffset? Confirmed { get; init; }

    /// <summary>Since when they want no more; null: they do.</summary>
    public DateTimeOffset? Unsubscribed { get; init; }

    /// <summary>They asked by themselves; otherwise they stand in the files.</summary>
    public bool IsOwn => Subscriber.StartsWith(OwnIds, StringComparison.Ordinal);

    public SubscriptionState State => Unsubscribed is not null ? SubscriptionState.Unsubscribed : Wants is null && IsOwn ? SubscriptionState.Unconfirmed : SubscriptionState.Confirmed;

    public bool Is(string subscriber, string address) => Subscriber == subscriber && Address.Equals(address, StringComparison.OrdinalIgnoreCase);

    /// <summary>Of those who ask by themselves: an address has one.</summary>
    public static string IdOf(string address) => OwnIds + TextHash.Hex(address.ToLowerInvariant(), 16);
}
