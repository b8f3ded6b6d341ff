using System.Globalization;

namespace Alerts.Core.UseCases;

/// <summary>Queues work that the stores say is to be done and that no queued item would wake, and forgets what is past. Safe to repeat.</summary>
public sealed class Sweep(IObservationStore observations, IAlertStore alerts, INotificationStore notifications, IPostponementStore postponements, RoutingCases routing, IWorkQueue queue, Retention retention, TimeProvider clock)
{
    /// <returns>How many items were missing.</returns>
    public async Task<int> Run(Workspace workspace, CancellationToken cancel)
    {
        var missing = 0;
        var evaluated = await alerts.Evaluated(cancel);
        foreach (var publication in (await observations.Publications(cancel)).Where(publication => publication.Sequence > evaluated))
            missing += await queue.Put(WorkKind.Evaluate, publication.Sequence.ToString(CultureInfo.InvariantCulture), clock.GetUtcNow(), cancel) ? 1 : 0;
        foreach (var waiting in await notifications.Waiting(cancel))
            missing += await queue.Put(WorkKind.Deliver, waiting.Id.Text, waiting.Due, cancel) ? 1 : 0;
        var postponed = await postponements.Postponed(cancel);
        foreach (var bundle in postponed.GroupBy(one => one.Bundle))
            missing += await queue.Put(WorkKind.Bundle, bundle.Key, bundle.Max(one => one.Until), cancel) ? 1 : 0;
        missing += (await routing.QuietWeeks.Run(workspace, cancel)).Count;
        missing += await routing.Noise.Release(workspace, postponed, cancel);
        await routing.Subscribe.ForgetUnconfirmed(cancel);
        await retention.Run(workspace, cancel);
        return missing;
    }
}
