using Alerts.Core.UseCases;

namespace Alerts.Cli.Embedded;

/// <summary>The files that lie in a workspace's inbox. They stay there; their hashes tell which were read.</summary>
/// <param name="days">What is known of files that tell the day of their publication themselves.</param>
internal sealed class Inbox(Workspace workspace, TimeProvider clock, PublicationDays days)
{
    public string Folder { get; } = Path.Combine(workspace.Folder, workspace.Inbox);

    /// <param name="published">For all of them; null: as their names say, as they say themselves, else now.</param>
    /// <returns>In order of publication, then name (CONTRACT §2). Hidden files are not taken, nor are folders.</returns>
    public IReadOnlyList<InboxFile> Files(DateTimeOffset? published)
    {
        if (!Directory.Exists(Folder)) return [];
        var now = clock.GetUtcNow();
        return [.. new DirectoryInfo(Folder).EnumerateFiles()
            .Where(file => !file.Name.StartsWith('.') && file.Exists)
            .Select(file => new InboxFile(file.FullName, file.Name, file.Length, new DateTimeOffset(file.LastWriteTimeUtc), published ?? IngestFile.PublishedAs(workspace, file.Name, () => days.Of(workspace, file)) ?? now))
            .OrderBy(file => file.Published).ThenBy(file => file.Name, StringComparer.Ordinal)];
    }
}

/// <param name="Size">In bytes.</param>
/// <param name="Written">UTC.</param>
internal sealed record InboxFile(string Path, string Name, long Size, DateTimeOffset Written, DateTimeOffset Published)
{
    /// <summary>Tells a file that was changed from what it was.</summary>
    public (string Path, long Size, DateTimeOffset Written) Look => (Path, Size, Written);

    /// <returns>The bytes; or, where the file is gone or may not be read, why.</returns>
    public async Task<(byte[]? Bytes, string? Complaint)> Read()
    {
        try
        {
            return (await File.ReadAllBytesAsync(Path), null);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return (null, $"{Name} could not be read: {problem.Message}");
        }
    }

    /// <returns>Null where it is gone, another process keeps it to itself, or it has changed meanwhile.</returns>
    public async Task<byte[]?> BytesIfFree()
    {
        var (bytes, _) = await Read();
        var now = new FileInfo(Path);
        return bytes?.Length == Size && now.Exists && (now.Length, new DateTimeOffset(now.LastWriteTimeUtc)) == (Size, Written) ? bytes : null;
    }
}
