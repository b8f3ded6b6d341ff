using Alerts.Azure.Storage;
using Azure;
using Azure.Storage.Blobs.Models;

namespace Alerts.Azure.Files;

/// <summary>A file of the inbox.</summary>
/// <param name="Version">Another where it was written anew.</param>
/// <param name="Written">By the clock of the storage, in whole seconds.</param>
public sealed record InboxBlob(string Name, string Version, DateTimeOffset Written);

/// <summary>Where publishers' files arrive.</summary>
public interface IInbox
{
    /// <returns>All files, however long they lie there. Hidden ones are not taken, nor are folders.</returns>
    Task<IReadOnlyList<InboxBlob>> List(CancellationToken cancel);

    /// <returns>Null where it is gone.</returns>
    Task<byte[]?> Read(string name, CancellationToken cancel);
}

/// <summary>A container as inbox. Files stay there.</summary>
public sealed class InboxContainer(AzureStorage storage, string container) : IInbox
{
    public async Task<IReadOnlyList<InboxBlob>> List(CancellationToken cancel)
    {
        var files = new List<InboxBlob>();
        await foreach (var blob in (await storage.Container(container, cancel)).GetBlobsAsync(BlobTraits.None, BlobStates.None, null, cancel))
            if (IsFile(blob.Name)) files.Add(new(blob.Name, blob.Properties.ETag?.ToString() ?? "", blob.Properties.LastModified ?? DateTimeOffset.MinValue));
        return files;
    }

    public async Task<byte[]?> Read(string name, CancellationToken cancel)
    {
        try
        {
            return (await (await storage.Container(container, cancel)).GetBlobClient(name).DownloadContentAsync(cancel)).Value.Content.ToArray();
        }
        catch (RequestFailedException error) when (error.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return null;
        }
    }

    /// <summary>Whether a blob counts as a file of the inbox.</summary>
    public static bool IsFile(string name) => !name.Contains('/', StringComparison.Ordinal) && !name.StartsWith('.');
}
