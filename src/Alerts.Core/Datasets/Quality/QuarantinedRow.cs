using Alerts.Core.Observations;

namespace Alerts.Core.Datasets.Quality;

/// <summary>What became of a row in quarantine.</summary>
public enum Fate
{
    /// <summary>A later value confirmed it.</summary>
    Confirmed,

    /// <summary>A later value showed that it was wrong.</summary>
    Refuted,

    /// <summary>A later publication gave its period a value.</summary>
    Replaced,

    /// <summary>A person took it.</summary>
    Accepted,

    /// <summary>A person threw it away.</summary>
    Rejected,
}

/// <summary>A row that leaves quarantine.</summary>
/// <param name="Who">The person who decided; null where a value did.</param>
/// <param name="Why">Their reason; null where none was told.</param>
public sealed record Settled(QuarantineId Id, Fate Fate, string? Who = null, string? Why = null);

/// <summary>A row that was set aside as doubtful. It is never lost: whatever becomes of it is written beside it.</summary>
/// <param name="Publication">That it stands in.</param>
/// <param name="Settled">Null while it waits.</param>
/// <param name="By">The publication, or the decision, that settled it; null while it waits.</param>
public sealed record QuarantinedRow(Publication Publication, RowSetAside Row, Settled? Settled = null, Publication? By = null)
{
    public QuarantineId Id => QuarantineId.Of(Publication.Sha256, Row);

    public bool IsWaiting => Settled is null;

    /// <summary>As everything outside names it: <c>waiting</c>, or what became of it.</summary>
    public string State => Settled?.Fate.ToString().ToLowerInvariant() ?? "waiting";

    /// <summary>It can become an observation: not a row that is only a part of sums.</summary>
    public bool CanBeAccepted => Row.Value is not null && Settled?.Fate is not (Fate.Accepted or Fate.Confirmed);
}
