using Azure.Core;
using Azure.Identity;

namespace Alerts.Azure.Storage;

/// <summary>How a storage account is named in settings: the address of its blobs, then an identity signs in; or a connection string.</summary>
public static class StorageAddress
{
    /// <param name="text"><c>https://ACCOUNT.blob.core.windows.net/</c>; a connection string; <c>UseDevelopmentStorage=true</c>.</param>
    /// <returns>Null where it is neither.</returns>
    public static AzureStorage? Connect(string text, string prefix = "", Action<ClientOptions>? configure = null)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var blobs) && blobs.Scheme == Uri.UriSchemeHttps)
            return IsBlobs(blobs) ? AzureStorage.Connect(Of(blobs, "table"), blobs, Of(blobs, "queue"), new DefaultAzureCredential(), prefix, configure) : null;
        try
        {
            return AzureStorage.Connect(text, prefix, configure);
        }
        catch (Exception error) when (error is FormatException or ArgumentException or InvalidOperationException)
        {
            // Each of the three clients says in its own way that it cannot read the text, which may hold a key.
            return null;
        }
    }

    private static bool IsBlobs(Uri address) => address.Host.Split('.') is [{ Length: > 0 }, "blob", _, ..];

    private static Uri Of(Uri blobs, string service) => new UriBuilder(blobs) { Host = blobs.Host.Replace(".blob.", $".{service}.", StringComparison.Ordinal) }.Uri;
}
