using System.IO.Compression;
using Alerts.Adapters.Workspaces;
using Alerts.Azure.Storage;
using Azure;
using Azure.Storage.Blobs.Models;

namespace Alerts.Azure.Workspaces;

/// <summary>Where the files of a workspace come from.</summary>
public interface IWorkspaceFiles
{
    /// <returns>The same text as long as the files are the same.</returns>
    Task<string> Version(CancellationToken cancel);

    /// <returns>A folder with the files as they are now.</returns>
    Task<string> Folder(CancellationToken cancel);
}

/// <summary>A workspace that ships with the app: it changes when the app does.</summary>
/// <param name="folder">Full path.</param>
public sealed class ShippedWorkspace(string folder) : IWorkspaceFiles
{
    public Task<string> Version(CancellationToken cancel) => Task.FromResult("shipped");

    public Task<string> Folder(CancellationToken cancel) => Task.FromResult(folder);
}

/// <summary>A workspace in a container, with the paths of its files as names.</summary>
public sealed class WorkspaceContainer(AzureStorage storage, string container) : IWorkspaceFiles
{
    /// <summary><c>rules/re.yaml</c>: no path leads deeper, or out of the folder.</summary>
    private const int DeepestPath = 2;

    public async Task<string> Version(CancellationToken cancel) => string.Join('\n', (await Files(cancel)).Select(file => $"{file.Name} {file.Properties.ETag}"));

    public async Task<string> Folder(CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("alerts-workspace-").FullName;
        var blobs = await storage.Container(container, cancel);
        foreach (var file in await Files(cancel))
        {
            var path = Path.Combine(folder, file.Name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            try
            {
                await blobs.GetBlobClient(file.Name).DownloadToAsync(path, cancel);
            }
            catch (RequestFailedException error) when (error.ErrorCode == BlobErrorCode.BlobNotFound)
            {
                // Somebody changes the files; the version has changed too, and they are looked at again.
                File.Delete(path);
            }
        }
        return folder;
    }

    private async Task<List<BlobItem>> Files(CancellationToken cancel)
    {
        var files = new List<BlobItem>();
        await foreach (var blob in (await storage.Container(container, cancel)).GetBlobsAsync(BlobTraits.None, BlobStates.None, null, cancel))
            if (blob.Name.Split('/') is { Length: <= DeepestPath } parts && !parts.Any(part => part is "" or "." or "..") && WorkspaceLoader.IsConfiguration(blob.Name)) files.Add(blob);
        return files;
    }
}

/// <summary>The files of a workspace as one piece, to be kept.</summary>
public static class WorkspaceArchive
{
    public static byte[] Pack(string folder)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(WorkspaceLoader.IsConfiguration).Order(StringComparer.Ordinal))
                archive.CreateEntryFromFile(file, Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/'));
        return bytes.ToArray();
    }

    /// <returns>A new folder.</returns>
    public static string Unpack(byte[] packed)
    {
        var folder = Directory.CreateTempSubdirectory("alerts-workspace-").FullName;
        using var bytes = new MemoryStream(packed);
        ZipFile.ExtractToDirectory(bytes, folder);
        return folder;
    }
}
