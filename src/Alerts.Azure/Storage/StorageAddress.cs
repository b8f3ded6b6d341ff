using Azure.Core;
using Azure.Identity;

namespace Alerts.Azure.Storage;

/// <summary>How a storage account is named in settings: by its name or the address of its blobs, then an identity signs in; or by a connection string.</summary>
public static class StorageAddress
{
    /// <param name="text"><c>https://ACCOUNT.blob.core.windows.net/</c>; <c>ACCOUNT</c>; a connection string; <c>UseDevelopmentStorage=true</c>.</param>
    /// <returns>Null where it is none of these.</returns>
    public static AzureStorage? Connect(string text, string prefix = "", Action<ClientOptions>? configure = null)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var blobs) && blobs.Scheme == Uri.UriSchemeHttps)
            return IsBlobs(blobs) ? AzureStorage.Connect(Of(blobs, "table"), blobs, Of(blobs, "queue"), new DefaultAzureCredential(), prefix, configure) : null;
        if (text.Length is >= 3 and <= 24 && text.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter))) return AzureStorage.Connect(text, new DefaultAzureCredential(), prefix, configure);
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
