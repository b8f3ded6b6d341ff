using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Alerts.Core.Delivery;

/// <summary>Signs webhooks as Standard Webhooks 1.0.0 says (https://www.standardwebhooks.com), symmetric: HMAC-SHA256 over <c>{id}.{timestamp}.{body}</c>.</summary>
public static class WebhookSignature
{
    private const string Version = "v1";
    private const string Prefix = "whsec_";
    private const int ShortestSecret = 24;
    private const int LongestSecret = 64;

    /// <summary>Headers of one attempt, with a signature for each secret that is valid: two while they are being changed.</summary>
    /// <param name="id">The same for all attempts: printable ASCII without a full stop or blanks.</param>
    /// <param name="body">The bytes as sent.</param>
    /// <exception cref="ArgumentException">The id or a secret cannot be used, which a check should have reported.</exception>
    public static string Sign(IReadOnlyList<string> secrets, string id, DateTimeOffset timestamp, ReadOnlySpan<byte> body)
    {
        if (!IsId(id)) throw new ArgumentException($"'{id}' is no webhook id", nameof(id));
        if (timestamp < DateTimeOffset.UnixEpoch) throw new ArgumentException("the timestamp lies before 1970", nameof(timestamp));
        var signed = Signed(id, timestamp.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), body);
        return string.Join(' ', secrets.Select(secret => $"{Version},{Convert.ToBase64String(HMACSHA256.HashData(Key(secret) ?? throw new ArgumentException("a secret is not of 24 to 64 bytes in Base64", nameof(secrets)), signed))}"));
    }

    /// <summary>What a receiver checks: any signature by any of its secrets, and a timestamp that is near.</summary>
    /// <param name="header">The value of a header of the request, by its lower-case name; null when it is absent.</param>
    public static bool IsValid(IReadOnlyList<string> secrets, Func<string, string?> header, ReadOnlySpan<byte> body, DateTimeOffset now, TimeSpan tolerance)
    {
        if (header("webhook-id") is not { Length: > 0 } id || header("webhook-timestamp") is not { Length: > 0 } timestamp || header("webhook-signature") is not { Length: > 0 } signatures) return false;
        if (!timestamp.All(char.IsAsciiDigit) || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return false;
        var isNear = Math.Abs(now.ToUnixTimeSeconds() - seconds) <= tolerance.TotalSeconds;
        var signed = Signed(id, timestamp, body);
        var matches = false;
        foreach (var key in secrets.Select(Key).OfType<byte[]>())
        {
            var expected = Encoding.ASCII.GetBytes($"{Version},{Convert.ToBase64String(HMACSHA256.HashData(key, signed))}");
            foreach (var signature in signatures.Split(' ')) matches |= CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(signature));
        }
        return matches && isNear;
    }

    /// <summary>Whether a text is a secret: Base64 of 24 to 64 bytes, with or without <c>whsec_</c>.</summary>
    public static bool IsSecret(string text) => Key(text) is not null;

    private static bool IsId(string id) => id.Length > 0 && id.All(letter => letter is > ' ' and < '\x7f' and not '.');

    private static byte[]? Key(string secret)
    {
        var text = secret.StartsWith(Prefix, StringComparison.Ordinal) ? secret[Prefix.Length..] : secret;
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) && length is >= ShortestSecret and <= LongestSecret ? bytes[..length] : null;
    }

    private static byte[] Signed(string id, string timestamp, ReadOnlySpan<byte> body) => [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
}
