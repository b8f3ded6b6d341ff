using Alerts.Core.Alerting;
using Alerts.Core.Observations;

namespace Alerts.Core.Routing;

/// <summary>Why somebody is told later, in the order in which they are looked at.</summary>
public enum PostponeReason
{
    Inhibited,
    Silenced,
    Muted,
    QuietHours,
    Digest,
    Grouped,
}

public static class PostponeReasons
{
    /// <summary>As JSON names it: <c>quiet-hours</c>.</summary>
    public static string Text(this PostponeReason reason) => reason == PostponeReason.QuietHours ? "quiet-hours" : reason.ToString().ToLowerInvariant();
}

/// <summary>A message is not sent now but with others, or after something has ended.</summary>
/// <param name="About">What holds it back: an alert's id, a silence's, a mute time's; of a group, the publication's hash; else empty.</param>
/// <param name="Until">When it is looked at again.</param>
/// <param name="Explanation">For people: <c>quiet hours until 07:00 on 24 Mar 2025</c>.</param>
public sealed record Postponement(PostponeReason Reason, string About, DateTimeOffset Until, string Explanation);

/// <summary>An event that a receiver is to be told of later. There is one at most for an event and a receiver.</summary>
/// <param name="Bundle">What is told together: the same receiver, held back by the same until the same time.</param>
/// <param name="Why">Why they are told at all, see <see cref="Route"/>.</param>
public sealed record PostponedEvent(string Bundle, EventId Event, string Subscriber, string Channel, string Address, PostponeReason Reason, string About, DateTimeOffset Until, string Why)
{
    public static PostponedEvent Of(EventId told, string subscriber, string channel, string address, Postponement postponement, string why) =>
        new(BundleOf(subscriber, channel, address, postponement), told, subscriber, channel, address, postponement.Reason, postponement.About, postponement.Until, why);

    // A group's time follows from when the first of it was routed, and does not tell it from another.
    private static string BundleOf(string subscriber, string channel, string address, Postponement postponement)
    {
        var time = postponement.Reason == PostponeReason.Grouped ? "" : postponement.Until.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        var facts = $"{postponement.Reason}\n{postponement.About}\n{time}\n{subscriber}\n{channel}\n{address}";
        return $"bnd_{TextHash.Hex(facts, 24)}";
    }
}
