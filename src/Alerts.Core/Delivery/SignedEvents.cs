using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Alerts.Core.Delivery;

public enum SignatureFault
{
    HeaderMissing,
    TimestampForm,
    OutsideWindow,
    SignatureWrong,
}

/// <summary>
/// Whether SendGrid has sent a post of events: ECDSA (P-256, SHA-256) over the text of the timestamp header and the bytes of the body, nothing between them.
/// https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/getting-started-event-webhook-security-features
/// </summary>
public static class SignedEvents
{
    public const string SignatureHeader = "X-Twilio-Email-Event-Webhook-Signature";
    public const string TimestampHeader = "X-Twilio-Email-Event-Webhook-Timestamp";

    /// <summary>SendGrid repeats a post that was not taken for 24 hours. What is older is no repeat of its, but somebody else's.</summary>
    public static readonly TimeSpan Oldest = TimeSpan.FromHours(25);

    public static readonly TimeSpan ClocksMayDiffer = TimeSpan.FromMinutes(5);

    private const int TimestampDigits = 10;
    private const int KeyBits = 256;

    /// <param name="publicKey">Base64, as the settings of the event webhook show it, without PEM lines.</param>
    /// <param name="body">The bytes as they came: another spacing is another body.</param>
    /// <returns>Null where it is genuine.</returns>
    public static SignatureFault? Fault(string publicKey, string? signature, string? timestamp, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(signature) || string.IsNullOrEmpty(timestamp)) return SignatureFault.HeaderMissing;
        // Nothing parts timestamp and body, so a digit could move from one to the other under the same signature.
        if (timestamp.Length != TimestampDigits || !timestamp.All(char.IsAsciiDigit)) return SignatureFault.TimestampForm;
        if (!Matches(publicKey, signature, [.. Encoding.ASCII.GetBytes(timestamp), .. body])) return SignatureFault.SignatureWrong;
        var age = now - DateTimeOffset.FromUnixTimeSeconds(long.Parse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture));
        return age > Oldest || age < -ClocksMayDiffer ? SignatureFault.OutsideWindow : null;
    }

    /// <summary>Whether a text is a key that signatures can be checked with.</summary>
    public static bool IsKey(string publicKey)
    {
        using var key = Key(publicKey);
        return key is not null;
    }

    private static bool Matches(string publicKey, string signature, byte[] signed)
    {
        var bytes = new byte[signature.Length];
        using var key = Key(publicKey);
        return key is not null && Convert.TryFromBase64String(signature, bytes, out var length) && key.VerifyData(signed, bytes.AsSpan(0, length), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    private static ECDsa? Key(string text)
    {
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length)) return null;
        var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(bytes.AsSpan(0, length), out var read);
            if (read == length && key.KeySize == KeyBits) return key;
        }
        catch (CryptographicException)
        {
            // It is no key: said by the null below.
        }
        key.Dispose();
        return null;
    }
}
