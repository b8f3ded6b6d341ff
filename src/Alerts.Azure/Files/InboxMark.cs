using System.Text.Json;

namespace Alerts.Azure.Files;

/// <summary>How far an inbox was read, so that nobody has to read all that ever arrived to find what is new.</summary>
/// <param name="Workspace">Version of the configuration that read it: another one may read what this one could not.</param>
/// <param name="Until">Whatever was written before was read.</param>
public sealed record InboxMark(string Workspace, DateTimeOffset Until)
{
    /// <summary>Files are stamped in whole seconds, and some that were begun earlier appear later.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(2);

    public static readonly InboxMark None = new("", DateTimeOffset.MinValue);

    /// <summary>Of all files those that were perhaps not read, by a configuration.</summary>
    public IReadOnlyList<InboxBlob> New(IEnumerable<InboxBlob> files, string workspace) =>
        [.. files.Where(file => workspace != Workspace || Until == DateTimeOffset.MinValue || file.Written >= Until - Overlap)];

    /// <summary>After files were read.</summary>
    /// <param name="left">Those that were new and could not be read yet.</param>
    public static InboxMark After(IReadOnlyCollection<InboxBlob> files, IReadOnlyCollection<InboxBlob> left, string workspace) =>
        files.Count == 0 ? new(workspace, DateTimeOffset.MinValue) : new(workspace, left.Count > 0 ? left.Min(file => file.Written) : files.Max(file => file.Written));

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this);

    public static InboxMark Read(byte[]? bytes) => bytes is null ? None : JsonSerializer.Deserialize<InboxMark>(bytes)!;
}
