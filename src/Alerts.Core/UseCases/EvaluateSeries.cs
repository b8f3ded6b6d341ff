using Alerts.Core.Alerting;
using Alerts.Core.Observations;
using Alerts.Core.Rules;

namespace Alerts.Core.UseCases;

/// <summary>
/// Applies publications to the rule instances that look at their series, in the order read, and writes each instance's state
/// with its events in one step. Safe to repeat: an instance skips what it has applied.
/// </summary>
public sealed class EvaluateSeries(IObservationStore observations, IAlertStore alerts, TimeProvider clock)
{
    // Somebody else may be faster now and then; more often than this is a bug.
    private const int Tries = 10;

    private readonly Dictionary<(string Rule, string Instance), InstanceFold> _folds = [];

    /// <summary>Applies everything up to one publication.</summary>
    /// <returns>What it raised: in order of rule, instance, period.</returns>
    public async Task<IReadOnlyList<AlertEvent>> Run(Workspace workspace, long sequence, CancellationToken cancel)
    {
        var evaluated = await alerts.Evaluated(cancel);
        if (sequence <= evaluated) return [];
        var publications = await observations.Publications(cancel);
        var firstLive = await FirstLive(workspace, publications, cancel);
        var told = new List<AlertEvent>();
        foreach (var publication in publications.Where(publication => publication.Sequence > evaluated && publication.Sequence <= sequence))
        {
            var isSilent = publication.Sequence < firstLive;
            if (!isSilent) told.AddRange(await AnnounceStanding(workspace, cancel));
            var newest = publications.TakeWhile(earlier => earlier.Sequence <= publication.Sequence).Max(earlier => earlier.Published);
            told.AddRange(await Apply(workspace, publication, newest, isSilent, cancel));
            await alerts.MarkEvaluated(publication.Sequence, cancel);
            evaluated = publication.Sequence;
        }
        return told;
    }

    /// <summary>The start of a run: rules that are new or whose text changed are folded over what is known and say where they stand; those that are gone are closed.</summary>
    public async Task<IReadOnlyList<AlertEvent>> CatchUp(Workspace workspace, CancellationToken cancel)
    {
        await AnnounceFrom(workspace, cancel);
        var evaluated = await alerts.Evaluated(cancel);
        var states = (await alerts.States(cancel)).ToDictionary(state => (state.Rule, state.Instance));
        var instances = Instances(workspace);
        foreach (var gone in states.Keys.Except(instances.Select(instance => (Rule: instance.Rule.Id, Instance: instance.Key))).ToList())
        {
            _folds.Remove(gone);
            await alerts.Close(gone.Rule, gone.Instance, cancel);
        }
        if (evaluated == 0) return [];

        var changed = instances.Where(instance => !states.TryGetValue((instance.Rule.Id, instance.Key), out var state) || state.Meaning != instance.Rule.Meaning).ToList();
        if (changed.Count == 0) return [];
        var publications = (await observations.Publications(cancel)).Where(publication => publication.Sequence <= evaluated).ToList();
        var everythingIsSilent = evaluated < await FirstLive(workspace, publications, cancel);
        var book = await Book(workspace, changed, cancel);
        var told = new List<AlertEvent>();
        foreach (var instance in changed) told.AddRange(await CatchUp(workspace, instance, book, publications, everythingIsSilent, cancel));
        return told;
    }

    /// <summary>The end of a run: instances that have applied publications in silence say where they stand (SEMANTICS §5.1).</summary>
    public async Task<IReadOnlyList<AlertEvent>> AnnounceStanding(Workspace workspace, CancellationToken cancel)
    {
        var untold = (await alerts.States(cancel)).Where(state => state.Untold is not null).Select(state => (state.Rule, state.Instance)).ToHashSet();
        if (untold.Count == 0) return [];
        var instances = Instances(workspace).Where(instance => untold.Contains((instance.Rule.Id, instance.Key))).ToList();
        var book = await Book(workspace, instances, cancel);
        var told = new List<AlertEvent>();
        foreach (var instance in instances) told.AddRange(await Write(workspace, instance, book, fold => fold.AnnounceStanding(), cancel));
        return told;
    }

    private async Task<IReadOnlyList<AlertEvent>> Apply(Workspace workspace, Publication publication, DateTimeOffset newest, bool isSilent, CancellationToken cancel)
    {
        var added = (await observations.Added(publication.Sequence, cancel)).ToLookup(observation => observation.Series, StringComparer.Ordinal);
        var instances = Instances(workspace)
            .Where(instance => instance.Series.SelectMany(series => SeriesBook.Sources(series, workspace.Series)).Any(added.Contains)).ToList();
        // A fold that is still at hand needs no more than the news; the others, and derived series, need the history.
        var book = await Book(workspace, [.. instances.Where(instance => !IsAtHand(instance) || instance.Series.Any(series => series.IsDerived))], cancel);
        IEnumerable<Observation> News(SeriesDefinition series) => series.IsDerived
            ? book.History(series.Id).Where(observation => observation.Publication.Sequence == publication.Sequence)
            : added[series.Id];
        var told = new List<AlertEvent>();
        foreach (var instance in instances)
        {
            told.AddRange(await Write(workspace, instance, book, fold =>
            {
                if (fold.Applied >= publication.Sequence) return [];
                if (!isSilent) return fold.Apply(publication, instance.Series.SelectMany(News), newest);
                fold.ApplySilently(publication, instance.Series.SelectMany(News));
                return [];
            }, cancel));
        }
        return told;
    }

    private async Task<IReadOnlyList<AlertEvent>> CatchUp(Workspace workspace, RuleInstance instance, SeriesBook book, List<Publication> publications, bool everythingIsSilent, CancellationToken cancel) =>
        await Write(workspace, instance, book, fold =>
        {
            var series = instance.Series.Select(definition => definition.Id).ToHashSet(StringComparer.Ordinal);
            var touching = publications.Where(publication => series.Any(id => book.History(id).Any(observation => observation.Publication.Sequence == publication.Sequence))).ToList();
            if (fold.Applied > 0) return touching.Count == 0 ? [] : fold.AnnounceChangedRule(touching[^1]);
            foreach (var publication in touching)
                fold.ApplySilently(publication, series.SelectMany(book.History).Where(observation => observation.Publication.Sequence == publication.Sequence));
            return everythingIsSilent ? [] : fold.AnnounceStanding();
        }, cancel);

    private async Task<IReadOnlyList<AlertEvent>> Write(Workspace workspace, RuleInstance instance, SeriesBook book, Func<InstanceFold, IReadOnlyList<AlertEvent>> apply, CancellationToken cancel)
    {
        var key = (instance.Rule.Id, instance.Key);
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            var fold = IsAtHand(instance) ? _folds[key] : await Load(instance, book, cancel);
            _folds.Remove(key);
            var told = apply(fold);
            if (await alerts.Record(fold.State, told, cancel))
            {
                fold.Written();
                _folds[key] = fold;
                return [.. told.OrderBy(item => item.Period)];
            }
            book = await Book(workspace, [instance], cancel);
        }
        throw new InvalidOperationException($"the state of rule {key.Id} over {key.Key} changed {Tries} times while it was evaluated");
    }

    private bool IsAtHand(RuleInstance instance) => _folds.TryGetValue((instance.Rule.Id, instance.Key), out var fold) && ReferenceEquals(fold.Instance.Rule, instance.Rule);

    private async Task<InstanceFold> Load(RuleInstance instance, SeriesBook book, CancellationToken cancel)
    {
        var state = await alerts.State(instance.Rule.Id, instance.Key, cancel);
        var applied = state?.Applied ?? 0;
        // By vintage: an older publication that was read late does not replace a newer value.
        var history = instance.Series.SelectMany(series => book.History(series.Id)).Where(observation => observation.Publication.Sequence <= applied);
        return new InstanceFold(instance, state, history.OrderBy(observation => observation.Vintage).ThenBy(observation => observation.Publication.Sequence));
    }

    // A publication is silent before the first one, in the order read, that is not before announce-from.
    private async Task<long> FirstLive(Workspace workspace, IReadOnlyList<Publication> publications, CancellationToken cancel)
    {
        var from = await AnnounceFrom(workspace, cancel);
        return publications.FirstOrDefault(publication => publication.Published >= from)?.Sequence ?? long.MaxValue;
    }

    private async Task<DateTimeOffset> AnnounceFrom(Workspace workspace, CancellationToken cancel) =>
        workspace.AnnounceFrom ?? await alerts.FirstRun(clock.GetUtcNow(), cancel);

    private async Task<SeriesBook> Book(Workspace workspace, IReadOnlyList<RuleInstance> instances, CancellationToken cancel)
    {
        var sources = instances.SelectMany(instance => instance.Series).SelectMany(series => SeriesBook.Sources(series, workspace.Series)).Distinct(StringComparer.Ordinal).ToList();
        return new SeriesBook(workspace.Series, await observations.History(sources, cancel), ReplayOrder.AsRead);
    }

    private static List<RuleInstance> Instances(Workspace workspace) => [.. workspace.Rules.SelectMany(rule => RuleInstances.Of(rule, workspace.Series))];
}
