using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Alerts.Core.Observations;

namespace Alerts.Core.UseCases;

/// <summary>
/// The secret that a client shows, <c>alerts_NAME_SECRET</c>. Its name finds the key and says which one leaked; its secret has 256 random bits, so that
/// a plain SHA-256 is enough to keep: nobody can try them all.
/// </summary>
public static class ApiToken
{
    private const string Prefix = "alerts_";
    private const int SecretLetters = 43;
    private const int LongestName = 40;

    /// <summary>Bytes of a secret.</summary>
    public const int SecretBytes = 32;

    /// <summary>1 to 40 lower-case letters, digits, <c>.</c> and <c>-</c>.</summary>
    public static bool IsName(string text) => text.Length is > 0 and <= LongestName && text.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '.' or '-');

    /// <param name="secret">So many random bytes as <see cref="SecretBytes"/> says, made by the caller.</param>
    public static string Of(string name, ReadOnlySpan<byte> secret)
    {
        if (!IsName(name)) throw new ArgumentException($"'{name}' is no name of a key", nameof(name));
        if (secret.Length != SecretBytes) throw new ArgumentException($"a secret has {SecretBytes} bytes", nameof(secret));
        return $"{Prefix}{name}_{Base64Url.EncodeToString(secret)}";
    }

    /// <returns>Null where the text is no token, whatever its secret.</returns>
    public static string? NameIn(string token)
    {
        var cut = token.Length - SecretLetters - 1;
        return token.StartsWith(Prefix, StringComparison.Ordinal) && cut > Prefix.Length && token[cut] == '_' && IsName(token[Prefix.Length..cut]) ? token[Prefix.Length..cut] : null;
    }

    /// <summary>SHA-256 of a token, 64 lower-case hex digits: what is kept of it.</summary>
    public static string Hash(string token) => TextHash.Hex(token);

    /// <summary>Whether a token is this key's. How long the answer takes tells nothing of the hash.</summary>
    /// <param name="key">Null where nobody has the token's name.</param>
    public static bool Opens(string token, ApiKey? key)
    {
        var kept = Encoding.ASCII.GetBytes(key?.Hash ?? new string('0', SHA256.HashSizeInBytes * 2));
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash(token)), kept) & key is { Revoked: null };
    }
}
