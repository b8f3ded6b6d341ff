using System.Text.Json;
using Alerts.Core.Datasets;
using Alerts.Core.Observations;
using Alerts.Core.UseCases;
using Azure.Data.Tables;

namespace Alerts.Azure.Storage;

/// <summary>Records of files as rows of the table <c>files</c>, all in one partition, and the publications among them.</summary>
internal static class FileRows
{
    public const string Table = "files";
    public const string Partition = "files";

    public const string FilesKeys = "file:";

    /// <summary>The newest sequence. Whoever appends writes it anew, unless somebody else has meanwhile.</summary>
    public const string Head = "head";

    public const string Publications = "publication:";

    private sealed record Row(int Line, string? Column, string Reason, string Found, string Message, bool IsQuarantined, string? Value);

    public static string FileKey(string sha256) => FilesKeys + RowKeys.Of(sha256);

    public static string PublicationKey(long sequence) => Publications + RowKeys.Of(sequence);

    /// <summary>All that a publication added, of every series.</summary>
    public static string AddedKey(string token) => $"added:{token}";

    /// <param name="token">Names the values written with it.</param>
    public static async Task<TableEntity> Write(FileRecord file, string token, LongText texts, CancellationToken cancel)
    {
        var row = new TableEntity(Partition, FileKey(file.Sha256))
        {
            ["Token"] = token,
            ["Fingerprint"] = file.Fingerprint,
            ["ReadAt"] = StoredInstant.Text(file.ReadAt),
            ["Outcome"] = file.Outcome.ToString(),
            ["Reason"] = file.Reason,
            ["Accepted"] = file.Accepted,
            ["Unchanged"] = file.Unchanged,
        };
        StoredPublication.Set(row, "", file.Publication);
        await texts.Set(row, "SetAside", Write(file.SetAside), cancel);
        return row;
    }

    public static async Task<FileRecord> Read(TableEntity row, LongText texts, CancellationToken cancel)
    {
        var publication = StoredPublication.Find(row, "")!;
        return new(
            publication.Sequence, publication.Sha256, publication.File, publication.Dataset, row.GetString("Fingerprint"), publication.Published, StoredInstant.Read(row.GetString("ReadAt")),
            Outcome(row), row.GetString("Reason"), row.GetInt32("Accepted")!.Value, row.GetInt32("Unchanged")!.Value, ReadSetAside(await texts.Get(row, "SetAside", cancel)))
        {
            Origin = publication.Origin,
        };
    }

    public static ReadingOutcome Outcome(TableEntity row) => Enum.Parse<ReadingOutcome>(row.GetString("Outcome"));

    /// <summary>What makes two readings of a file the same: all but when it was read and as the how-manieth.</summary>
    public static string Facts(FileRecord file) =>
        $"{file.Sha256}\n{file.File}\n{file.Dataset}\n{file.Fingerprint}\n{StoredInstant.Text(file.Published)}\n{file.Outcome}\n{file.Reason}\n{file.Accepted}\n{file.Unchanged}\n{Write(file.SetAside)}{(file.Settled.Count == 0 ? "" : $"\n{string.Join(' ', file.Settled)}")}";

    public static string Write(IEnumerable<RowSetAside> setAside) => JsonSerializer.Serialize(setAside.Select(row => new Row(
        row.Line, row.Column, row.Reason, row.Found, row.Message, row.IsQuarantined, row.Value is { } value ? StoredValues.Write(SeriesValues.Of([value])) : null)));

    public static List<RowSetAside> ReadSetAside(string text) => [.. JsonSerializer.Deserialize<List<Row>>(text)!.Select(row => new RowSetAside(
        row.Line, row.Column, row.Reason, row.Found, row.Message, row.IsQuarantined, row.Value is null ? null : StoredValues.ReadMany(row.Value).Single()))];
}
