using Alerts.Core.Alerting;
using Alerts.Core.Observations;
using Alerts.Core.Rules;
using Alerts.Core.UseCases;

namespace Alerts.Bench;

/// <summary>The engine as the use case drives it, with observations and states in memory: the instances of a series one after the other.</summary>
internal sealed class EnginePass
{
    private readonly Dictionary<string, KnownSeries> _series;
    private readonly List<RuleInstance> _instances;
    private readonly List<IReadOnlyList<KnownSeries>> _known;
    private readonly InstanceState[] _states;

    public EnginePass(Workspace workspace, IEnumerable<Observation> history)
    {
        _series = workspace.Series.Values.ToDictionary(definition => definition.Id, definition => new KnownSeries(definition), StringComparer.Ordinal);
        foreach (var observation in history) _series[observation.Series].Put(observation);
        _instances = [.. workspace.Rules.SelectMany(rule => RuleInstances.Of(rule, workspace.Series)).OrderBy(instance => instance.Key, StringComparer.Ordinal)];
        _known = [.. _instances.Select(instance => instance.Series.Select(series => _series[series.Id]).ToList())];
        _states = [.. _instances.Select(instance => new InstanceState(instance.Rule.Id, instance.Key, instance.Rule.Meaning, 1, AlertPhase.Quiet, 0, 0, null, null, [], 1))];
    }

    /// <returns>How many events it raised.</returns>
    public int Run(Publication publication, List<Observation> news)
    {
        foreach (var observation in news) _series[observation.Series].Put(observation);
        Period[] added = [news[0].Period];
        var events = 0;
        for (var at = 0; at < _instances.Count; at++)
        {
            if (_states[at].IsAtRest && InstanceFold.StaysAtRest(_instances[at], _known[at], added)) continue;
            var fold = InstanceFold.Resumed(_instances[at], _states[at], _known[at]);
            events += fold.Continue(publication, added).Count;
            _states[at] = fold.State;
        }
        return events;
    }
}
