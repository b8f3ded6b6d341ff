using Alerts.Core.Alerting;
using Alerts.Core.Routing;

namespace Alerts.Core.UseCases;

/// <summary>Events that receivers are to be told of later.</summary>
public interface IPostponementStore
{
    /// <summary>
    /// Writes them, and queues each bundle (<see cref="WorkKind.Bundle"/>, key: its id) for its time, in one step for each bundle. An event that is postponed for the
    /// receiver already moves to the new bundle.
    /// </summary>
    Task Postpone(IReadOnlyList<PostponedEvent> events, CancellationToken cancel);

    /// <returns>What a bundle holds, in the order postponed.</returns>
    Task<IReadOnlyList<PostponedEvent>> Bundle(string bundle, CancellationToken cancel);

    /// <returns>Every postponed event, in the order postponed.</returns>
    Task<IReadOnlyList<PostponedEvent>> Postponed(CancellationToken cancel);

    /// <summary>Takes events out of a bundle: they were told, or moved. Those that are in another bundle by now stay.</summary>
    Task Remove(string bundle, IReadOnlyCollection<EventId> events, CancellationToken cancel);
}

/// <summary>Silences, those that are over included.</summary>
public interface ISilenceStore
{
    /// <summary>Adds it, or replaces the one of the same id.</summary>
    Task Put(Silence silence, CancellationToken cancel);

    /// <returns>In order of beginning.</returns>
    Task<IReadOnlyList<Silence>> Silences(CancellationToken cancel);
}
