using Alerts.Azure.Storage;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Alerts.Azure.Files;

/// <summary>What an app keeps besides its stores, and which of its instances may do what only one may do at a time.</summary>
public interface IAppState
{
    /// <returns>Null where nothing was kept under the name.</returns>
    Task<byte[]?> Read(string name, CancellationToken cancel);

    Task Write(string name, byte[] bytes, CancellationToken cancel);

    /// <summary>Takes a turn that no other instance has, until it is disposed of. One whose process ends is free again after a minute.</summary>
    /// <returns>Null where another has it.</returns>
    Task<IAsyncDisposable?> Take(string turn, CancellationToken cancel);
}

/// <summary>Blobs of the container <c>app-state</c>; a turn is the lease of an empty one.</summary>
public sealed class AppState(AzureStorage storage, TimeProvider clock) : IAppState
{
    private const string Container = "app-state";
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(20);

    public async Task<byte[]?> Read(string name, CancellationToken cancel)
    {
        try
        {
            return (await (await Blob(name, cancel)).DownloadContentAsync(cancel)).Value.Content.ToArray();
        }
        catch (RequestFailedException error) when (error.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return null;
        }
    }

    public async Task Write(string name, byte[] bytes, CancellationToken cancel) => await (await Blob(name, cancel)).UploadAsync(new BinaryData(bytes), overwrite: true, cancel);

    public async Task<IAsyncDisposable?> Take(string turn, CancellationToken cancel)
    {
        var blob = await Blob($"turn-{turn}", cancel);
        var lease = blob.GetBlobLeaseClient();
        try
        {
            await lease.AcquireAsync(Lease, cancellationToken: cancel);
            return new Turn(lease, clock);
        }
        catch (RequestFailedException error) when (error.ErrorCode == BlobErrorCode.LeaseAlreadyPresent)
        {
            return null;
        }
        catch (RequestFailedException error) when (error.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            await Create(blob, cancel);
            return await Take(turn, cancel);
        }
    }

    private static async Task Create(BlobClient blob, CancellationToken cancel)
    {
        try
        {
            await blob.UploadAsync(new BinaryData([]), new BlobUploadOptions { Conditions = new() { IfNoneMatch = ETag.All } }, cancel);
        }
        catch (RequestFailedException error) when (Rows.IsConflict(error))
        {
            // Another was faster, and may have the turn by now.
        }
    }

    private async Task<BlobClient> Blob(string name, CancellationToken cancel) => (await storage.Container(Container, cancel)).GetBlobClient(name);

    private sealed class Turn : IAsyncDisposable
    {
        private readonly BlobLeaseClient _lease;
        private readonly CancellationTokenSource _end = new();
        private readonly Task _renewing;

        public Turn(BlobLeaseClient lease, TimeProvider clock)
        {
            _lease = lease;
            _renewing = Renew(clock);
        }

        public async ValueTask DisposeAsync()
        {
            await _end.CancelAsync();
            await _renewing;
            _end.Dispose();
            await _lease.ReleaseAsync(cancellationToken: CancellationToken.None);
        }

        private async Task Renew(TimeProvider clock)
        {
            try
            {
                while (true)
                {
                    await Task.Delay(RenewEvery, clock, _end.Token);
                    await _lease.RenewAsync(cancellationToken: _end.Token);
                }
            }
            catch (OperationCanceledException)
            {
                // The turn is over.
            }
        }
    }
}
