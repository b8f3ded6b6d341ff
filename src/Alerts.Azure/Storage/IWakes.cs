using Alerts.Core.UseCases;

namespace Alerts.Azure.Storage;

/// <summary>Tells the worker that something is to be done. The row of <see cref="WorkRows"/> that was written with the decision is the truth; this makes it fast.</summary>
internal interface IWakes
{
    /// <summary>Called after the decision is kept. What fails here is repaired by whoever looks through the rows.</summary>
    /// <param name="about">What it is about and never changes, as JSON, so that whoever is woken need not read it; null: nothing.</param>
    Task Wake(WorkKind kind, string key, DateTimeOffset due, string? about, CancellationToken cancel);
}
