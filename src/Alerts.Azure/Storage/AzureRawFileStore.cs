using Alerts.Core.UseCases;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Alerts.Azure.Storage;

/// <summary>Every file as it came, a blob by the hash of its bytes: <c>ab/abcdef…</c>. A blob appears when it is whole.</summary>
internal sealed class AzureRawFileStore(AzureStorage storage) : IRawFileStore
{
    public async Task Keep(string sha256, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        var onlyWhereThereIsNone = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
        try
        {
            await (await Blob(sha256, cancel)).UploadAsync(new BinaryData(bytes), onlyWhereThereIsNone, cancel);
        }
        catch (RequestFailedException error) when (Rows.IsConflict(error) && error.ErrorCode == BlobErrorCode.BlobAlreadyExists)
        {
        }
    }

    public async Task<byte[]?> Read(string sha256, CancellationToken cancel)
    {
        try
        {
            return (await (await Blob(sha256, cancel)).DownloadContentAsync(cancel)).Value.Content.ToArray();
        }
        catch (RequestFailedException error) when (error.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return null;
        }
    }

    public async Task<IReadOnlyList<string>> All(CancellationToken cancel)
    {
        var hashes = new List<string>();
        await foreach (var blob in (await storage.Container("raw", cancel)).GetBlobsAsync(cancellationToken: cancel)) hashes.Add(blob.Name[(blob.Name.IndexOf('/', StringComparison.Ordinal) + 1)..]);
        return hashes;
    }

    public async Task Delete(string sha256, CancellationToken cancel) => await (await Blob(sha256, cancel)).DeleteIfExistsAsync(cancellationToken: cancel);

    private async Task<BlobClient> Blob(string sha256, CancellationToken cancel) => (await storage.Container("raw", cancel)).GetBlobClient($"{sha256[..2]}/{sha256}");
}
