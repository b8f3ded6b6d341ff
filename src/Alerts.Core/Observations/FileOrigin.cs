namespace Alerts.Core.Observations;

/// <summary>Where a file was fetched; files of the inbox have none.</summary>
/// <param name="Address">As it was asked for, with <c>${NAME}</c> in place of secrets.</param>
/// <param name="FetchedAt">With the offset of the workspace's time zone.</param>
/// <param name="Pages">Hashes of the answers that it was put together of, in their order, each of them kept; empty where it is one answer.</param>
public sealed record FileOrigin(string Address, DateTimeOffset FetchedAt, IReadOnlyList<string> Pages)
{
    public bool Equals(FileOrigin? other) => other is not null && Address == other.Address && FetchedAt.EqualsExact(other.FetchedAt) && Pages.SequenceEqual(other.Pages, StringComparer.Ordinal);

    public override int GetHashCode() => HashCode.Combine(Address, FetchedAt, Pages.Count);
}
