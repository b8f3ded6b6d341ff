using Alerts.Core.Alerting;

namespace Alerts.Core.UseCases;

/// <summary>Rule states and events on top of a store that is left as it is: for asking what a run would say.</summary>
/// <param name="below">Null where nothing was stored yet.</param>
public sealed class UnwrittenAlerts(IAlertStore? below) : IAlertStore
{
    private readonly Dictionary<InstanceId, InstanceState> _states = [];
    private readonly HashSet<InstanceId> _closed = [];
    private readonly List<InstanceState> _closedStates = [];
    private readonly List<AlertEvent> _events = [];
    private long? _evaluated;
    private string? _caughtUp;
    private DateTimeOffset? _firstRun;
    private DateOnly? _lastDay;

    /// <summary>Instances that were forgotten, with the state that they had.</summary>
    public IReadOnlyList<InstanceState> Closed => _closedStates;

    public async Task<DateTimeOffset> FirstRun(DateTimeOffset now, CancellationToken cancel) =>
        _firstRun ??= below is not null && await below.Evaluated(cancel) > 0 ? await below.FirstRun(now, cancel) : now;

    public async Task<long> Evaluated(CancellationToken cancel) => _evaluated ??= below is null ? 0 : await below.Evaluated(cancel);

    public Task MarkEvaluated(long sequence, CancellationToken cancel)
    {
        _evaluated = sequence;
        return Task.CompletedTask;
    }

    public async Task<DateOnly?> LastDay(CancellationToken cancel) => _lastDay ?? (below is null ? null : await below.LastDay(cancel));

    public Task MarkDay(DateOnly day, CancellationToken cancel)
    {
        _lastDay = day;
        return Task.CompletedTask;
    }

    public async Task<string?> CaughtUp(CancellationToken cancel) => _caughtUp ?? (below is null ? null : await below.CaughtUp(cancel));

    public Task MarkCaughtUp(string rules, CancellationToken cancel)
    {
        _caughtUp = rules;
        return Task.CompletedTask;
    }

    public async Task<IReadOnlyList<(InstanceId Id, string Meaning)>> Instances(CancellationToken cancel)
    {
        var known = (below is null ? [] : await below.Instances(cancel)).ToDictionary(instance => instance.Id, instance => instance.Meaning);
        foreach (var id in _closed) known.Remove(id);
        foreach (var state in _states.Values) known[state.Id] = state.Meaning;
        return [.. known.Select(instance => (instance.Key, instance.Value))];
    }

    public async Task<IReadOnlyList<InstanceState>> Restless(CancellationToken cancel) =>
    [
        .. (below is null ? [] : await below.Restless(cancel)).Where(state => !_states.ContainsKey(state.Id) && !_closed.Contains(state.Id)),
        .. _states.Values.Where(state => !state.IsAtRest),
    ];

    public async Task<IReadOnlyList<InstanceState>> States(IReadOnlyCollection<InstanceId> instances, CancellationToken cancel)
    {
        var stored = below is null ? [] : await below.States([.. instances.Where(id => !_states.ContainsKey(id) && !_closed.Contains(id))], cancel);
        return [.. stored, .. instances.Where(_states.ContainsKey).Select(id => _states[id])];
    }

    public Task<bool> Record(InstanceState next, IReadOnlyList<AlertEvent> events, CancellationToken cancel)
    {
        _states[next.Id] = next;
        _closed.Remove(next.Id);
        _events.AddRange(events);
        return Task.FromResult(true);
    }

    public Task Announce(IReadOnlyList<AlertEvent> events, CancellationToken cancel)
    {
        _events.AddRange(events);
        return Task.CompletedTask;
    }

    public async Task Close(InstanceId instance, CancellationToken cancel)
    {
        _closedStates.AddRange(await States([instance], cancel));
        _states.Remove(instance);
        _closed.Add(instance);
    }

    public async Task<AlertEvent?> Event(EventId id, CancellationToken cancel) => _events.Find(told => told.Id == id) ?? (below is null ? null : await below.Event(id, cancel));

    public async Task<IReadOnlyList<AlertEvent>> Events(CancellationToken cancel) => [.. below is null ? [] : await below.Events(cancel), .. _events];
}
