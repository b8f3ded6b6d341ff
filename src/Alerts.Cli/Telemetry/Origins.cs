using Alerts.Core.Alerting;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Telemetry;

/// <summary>Tells which file a piece of work comes from, as the store has it: also for work that another process began.</summary>
internal sealed class Origins(IObservationStore observations, IAlertStore alerts)
{
    // Work on one event follows closely on the other; more than these need not be remembered.
    private const int MostRemembered = 10_000;

    private readonly Dictionary<string, string?> _events = new(StringComparer.Ordinal);
    private Dictionary<long, string> _publications = [];

    /// <returns>The hash of its file; null where there is no such publication.</returns>
    public async Task<string?> OfPublication(long sequence)
    {
        if (!_publications.ContainsKey(sequence)) _publications = (await observations.Publications(CancellationToken.None)).ToDictionary(publication => publication.Sequence, publication => publication.Sha256);
        return _publications.GetValueOrDefault(sequence);
    }

    /// <returns>The hash of the file that caused it; null where there is no such event.</returns>
    public async Task<string?> OfEvent(EventId id)
    {
        if (_events.TryGetValue(id.Text, out var known)) return known;
        if (_events.Count == MostRemembered) _events.Clear();
        return _events[id.Text] = (await alerts.Event(id, CancellationToken.None))?.Publication.Sha256;
    }
}
