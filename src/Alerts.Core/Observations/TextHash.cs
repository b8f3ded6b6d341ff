using System.Security.Cryptography;
using System.Text;

namespace Alerts.Core.Observations;

/// <summary>Names facts by what they say: the same text has the same hash on every machine.</summary>
public static class TextHash
{
    /// <summary>The beginning of the SHA-256 of a text's UTF-8, in lower-case hex.</summary>
    /// <param name="digits">How many of the 64.</param>
    public static string Hex(string text, int digits = 2 * SHA256.HashSizeInBytes) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, (digits + 1) / 2))[..digits];
}
