using Alerts.Core.UseCases;

namespace Alerts.Cli.Embedded;

/// <summary>The files that lie in a workspace's inbox. They stay there; their hashes tell which were read.</summary>
internal sealed class Inbox(Workspace workspace, TimeProvider clock)
{
    // A file that was touched more recently may still be on its way.
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(2);

    private readonly string _folder = Path.Combine(workspace.Folder, workspace.Inbox);

    /// <param name="published">For all of them; null: as their names say, else now.</param>
    /// <returns>In order of publication, then name (CONTRACT §2). Hidden files are not taken, nor are folders.</returns>
    public IReadOnlyList<InboxFile> Files(DateTimeOffset? published)
    {
        if (!Directory.Exists(_folder)) return [];
        var now = clock.GetUtcNow();
        return [.. new DirectoryInfo(_folder).EnumerateFiles()
            .Where(file => !file.Name.StartsWith('.'))
            .Select(file => new InboxFile(file.FullName, file.Name, file.Length, new DateTimeOffset(file.LastWriteTimeUtc), published ?? IngestFile.PublishedAs(workspace, file.Name, now)))
            .OrderBy(file => file.Published).ThenBy(file => file.Name, StringComparer.Ordinal)];
    }

    public bool IsSettled(InboxFile file) => clock.GetUtcNow() - file.Written >= Settled;
}

/// <param name="Size">In bytes.</param>
/// <param name="Written">UTC.</param>
internal sealed record InboxFile(string Path, string Name, long Size, DateTimeOffset Written, DateTimeOffset Published)
{
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
}
