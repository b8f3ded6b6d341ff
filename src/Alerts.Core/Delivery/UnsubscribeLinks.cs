using System.Security.Cryptography;
using System.Text;
using Alerts.Core.Notifications;

namespace Alerts.Core.Delivery;

/// <summary>How a receiver of mail ends it with one click (RFC 8058 and RFC 2369).</summary>
/// <param name="Endpoint">Where the token is put after: <c>https://alerts.example/u/</c>.</param>
/// <param name="Mailbox">Takes the same by mail; null: none does.</param>
/// <param name="Secret">Makes tokens that nobody can guess.</param>
public sealed record UnsubscribeLinks(string Endpoint, string? Mailbox, string Secret)
{
    private const int TokenLength = 32;

    /// <summary>Names one receiver of one subscriber, and nothing that can be read from it. The same at all times, so that an old mail's link works.</summary>
    public string Token(string subscriber, string address) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{subscriber}\n{address.ToLowerInvariant()}")))[..TokenLength];

    /// <summary>Whether a token is that of a receiver; it takes as long when it is not.</summary>
    public bool IsToken(string token, string subscriber, string address) => ConstantTime.Equal(token, Token(subscriber, address));

    /// <summary>The headers of a mail by which its receiver's mail program shows the way out.</summary>
    public IEnumerable<KeyValuePair<string, string>> Headers(Notification notification)
    {
        var token = Token(notification.Subscriber, notification.Address);
        return Headers($"{Endpoint}{token}", Mailbox is null ? null : $"mailto:{Mailbox}?subject={token}");
    }

    /// <summary>The same where the ways are known.</summary>
    /// <param name="url">Takes a POST: one https address, as RFC 8058 asks.</param>
    /// <param name="mail">Takes a mail; null: none does.</param>
    public static IEnumerable<KeyValuePair<string, string>> Headers(string url, string? mail = null) =>
    [
        new("List-Unsubscribe", $"<{url}>{(mail is null ? "" : $", <{mail}>")}"),
        new("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
    ];
}
