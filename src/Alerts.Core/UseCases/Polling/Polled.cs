using Alerts.Core.Datasets;

namespace Alerts.Core.UseCases;

/// <summary>What a poll came to.</summary>
public enum PollOutcome
{
    /// <summary>At least one new file was read.</summary>
    Read,

    /// <summary>The publisher has what it had.</summary>
    NothingNew,

    /// <summary>The publisher has nothing of the period yet.</summary>
    NotPublished,

    /// <summary>What came is no data, or not all of it: kept, and not read.</summary>
    Refused,

    /// <summary>No whole answer came.</summary>
    Failed,

    /// <summary>The host asked to wait.</summary>
    Held,
}

public static class PollOutcomes
{
    public static string Text(this PollOutcome outcome) => outcome switch
    {
        PollOutcome.Read => "read",
        PollOutcome.NothingNew => "nothing-new",
        PollOutcome.NotPublished => "not-published",
        PollOutcome.Refused => "refused",
        PollOutcome.Failed => "failed",
        PollOutcome.Held => "held",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    public static PollOutcome Read(string text) => Enum.GetValues<PollOutcome>().First(outcome => outcome.Text() == text);
}

/// <summary>A dataset was polled.</summary>
/// <param name="Address">The question that the outcome is about, as it is told.</param>
/// <param name="Reason">Keyword, where it was no good; null otherwise.</param>
/// <param name="Detail">For people; null where there is nothing to say.</param>
/// <param name="Questions">How many were answered.</param>
/// <param name="Next">When it is polled next, with the offset of the workspace's time zone.</param>
public sealed record Polled(string Dataset, string Address, PollOutcome Outcome, string? Reason, string? Detail, int Questions, IReadOnlyList<Ingested> Files, DateTimeOffset Next)
{
    /// <summary>Somebody should look at it.</summary>
    public bool NeedsAPerson => Outcome is PollOutcome.Refused or PollOutcome.Failed;
}
