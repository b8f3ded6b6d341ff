namespace Alerts.Core.Observations;

/// <summary>One value of a period, and whether it is the one that counts.</summary>
/// <param name="IsCurrent">No later vintage of its period is known.</param>
public sealed record VintageRow(Observation Observation, bool IsCurrent);

/// <summary>The vintages of a series in the order in which people read them: by period, then from the oldest to the newest.</summary>
public static class VintageTable
{
    /// <param name="history">Every vintage of one series, in any order.</param>
    public static IReadOnlyList<VintageRow> Of(IEnumerable<Observation> history) =>
        [.. history.GroupBy(observation => observation.Period).OrderBy(period => period.Key).SelectMany(Rows)];

    private static IEnumerable<VintageRow> Rows(IEnumerable<Observation> vintages)
    {
        var ordered = vintages.OrderBy(observation => observation.Vintage).ThenBy(observation => observation.Publication.Sequence).ToList();
        return ordered.Select((observation, at) => new VintageRow(observation, at == ordered.Count - 1));
    }
}
