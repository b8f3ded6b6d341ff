namespace Alerts.Core.UseCases;

/// <summary>Where polling stands: when each source is due, what its publisher said last, which hosts asked to wait.</summary>
public interface ISourceStore
{
    /// <returns>Null where the dataset was never polled.</returns>
    Task<SourceState?> Source(string dataset, CancellationToken cancel);

    /// <returns>Of every dataset that was polled, in order of id.</returns>
    Task<IReadOnlyList<SourceState>> Sources(CancellationToken cancel);

    Task Record(SourceState state, CancellationToken cancel);

    /// <returns>Until when a host is not to be asked, in the past too; null where it never asked to wait.</returns>
    Task<DateTimeOffset?> Hold(string host, CancellationToken cancel);

    /// <summary>A host asked to wait. An earlier hold that ends later stays.</summary>
    Task Hold(string host, DateTimeOffset until, CancellationToken cancel);
}

/// <param name="Definition">Of the source that was polled: another one is due at once.</param>
/// <param name="Due">When it is polled next.</param>
/// <param name="AskedAt">When it was polled last.</param>
/// <param name="Outcome">Of the last poll.</param>
/// <param name="Reason">Keyword, where it was no good.</param>
/// <param name="Failures">How many polls in a row were no good.</param>
/// <param name="Seen">By address, as it is told: the answers to the questions of the last poll.</param>
public sealed record SourceState(string Dataset, string Definition, DateTimeOffset Due, DateTimeOffset AskedAt, PollOutcome Outcome, string? Reason, int Failures, IReadOnlyDictionary<string, SeenAnswer> Seen);

/// <summary>An answer that was read, and by what its publisher knows it.</summary>
public sealed record SeenAnswer(string? ETag, string? LastModified);
