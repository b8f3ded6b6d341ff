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
    }

    /// <returns>Null where the row has none.</returns>
    public static Publication? Find(TableEntity row, string role) => row.GetInt64($"{role}Sequence") is { } sequence
        ? new(sequence, StoredInstant.Read(row.GetString($"{role}Published")), row.GetString($"{role}Dataset"), row.GetString($"{role}File"), row.GetString($"{role}Sha256"))
        : null;
}
