using Alerts.Core.Alerting;
using Alerts.Core.Observations;
using Alerts.Core.Rules;

namespace Alerts.Core.UseCases;

/// <summary>The events that the rules would have raised: the same fold as live, over every vintage in order of publication (SEMANTICS §5.8).</summary>
public static class Backtest
{
    /// <param name="stored">Every vintage of the stored series.</param>
    /// <returns>In order of publication, rule, instance, period.</returns>
    public static IReadOnlyList<AlertEvent> Run(Workspace workspace, IEnumerable<Observation> stored, CancellationToken cancel = default)
    {
        var book = new SeriesBook(workspace.Series, stored, ReplayOrder.AsPublished);
        var events = new List<(AlertEvent Event, int Order)>();
        var order = 0;
        foreach (var instance in workspace.Rules.SelectMany(rule => RuleInstances.Of(rule, workspace.Series)))
        {
            cancel.ThrowIfCancellationRequested();
            events.AddRange(Run(instance, book).Select(item => (item, order)));
            order++;
        }
        return [.. events.OrderBy(item => item.Event.Published).ThenBy(item => item.Event.Publication.Sequence).ThenBy(item => item.Order).ThenBy(item => item.Event.Period).Select(item => item.Event)];
    }

    private static List<AlertEvent> Run(RuleInstance instance, SeriesBook book)
    {
        var fold = new InstanceFold(instance, null, [], FirstLoads.AnnounceTheirPast);
        var told = new List<AlertEvent>();
        var history = DerivedSeries.Replay(instance.Series.SelectMany(series => book.History(series.Id)), ReplayOrder.AsPublished);
        foreach (var news in history.GroupBy(observation => observation.Publication.Sequence))
        {
            var publication = news.First().Publication;
            told.AddRange(fold.Apply(publication, news, publication.Published));
        }
        return told;
    }
}
