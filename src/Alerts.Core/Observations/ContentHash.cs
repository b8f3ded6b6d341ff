using System.Security.Cryptography;

namespace Alerts.Core.Observations;

/// <summary>Names a file by its bytes, whatever it is called.</summary>
public static class ContentHash
{
    /// <returns>SHA-256 in lower-case hex, 64 digits.</returns>
    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
