using Alerts.Core.Observations;

namespace Alerts.Core.Notifications;

/// <summary>Names an address that is a secret, so that it can be told apart and never leaks.</summary>
public static class SecretAddress
{
    /// <summary><c>hooks.slack.com #3f2a9c01</c>: the host, and the beginning of a hash of the whole.</summary>
    public static string Named(string url) =>
        $"{(Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri.Host : "?")} #{TextHash.Hex(url, 8)}";
}
