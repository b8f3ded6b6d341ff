using Alerts.Core.Datasets;
using Alerts.Core.Datasets.Quality;
using Alerts.Core.Observations;

namespace Alerts.Core.UseCases;

/// <summary>
/// The history of series with checks as it would have become known in order of publication: what waited, and what confirmed it, follows from
/// that order, and not from the one in which files were read.
/// </summary>
internal static class Rescreening
{
    /// <param name="stored">Every vintage of the stored series.</param>
    /// <param name="quarantine">Every row that was ever set aside as doubtful.</param>
    /// <returns>The same for all series that no check looks at; of others also, marked so, what was doubted and taken back.</returns>
    public static IEnumerable<Observation> Of(Workspace workspace, IEnumerable<Observation> stored, IReadOnlyList<QuarantinedRow> quarantine)
    {
        var checks = Checks(workspace);
        if (checks.Count == 0) return stored;
        var rows = quarantine.Where(row => row.Row.Value is not null).ToLookup(row => row.Row.Value!.Value.Series, StringComparer.Ordinal);
        var bySeries = stored.GroupBy(observation => observation.Series, StringComparer.Ordinal).ToDictionary(series => series.Key, series => series.ToList(), StringComparer.Ordinal);
        return checks.Keys.Union(bySeries.Keys).SelectMany(series => bySeries.GetValueOrDefault(series, []) is var history && checks.TryGetValue(series, out var own) ? Screened(own, history, rows[series]) : history);
    }

    /// <returns>The checks of values of each series that has any.</returns>
    public static Dictionary<string, IReadOnlyList<ValueCheck>> Checks(Workspace workspace)
    {
        var checks = new Dictionary<string, IReadOnlyList<ValueCheck>>(StringComparer.Ordinal);
        foreach (var dataset in workspace.Datasets)
        {
            if (dataset.Checks.OfValues.Count == 0) continue;
            foreach (var series in dataset.Series) checks.TryAdd(series.Definition.Id, dataset.Checks.OfValues);
        }
        return checks;
    }

    private sealed record Said(Observation Observation, Fate? Decision);

    private static IEnumerable<Observation> Screened(IReadOnlyList<ValueCheck> checks, IEnumerable<Observation> history, IEnumerable<QuarantinedRow> rows)
    {
        var screening = new Screening<Observation>(checks);
        var said = history.Where(observation => observation.Origin is null).Concat(rows.Where(IsOfValue).Select(Observed)).Select(observation => new Said(observation, null))
            .Concat(rows.Where(row => row is { By: not null, Settled.Fate: Fate.Accepted or Fate.Rejected }).Select(Decided));
        foreach (var publication in said.GroupBy(one => one.Observation.Publication.Sequence).OrderBy(one => one.First().Observation.Publication.Published).ThenBy(one => one.Key))
        {
            foreach (var observation in Screened(screening, publication.OrderBy(one => one.Observation.Period))) yield return observation;
        }
    }

    /// <summary>What one publication, or one decision, makes known, doubts and takes back.</summary>
    private static List<Observation> Screened(Screening<Observation> screening, IEnumerable<Said> publication)
    {
        var known = new List<Observation>();
        foreach (var (observation, decision) in publication)
        {
            var (period, value) = (observation.Period, observation.Value);
            if (decision == Fate.Rejected)
            {
                screening.Forgets(period);
                known.Add(observation with { Standing = Standing.Withdrawn });
                continue;
            }
            if (decision == Fate.Accepted)
            {
                screening.Knows(period, value);
                known.Add(observation);
                continue;
            }
            var screened = screening.Next(period, value, observation);
            foreach (var wrong in screened.Refuted) if (known.RemoveAll(one => one.Period == wrong.Period) == 0) known.Add(At(wrong.What, observation) with { Standing = Standing.Withdrawn });
            foreach (var taken in screened.Confirmed)
            {
                known.RemoveAll(one => one.Period == taken.Period);
                known.Add(At(taken.What, observation));
            }
            if (screened.Doubt is null) known.Add(observation);
            else if (DoubtfulValues.CanBeTold(screened.Doubt.Reason)) known.Add(observation with { Standing = Standing.Unconfirmed });
        }
        return known;
    }

    private static Observation At(Observation waited, Observation settles) => waited with { Vintage = settles.Vintage, Publication = settles.Publication, Origin = Origin(waited, settles) };

    // Where both stand in one file, it is its own source.
    private static Publication? Origin(Observation waited, Observation confirms) => waited.Publication.Sequence == confirms.Publication.Sequence ? null : waited.Publication;

    private static bool IsOfValue(QuarantinedRow row) => row.Row.Reason is MaxStep.Keyword or UnitSlip.Keyword or SpikeReverted.Keyword;

    private static Observation Observed(QuarantinedRow row) =>
        row.Row.Value!.Value is var value ? new(value.Series, value.Period, value.Value, value.Unit, row.Publication.Published, row.Publication, value.Rows, []) : null!;

    private static Said Decided(QuarantinedRow row) =>
        new(Observed(row) with { Vintage = row.By!.Published, Publication = row.By, Origin = row.Publication }, row.Settled!.Fate);
}
