using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Alerts.Core.Delivery;

public enum LinkFault
{
    /// <summary>It is none of ours, or was cut or changed on its way.</summary>
    NotOurs,

    /// <summary>It is ours, and meant for something else.</summary>
    OtherPurpose,

    Expired,
}

/// <summary>What a link lets its holder do.</summary>
/// <param name="Purpose">A word: <c>confirm</c>, <c>unsubscribe</c>.</param>
/// <param name="Expires">From then on it does nothing; whole seconds count.</param>
public sealed record LinkGrant(string Purpose, string Subscriber, string Address, DateTimeOffset Expires);

/// <summary>What a token came to: one of the two.</summary>
public readonly record struct LinkReading(LinkGrant? Grant, LinkFault? Fault);

/// <summary>
/// Tokens for links in messages: HMAC-SHA256 over purpose, subscriber, address and expiry, in letters that an address may hold. They can be read by their
/// holder, and made by nobody else.
/// </summary>
public sealed class SignedLinks
{
    private const string Version = "alerts-link-1";
    private const int ShortestSecret = 32;
    private readonly IReadOnlyList<byte[]> _keys;

    /// <param name="secrets">The first signs; all of them are believed, so that a secret can be changed while links are out.</param>
    /// <exception cref="ArgumentException">There is none, or one has fewer than 32 bytes of UTF-8.</exception>
    public SignedLinks(params IReadOnlyList<string> secrets)
    {
        _keys = [.. secrets.Select(Encoding.UTF8.GetBytes)];
        if (_keys.Count == 0 || _keys.Any(key => key.Length < ShortestSecret)) throw new ArgumentException($"a secret that signs links has {ShortestSecret} bytes or more", nameof(secrets));
    }

    /// <exception cref="ArgumentException">A text holds a line break, which a check should have reported.</exception>
    public string Token(LinkGrant grant)
    {
        var parts = new[] { Version, grant.Purpose, grant.Subscriber, grant.Address, grant.Expires.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) };
        if (parts.Any(part => part.Any(char.IsControl))) throw new ArgumentException("a link's texts are of one line", nameof(grant));
        var said = Encoding.UTF8.GetBytes(string.Join('\n', parts));
        return $"{Written(said)}.{Written(HMACSHA256.HashData(_keys[0], said))}";
    }

    /// <param name="purpose">What it is to be used for.</param>
    public LinkReading Read(string token, string purpose, DateTimeOffset now)
    {
        if (token.Split('.') is not [var first, var second] || Bytes(first) is not { } said || Bytes(second) is not { } signature || !IsSigned(said, signature)) return new(null, LinkFault.NotOurs);
        // What we have signed has our form.
        if (Encoding.UTF8.GetString(said).Split('\n') is not [Version, var meant, var subscriber, var address, var seconds]) return new(null, LinkFault.NotOurs);
        if (meant != purpose) return new(null, LinkFault.OtherPurpose);
        var expires = DateTimeOffset.FromUnixTimeSeconds(long.Parse(seconds, CultureInfo.InvariantCulture));
        return now >= expires ? new(null, LinkFault.Expired) : new(new(meant, subscriber, address, expires), null);
    }

    private bool IsSigned(byte[] said, byte[] signature)
    {
        var isSigned = false;
        foreach (var key in _keys) isSigned |= CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, said), signature);
        return isSigned;
    }

    private static string Written(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    // One text for each value: other spellings of the same bytes are not ours.
    private static byte[]? Bytes(string text)
    {
        if (!text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')) return null;
        var padded = text.Replace('-', '+').Replace('_', '/') + new string('=', (4 - (text.Length % 4)) % 4);
        var bytes = new byte[padded.Length];
        return Convert.TryFromBase64String(padded, bytes, out var length) && Written(bytes[..length]) == text ? bytes[..length] : null;
    }
}
