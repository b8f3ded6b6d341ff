using Alerts.Core.Alerting;
using Alerts.Core.UseCases;

namespace Alerts.Azure.Storage;

/// <summary>Work as messages tell of it.</summary>
public interface IWorkMessages
{
    /// <returns>The event that a message carries; null where it must be read.</returns>
    AlertEvent? Event(WorkMessage message);

    /// <summary>Takes over what a message tells of a notification, for the claim that follows.</summary>
    void Know(WorkMessage message);

    /// <summary>It is done, whenever it was queued.</summary>
    Task Done(WorkKind kind, string key, CancellationToken cancel);

    /// <summary>Sends a message for work that is due and that none seems to wake: what is due later than a message may wait, and what was lost.</summary>
    /// <returns>How many.</returns>
    Task<int> WakeDue(CancellationToken cancel);
}
