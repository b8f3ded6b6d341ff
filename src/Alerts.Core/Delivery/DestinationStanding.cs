namespace Alerts.Core.Delivery;

/// <summary>What is known of a receiver's address by the events of its mail. They come in any order, so each is placed by its own time.</summary>
/// <param name="GoneSince">Nothing is sent there until something is replayed to it; null: it is there.</param>
/// <param name="OptedOutSince">When its owner last said that they want no mail, which a replay does not change. Null: mail is welcome.</param>
/// <param name="OptedInAt">When its owner last asked for mail again.</param>
/// <param name="SoftFailures">When mail was turned away, since any was last delivered; none more than a week older than the newest.</param>
public sealed record DestinationStanding(DateTimeOffset? GoneSince, DateTimeOffset? OptedOutSince, DateTimeOffset? OptedInAt, IReadOnlyList<DateTimeOffset> SoftFailures, DateTimeOffset? DeliveredAt)
{
    private const int TooManySoftFailures = 3;
    private static readonly TimeSpan SoftFailuresCountFor = TimeSpan.FromDays(7);

    public static readonly DestinationStanding Unknown = new(null, null, null, [], null);

    /// <returns>Null where mail may be sent there; otherwise why not, for the ledger.</returns>
    public string? Refusal =>
        OptedOutSince is { } since ? $"not sent: the receiver wants no more mail since {since:yyyy-MM-dd'T'HH:mm:sszzz}"
        : GoneSince is { } gone ? $"not sent: the destination is gone since {gone:yyyy-MM-dd'T'HH:mm:sszzz}"
        : null;

    public DestinationStanding After(AddressEffect effect, DateTimeOffset at) => effect switch
    {
        AddressEffect.Works => this with { DeliveredAt = DeliveredAt > at ? DeliveredAt : at, SoftFailures = [.. SoftFailures.Where(failure => failure > at)] },
        AddressEffect.SoftFailure when DeliveredAt >= at => this,
        AddressEffect.SoftFailure => AfterSoftFailure(at),
        AddressEffect.Gone => this with { GoneSince = GoneSince ?? at },
        AddressEffect.OptOut when OptedInAt >= at => this,
        AddressEffect.OptOut => this with { OptedOutSince = OptedOutSince > at ? OptedOutSince : at },
        AddressEffect.OptIn => this with { OptedInAt = OptedInAt > at ? OptedInAt : at, OptedOutSince = OptedOutSince > at ? OptedOutSince : null },
        _ => this,
    };

    private DestinationStanding AfterSoftFailure(DateTimeOffset at)
    {
        DateTimeOffset[] failures = [.. SoftFailures.Append(at).Order()];
        failures = [.. failures.Where(failure => failure > failures[^1] - SoftFailuresCountFor)];
        return this with { SoftFailures = failures, GoneSince = GoneSince ?? (failures.Length >= TooManySoftFailures ? at : null) };
    }
}
