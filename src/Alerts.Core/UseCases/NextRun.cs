using Alerts.Core.Alerting;

namespace Alerts.Core.UseCases;

/// <summary>What a run would do to alerts.</summary>
public enum AlertChangeKind
{
    /// <summary>An alert would be told.</summary>
    Opens,

    /// <summary>An open alert would be told to be over.</summary>
    Closes,

    /// <summary>An open alert would be taken back, corrected, updated or escalated.</summary>
    Changes,

    /// <summary>An open alert of a rule that is gone, or switched off, would be closed in the record, without a message.</summary>
    EndsSilently,
}

/// <param name="Told">The event that would be sent; null where none is.</param>
/// <param name="Alert">The firing event of an alert that ends silently; null otherwise.</param>
public sealed record AlertChange(AlertChangeKind Kind, string Rule, string Instance, AlertEvent? Told, EventId? Alert);

/// <summary>Asks what the next run would say, before it happens: rules that changed, that are new or gone, and files that no run has read. Writes nothing.</summary>
public sealed class NextRun
{
    private readonly UnwrittenObservations _observations;
    private readonly UnwrittenAlerts _alerts;
    private readonly EvaluateSeries _evaluate;
    private readonly IngestFile _ingest;
    private readonly List<AlertEvent> _told = [];

    /// <param name="observations">Null, like <paramref name="alerts"/>, where nothing was stored yet.</param>
    public NextRun(IObservationStore? observations, IAlertStore? alerts, IFileReader reader, TimeProvider clock)
    {
        _observations = new(observations);
        _alerts = new(alerts);
        _evaluate = new(_observations, _alerts, clock);
        _ingest = new(_observations, reader, _observations, clock);
    }

    /// <summary>Rules that are new, changed or gone; then what was left over.</summary>
    public async Task Start(Workspace workspace, CancellationToken cancel)
    {
        _told.AddRange(await _evaluate.CatchUp(workspace, cancel));
        await Evaluate(workspace, cancel);
    }

    /// <param name="file">Its name without folders.</param>
    public async Task<Ingested> Read(Workspace workspace, string file, ReadOnlyMemory<byte> bytes, IngestChoice choice, CancellationToken cancel)
    {
        var ingested = await _ingest.Run(workspace, file, bytes, choice, cancel);
        await Evaluate(workspace, cancel);
        return ingested;
    }

    /// <returns>In the order in which they would be told; those that end silently first.</returns>
    public async Task<IReadOnlyList<AlertChange>> End(Workspace workspace, CancellationToken cancel)
    {
        _told.AddRange(await _evaluate.AnnounceStanding(workspace, cancel));
        var silent = _alerts.Closed.SelectMany(state => state.Alerts.Where(alert => alert.IsOpen).Select(alert => new AlertChange(AlertChangeKind.EndsSilently, state.Rule, state.Instance, null, alert.Id)));
        return [.. silent, .. _told.Select(told => new AlertChange(KindOf(told), told.Rule, string.Join(',', told.Series), told, null))];
    }

    private async Task Evaluate(Workspace workspace, CancellationToken cancel)
    {
        if ((await _observations.Publications(cancel)).Select(publication => publication.Sequence).DefaultIfEmpty(0).Max() is var newest and > 0)
            _told.AddRange(await _evaluate.Run(workspace, newest, cancel));
    }

    private static AlertChangeKind KindOf(AlertEvent told) => told.Type switch
    {
        EventType.Firing => AlertChangeKind.Opens,
        EventType.Resolved => AlertChangeKind.Closes,
        _ => AlertChangeKind.Changes,
    };
}
