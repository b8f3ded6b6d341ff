using Alerts.Core.Observations;
using Azure.Data.Tables;

namespace Alerts.Azure.Storage;

/// <summary>A publication as properties of a row: its own, or that of what it caused, so that nobody has to look it up.</summary>
internal static class StoredPublication
{
    /// <param name="role">Begins the names of the properties; empty in its own row.</param>
    public static void Set(TableEntity row, string role, Publication publication)
    {
        row[$"{role}Sequence"] = publication.Sequence;
        row[$"{role}Published"] = StoredInstant.Text(publication.Published);
        row[$"{role}Dataset"] = publication.Dataset;
        row[$"{role}File"] = publication.File;
        row[$"{role}Sha256"] = publication.Sha256;
        if (publication.Origin is not { } origin) return;
        row[$"{role}Address"] = origin.Address;
        row[$"{role}FetchedAt"] = StoredInstant.Text(origin.FetchedAt);
        if (origin.Pages.Count > 0) row[$"{role}Pages"] = string.Join(',', origin.Pages.Take(MostPages));
    }

    // A property holds 32 Ki characters; an answer of more pages is known by its first ones.
    private const int MostPages = 480;

    /// <returns>Null where the row has none.</returns>
    public static Publication? Find(TableEntity row, string role) => row.GetInt64($"{role}Sequence") is { } sequence
        ? new(sequence, StoredInstant.Read(row.GetString($"{role}Published")), row.GetString($"{role}Dataset"), row.GetString($"{role}File"), row.GetString($"{role}Sha256")) { Origin = Origin(row, role) }
        : null;

    private static FileOrigin? Origin(TableEntity row, string role) => row.GetString($"{role}Address") is { } address
        ? new(address, StoredInstant.Read(row.GetString($"{role}FetchedAt")), row.GetString($"{role}Pages")?.Split(',') ?? [])
        : null;
}
