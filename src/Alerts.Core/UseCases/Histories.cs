using Alerts.Core.Alerting;
using Alerts.Core.Observations;
using Alerts.Core.Rules;

namespace Alerts.Core.UseCases;

/// <summary>Folds instances over the whole history of their series: first loads, revisions, late history, changed rules.</summary>
internal sealed class Histories(IObservationStore observations, IAlertStore alerts)
{
    private const int SeriesAtOnce = 64;

    /// <summary>What is done to a fold that stands where the instance's state stands.</summary>
    public delegate IReadOnlyList<AlertEvent> Fold(InstanceFold fold, RuleInstance instance, SeriesBook book);

    /// <param name="evaluated">The newest publication that every instance has applied.</param>
    /// <returns>What is to be written, of those that changed.</returns>
    public async Task<List<Decided>> Of(Workspace workspace, IReadOnlyList<PlacedInstance> instances, long evaluated, Fold fold, CancellationToken cancel)
    {
        var outcomes = new List<Decided>();
        var doubtful = instances.Any(placed => placed.Instance.Rule.TellsUnconfirmed) ? DoubtfulValues.Of(await observations.Quarantine(isWaiting: false, cancel)) : [];
        foreach (var part in instances.GroupBy(placed => placed.Instance.Rule.TellsUnconfirmed).SelectMany(alike => PlacedInstance.BySeries(alike, SeriesAtOnce)))
        {
            var book = await Book(workspace, part, part[0].Instance.Rule.TellsUnconfirmed ? doubtful : [], cancel);
            var states = (await alerts.States([.. part.Select(placed => placed.Id)], cancel)).ToDictionary(state => state.Id);
            // Instances know nothing of each other, and the book is only read from here on.
            outcomes.AddRange(part.AsParallel().Select(placed => Folded(placed, states.GetValueOrDefault(placed.Id), book, evaluated, fold)).OfType<Decided>());
        }
        return outcomes;
    }

    private static Decided? Folded(PlacedInstance placed, InstanceState? before, SeriesBook book, long evaluated, Fold fold)
    {
        var state = before is null ? null : before with { Applied = Math.Max(before.Applied, evaluated) };
        var applied = state?.Applied ?? 0;
        // By vintage: an older publication that was read late does not replace a newer value.
        var history = placed.Instance.Series.SelectMany(series => book.History(series.Id)).Where(observation => observation.Publication.Sequence <= applied)
            .OrderBy(observation => observation.Vintage).ThenBy(observation => observation.Publication.Sequence);
        var whole = new InstanceFold(placed.Instance, state, history);
        return Decided.Of(placed, before, whole, fold(whole, placed.Instance, book));
    }

    private async Task<SeriesBook> Book(Workspace workspace, List<PlacedInstance> instances, IReadOnlyList<Observation> doubtful, CancellationToken cancel)
    {
        var series = instances.SelectMany(placed => placed.Instance.Series).DistinctBy(definition => definition.Id).ToList();
        var sources = instances.SelectMany(placed => placed.Sources).Distinct(StringComparer.Ordinal).ToList();
        var book = new SeriesBook(workspace.Series, [
            .. doubtful.Where(one => one.Standing == Standing.Withdrawn && sources.Contains(one.Series)),
            .. await observations.History(sources, cancel),
            .. doubtful.Where(one => one.Standing == Standing.Unconfirmed && sources.Contains(one.Series)),
        ], ReplayOrder.AsRead);
        foreach (var definition in series) book.History(definition.Id);
        return book;
    }
}
