using Alerts.Core.Datasets;
using Alerts.Core.Datasets.Quality;
using Alerts.Core.Observations;

namespace Alerts.Core.UseCases;

/// <summary>What became of a file.</summary>
/// <param name="File">Its name without folders.</param>
/// <param name="Sha256">Of its bytes, 64 lower-case hex digits.</param>
/// <param name="Published">With the offset of the workspace's time zone.</param>
public abstract record Ingested(string File, string Sha256, DateTimeOffset Published);

/// <summary>It was read, and is remembered by its hash: rejected ones too.</summary>
/// <param name="Values">What it added; nothing of a rejected file.</param>
public sealed record FileRead(string File, string Sha256, DateTimeOffset Published, Dataset Dataset, FileReading Reading, NewValues Values) : Ingested(File, Sha256, Published)
{
    /// <summary>Rows that left quarantine by it.</summary>
    public IReadOnlyList<Settled> Settled { get; init; } = [];

    /// <summary>Somebody should look at it: rows, or all of it, were set aside.</summary>
    public bool NeedsAPerson => Reading.Outcome != ReadingOutcome.Accepted;
}

/// <summary>The same bytes were read before.</summary>
public sealed record FileSkipped(string File, FileRecord Earlier) : Ingested(File, Earlier.Sha256, Earlier.Published);

/// <summary>No dataset, or more than one, would read it. It is not remembered.</summary>
/// <param name="Message">For people.</param>
public sealed record FileUnmatched(string File, string Sha256, DateTimeOffset Published, string Message) : Ingested(File, Sha256, Published);

/// <summary>What a person may decide instead of the file's name and the workspace.</summary>
/// <param name="Dataset">The dataset that reads it; null: the one that its name matches.</param>
/// <param name="Published">When it was published; null: as its name says, else now.</param>
public sealed record IngestChoice(Dataset? Dataset = null, DateTimeOffset? Published = null)
{
    public static readonly IngestChoice None = new();

    /// <summary>Where it was fetched; null: it was not.</summary>
    public FileOrigin? Origin { get; init; }

    /// <summary>When its publisher says that it was changed, or sent; counts where its name says nothing. Null: it does not say.</summary>
    public DateTimeOffset? Dated { get; init; }
}
