using System.Security.Cryptography;
using System.Text;

namespace Alerts.Core.Delivery;

/// <summary>Compares what somebody gave with a secret in a time that tells nothing of it, its length included.</summary>
public static class ConstantTime
{
    public static bool Equal(string given, string secret) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Whether it is any of several; all of them are looked at.</summary>
    public static bool IsAny(string given, IEnumerable<string> secrets)
    {
        var isAny = false;
        foreach (var secret in secrets) isAny |= Equal(given, secret);
        return isAny;
    }
}
