using Alerts.Core.Delivery;
using Alerts.Core.Observations;
using Alerts.Core.Routing;

namespace Alerts.Core.UseCases;

/// <summary>Links in mails that let their receivers decide (<c>links</c> in <c>alerts.yaml</c>).</summary>
/// <param name="Url">By which receivers reach the HTTP API: https, with a slash at its end.</param>
/// <param name="Secrets">The first signs; two while they are being changed. At least 32 bytes each.</param>
public sealed record LinkSettings(string Url, IReadOnlyList<string> Secrets)
{
    /// <summary>Begins the path of links by which receivers leave.</summary>
    public const string UnsubscribePath = "u/";

    /// <summary>Begins the path of links by which receivers say yes.</summary>
    public const string ConfirmPath = "confirm/";

    /// <summary>For how long a mail that asks to confirm does so.</summary>
    public static readonly TimeSpan ConfirmWithin = TimeSpan.FromDays(3);

    private const string Unsubscribe = "unsubscribe";
    private const string Confirm = "confirm";

    // An old mail's link works: leaving is never too late.
    private static readonly DateTimeOffset Never = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    private SignedLinks Signed => new(Secrets);

    public string UnsubscribeUrl(string subscriber, string address) => $"{Url}{UnsubscribePath}{Signed.Token(new(Unsubscribe, subscriber, address, Never))}";

    /// <param name="asked">What is confirmed with it: another wish needs another link.</param>
    public string ConfirmUrl(Subscriber asked, string address, DateTimeOffset now) => $"{Url}{ConfirmPath}{Signed.Token(new(Confirm, $"{asked.Id} {HashOf(asked)}", address, now + ConfirmWithin))}";

    /// <returns>Null where the token is none of ours, or for something else.</returns>
    public (string Subscriber, string Address)? ReadUnsubscribe(string token, DateTimeOffset now) => Signed.Read(token, Unsubscribe, now).Grant is { } grant ? (grant.Subscriber, grant.Address) : null;

    /// <returns>Null where the token is none of ours, for something else, or too old.</returns>
    public (string Subscriber, string Wish, string Address)? ReadConfirm(string token, DateTimeOffset now) =>
        Signed.Read(token, Confirm, now).Grant is { } grant && grant.Subscriber.Split(' ') is [var subscriber, var wish] ? (subscriber, wish, grant.Address) : null;

    /// <summary>Names what somebody asks for.</summary>
    public static string HashOf(Subscriber asked) => TextHash.Hex(SubscriberJson.Text(asked), 16);
}
