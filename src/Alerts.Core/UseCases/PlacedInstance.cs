using Alerts.Core.Alerting;
using Alerts.Core.Observations;
using Alerts.Core.Rules;

namespace Alerts.Core.UseCases;

/// <summary>An instance, and its place among all of a workspace: by rule, then as <see cref="RuleInstances"/> orders them. Events come in this order.</summary>
/// <param name="Meaning">Its rule's, put together once.</param>
/// <param name="Sources">The stored series that it looks at, each once.</param>
internal sealed record PlacedInstance(int Order, RuleInstance Instance, string Meaning, IReadOnlyList<string> Sources)
{
    public InstanceId Id => new(Instance.Rule.Id, Instance.Key);

    /// <returns>Those that observations evaluate.</returns>
    public static IReadOnlyList<PlacedInstance> Of(Workspace workspace) => Of(workspace, workspace.Rules.Where(rule => !rule.IsOfDays));

    /// <returns>Those that days evaluate.</returns>
    public static IReadOnlyList<PlacedInstance> OfDays(Workspace workspace) => Of(workspace, workspace.Rules.Where(rule => rule.IsOfDays));

    private static List<PlacedInstance> Of(Workspace workspace, IEnumerable<Rule> rules)
    {
        var all = new List<PlacedInstance>();
        var matches = new Dictionary<string, List<IReadOnlyList<SeriesDefinition>>>(StringComparer.Ordinal);
        var alone = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var rule in rules)
        {
            var meaning = rule.Meaning;
            foreach (var instance in RuleInstances.Of(rule, workspace.Series, Matches))
                all.Add(new(all.Count, instance, meaning, SourcesOf(instance)));
        }
        return all;

        List<IReadOnlyList<SeriesDefinition>> Matches(string glob) => matches.TryGetValue(glob, out var known) ? known : matches[glob] = RuleInstances.Matches(glob, workspace.Series);

        // Most instances have one stored series, and share its list.
        IReadOnlyList<string> SourcesOf(RuleInstance instance)
        {
            if (instance.Series is not [{ IsDerived: false } only]) return [.. instance.Series.SelectMany(series => SeriesBook.Sources(series, workspace.Series)).Distinct(StringComparer.Ordinal)];
            return alone.TryGetValue(only.Id, out var known) ? known : alone[only.Id] = [only.Id];
        }
    }

    /// <summary>A few series at a time with all their instances, so that no more than their observations are in memory.</summary>
    public static IEnumerable<List<PlacedInstance>> BySeries(IEnumerable<PlacedInstance> instances, int seriesAtOnce) =>
        instances.GroupBy(placed => placed.Instance.Series[0].Id, StringComparer.Ordinal).Chunk(seriesAtOnce).Select(part => part.SelectMany(ofSeries => ofSeries).ToList());
}
