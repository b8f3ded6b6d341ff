using Alerts.Core.Observations;

namespace Alerts.Core.UseCases;

/// <summary>All instances of a workspace that observations evaluate.</summary>
internal sealed class PlacedInstances(Workspace workspace)
{
    // Where a publication is about fewer of the series than one in so many instances, those are looked up; the others are found as fast by looking at all.
    private const int Few = 64;

    private ILookup<string, PlacedInstance>? _bySource;

    public Workspace Workspace => workspace;

    /// <summary>In their order.</summary>
    public IReadOnlyList<PlacedInstance> Instances { get; } = PlacedInstance.Of(workspace);

    /// <returns>Those that look at any of these stored series, in their order.</returns>
    public List<PlacedInstance> Over(ILookup<string, Observation> added)
    {
        if (added.Count * Few > Instances.Count) return [.. Instances.Where(placed => placed.Sources is [var only] ? added.Contains(only) : placed.Sources.Any(added.Contains))];
        _bySource ??= Instances.SelectMany(placed => placed.Sources, (placed, source) => (placed, source)).ToLookup(one => one.source, one => one.placed, StringComparer.Ordinal);
        return [.. added.SelectMany(ofSeries => _bySource[ofSeries.Key]).DistinctBy(placed => placed.Order).OrderBy(placed => placed.Order)];
    }
}
