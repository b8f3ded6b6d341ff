using System.Security.Cryptography;
using System.Text;
using Alerts.Core.Alerting;
using Alerts.Core.Observations;
using Alerts.Core.Rules;

namespace Alerts.Core.UseCases;

/// <summary>
/// Applies publications to the rule instances that look at their series, in the order read, and writes each instance's state
/// with its events in one step, where it changed. Safe to repeat: an instance skips what it has applied.
/// </summary>
public sealed class EvaluateSeries(IObservationStore observations, IAlertStore alerts, TimeProvider clock)
{
    // Somebody else may be faster now and then; more often than this is a bug.
    private const int Tries = 10;

    private static readonly HashSet<string> NoSeries = [];

    private readonly Histories _histories = new(observations, alerts);
    private readonly Continuing _continuing = new(observations, alerts);
    private PlacedInstances? _placed;
    private Passed _passed = new(0, DateTimeOffset.MinValue);

    /// <summary>Applies everything up to one publication. The run has begun with <see cref="CatchUp"/>.</summary>
    /// <returns>What it raised: in order of rule, instance, period.</returns>
    public async Task<IReadOnlyList<AlertEvent>> Run(Workspace workspace, long sequence, CancellationToken cancel)
    {
        var evaluated = await alerts.Evaluated(cancel);
        if (sequence <= evaluated) return [];
        var publications = await observations.Publications(cancel);
        var firstLive = await FirstLive(workspace, publications, cancel);
        var told = new List<AlertEvent>();
        var newest = Newest(publications, evaluated);
        for (var at = After(publications, evaluated); at < publications.Count && publications[at].Sequence <= sequence; at++)
        {
            var publication = publications[at];
            if (publication.Published > newest) newest = publication.Published;
            var isSilent = publication.Sequence < firstLive;
            if (!isSilent) told.AddRange(await AnnounceStanding(workspace, cancel));
            told.AddRange(await Apply(workspace, new(publication, newest, isSilent), evaluated, cancel));
            told.AddRange(await AnnounceQuarantined(workspace, publication, isSilent, cancel));
            await alerts.MarkEvaluated(publication.Sequence, cancel);
            evaluated = publication.Sequence;
        }
        _passed = new(evaluated, newest);
        return told;
    }

    // Those that are new are a few at the end of many.
    private static int After(IReadOnlyList<Publication> publications, long evaluated)
    {
        var at = publications.Count;
        while (at > 0 && publications[at - 1].Sequence > evaluated) at--;
        return at;
    }

    private DateTimeOffset Newest(IReadOnlyList<Publication> publications, long evaluated) => _passed is var passed && passed.Evaluated == evaluated ? passed.Newest
        : publications.Take(After(publications, evaluated)).Select(publication => publication.Published).DefaultIfEmpty(DateTimeOffset.MinValue).Max();

    /// <summary>The start of a run: rules that are new or whose text changed are folded over what is known and say where they stand; those that are gone are closed.</summary>
    public async Task<IReadOnlyList<AlertEvent>> CatchUp(Workspace workspace, CancellationToken cancel)
    {
        await AnnounceFrom(workspace, cancel);
        var rules = RulesHash(workspace);
        if (await alerts.CaughtUp(cancel) == rules) return [];
        var told = await CatchUpInstances(workspace, cancel);
        await alerts.MarkCaughtUp(rules, cancel);
        return told;
    }

    // All that decides which instances there are and what their rules mean: comparing it is a thousand times cheaper than comparing each instance.
    private static string RulesHash(Workspace workspace)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var rule in workspace.Rules) hash.AppendData(Encoding.UTF8.GetBytes($"{rule.Id}\n{rule.Meaning}\n"));
        foreach (var id in workspace.Series.Keys.Order(StringComparer.Ordinal)) hash.AppendData(Encoding.UTF8.GetBytes($"\n{id}"));
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    private async Task<IReadOnlyList<AlertEvent>> CatchUpInstances(Workspace workspace, CancellationToken cancel)
    {
        var evaluated = await alerts.Evaluated(cancel);
        var known = (await alerts.Instances(cancel)).ToDictionary(instance => instance.Id, instance => instance.Meaning);
        var changed = PlacedIn(workspace).Instances.Where(placed => !known.Remove(placed.Id, out var meaning) || meaning != placed.Meaning).ToList();
        foreach (var ofDays in PlacedInstance.OfDays(workspace)) known.Remove(ofDays.Id);
        foreach (var gone in known.Keys) await alerts.Close(gone, cancel);
        if (evaluated == 0 || changed.Count == 0) return [];

        var publications = await observations.Publications(cancel);
        var everythingIsSilent = evaluated < await FirstLive(workspace, [.. publications.Where(publication => publication.Sequence <= evaluated)], cancel);
        var fold = new Histories.Fold((fold, instance, book) => CaughtUp(fold, instance, book, evaluated, everythingIsSilent));
        return await Write(workspace, await _histories.Of(workspace, changed, evaluated, fold, cancel), evaluated, fold, cancel);
    }

    /// <summary>The end of a run: instances that have applied publications in silence say where they stand (SEMANTICS §5.1).</summary>
    public async Task<IReadOnlyList<AlertEvent>> AnnounceStanding(Workspace workspace, CancellationToken cancel)
    {
        var untold = (await alerts.Untold(cancel)).Select(state => state.Id).ToHashSet();
        if (untold.Count == 0) return [];
        var evaluated = await alerts.Evaluated(cancel);
        var instances = PlacedIn(workspace).Instances.Where(placed => untold.Contains(placed.Id)).ToList();
        var fold = new Histories.Fold((fold, _, _) => fold.AnnounceStanding());
        return await Write(workspace, await _histories.Of(workspace, instances, evaluated, fold, cancel), evaluated, fold, cancel);
    }

    private async Task<IReadOnlyList<AlertEvent>> Apply(Workspace workspace, Cause cause, long evaluated, CancellationToken cancel)
    {
        var added = (await observations.Added(cause.Publication.Sequence, cancel)).ToLookup(observation => observation.Series, StringComparer.Ordinal);
        var tellsUnconfirmed = workspace.Rules.Any(rule => rule.TellsUnconfirmed);
        var doubtful = tellsUnconfirmed ? await Doubtful(cause.Publication.Sequence, cancel) : NoSeries;
        if (added.Count + doubtful.Count == 0) return [];
        var touched = PlacedIn(workspace).Over(added);
        var tell = tellsUnconfirmed ? TellingUnconfirmed(workspace, doubtful, added) : [];
        var (outcomes, rest) = await _continuing.Of(workspace, tell.Count == 0 ? touched : [.. touched.Except(tell)], added, cause, cancel);
        rest.AddRange(tell);
        var fold = new Histories.Fold((fold, instance, book) => Applied(fold, instance, book, cause));
        outcomes.AddRange(await _histories.Of(workspace, rest, evaluated, fold, cancel));
        return await Write(workspace, outcomes, evaluated, fold, cancel);
    }

    private List<PlacedInstance> TellingUnconfirmed(Workspace workspace, HashSet<string> doubtful, ILookup<string, Observation> added) =>
        [.. PlacedIn(workspace).Instances.Where(placed => placed.Instance.Rule.TellsUnconfirmed && placed.Sources.Any(source => doubtful.Contains(source) || added.Contains(source)))];

    // Of history that is applied in silence only what still waits.
    private async Task<IReadOnlyList<AlertEvent>> AnnounceQuarantined(Workspace workspace, Publication publication, bool isSilent, CancellationToken cancel)
    {
        var rows = (await observations.Quarantined(publication.Sequence, cancel)).Where(row => row.IsWaiting || !isSilent).ToList();
        if (rows.Count == 0) return [];
        var told = DataEvents.Quarantined(publication, rows, workspace.Series);
        await alerts.Announce(told, cancel);
        return told;
    }

    /// <returns>The series of which a publication doubts values, or settles doubts.</returns>
    private async Task<HashSet<string>> Doubtful(long sequence, CancellationToken cancel) =>
        [.. DoubtfulValues.Of(await observations.Quarantine(isWaiting: false, cancel)).Where(value => value.Publication.Sequence == sequence).Select(value => value.Series)];

    private static IReadOnlyList<AlertEvent> Applied(InstanceFold fold, RuleInstance instance, SeriesBook book, Cause cause)
    {
        if (fold.Applied >= cause.Publication.Sequence) return [];
        var news = instance.Series.SelectMany(series => book.History(series.Id)).Where(observation => observation.Publication.Sequence == cause.Publication.Sequence);
        if (!cause.IsSilent) return fold.Apply(cause.Publication, news, cause.Newest);
        fold.ApplySilently(cause.Publication, news);
        return [];
    }

    private static IReadOnlyList<AlertEvent> CaughtUp(InstanceFold fold, RuleInstance instance, SeriesBook book, long evaluated, bool everythingIsSilent)
    {
        var touching = instance.Series.SelectMany(series => book.History(series.Id)).Where(observation => observation.Publication.Sequence <= evaluated)
            .GroupBy(observation => observation.Publication.Sequence).OrderBy(ofPublication => ofPublication.Key).ToList();
        if (fold.Applied > 0) return touching.Count == 0 ? [] : fold.AnnounceChangedRule(touching[^1].First().Publication);
        foreach (var ofPublication in touching) fold.ApplySilently(ofPublication.First().Publication, ofPublication);
        return everythingIsSilent ? [] : fold.AnnounceStanding();
    }

    private async Task<IReadOnlyList<AlertEvent>> Write(Workspace workspace, IEnumerable<Decided> outcomes, long evaluated, Histories.Fold fold, CancellationToken cancel)
    {
        var told = new List<AlertEvent>();
        foreach (var outcome in outcomes.OrderBy(outcome => outcome.Instance.Order))
            told.AddRange((await Written(workspace, outcome, evaluated, fold, cancel)).OrderBy(item => item.Period));
        return told;
    }

    private async Task<IReadOnlyList<AlertEvent>> Written(Workspace workspace, Decided computed, long evaluated, Histories.Fold fold, CancellationToken cancel)
    {
        var outcome = computed;
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            if (await alerts.Record(outcome.Next, outcome.Events, cancel)) return outcome.Events;
            // Somebody was faster: once more from what is there now, which may leave nothing to say.
            if ((await _histories.Of(workspace, [computed.Instance], evaluated, fold, cancel)).FirstOrDefault() is not { } again) return [];
            outcome = again;
        }
        throw new InvalidOperationException($"the state of rule {computed.Instance.Id.Rule} over {computed.Instance.Id.Instance} changed {Tries} times while it was evaluated");
    }

    // A publication is silent before the first one, in the order read, that is not before announce-from.
    private async Task<long> FirstLive(Workspace workspace, IReadOnlyList<Publication> publications, CancellationToken cancel)
    {
        var from = await AnnounceFrom(workspace, cancel);
        return publications.FirstOrDefault(publication => publication.Published >= from)?.Sequence ?? long.MaxValue;
    }

    private async Task<DateTimeOffset> AnnounceFrom(Workspace workspace, CancellationToken cancel) =>
        workspace.AnnounceFrom ?? await alerts.FirstRun(clock.GetUtcNow(), cancel);

    /// <param name="Newest">The newest instant of any publication up to it.</param>
    private sealed record Passed(long Evaluated, DateTimeOffset Newest);

    private PlacedInstances PlacedIn(Workspace workspace)
    {
        if (!ReferenceEquals(_placed?.Workspace, workspace)) _placed = new(workspace);
        return _placed;
    }
}

/// <summary>What is applied to instances.</summary>
/// <param name="Newest">The newest instant of any publication so far, this one included.</param>
/// <param name="IsSilent">Before <c>announce-from</c>.</param>
internal sealed record Cause(Publication Publication, DateTimeOffset Newest, bool IsSilent);

/// <summary>What is to be written of an instance.</summary>
internal sealed record Decided(PlacedInstance Instance, InstanceState Next, IReadOnlyList<AlertEvent> Events)
{
    /// <returns>Null where nothing is to be written.</returns>
    public static Decided? Of(PlacedInstance instance, InstanceState? before, InstanceFold fold, IReadOnlyList<AlertEvent> events) =>
        fold.State is var next && (events.Count > 0 || next.SaysMoreThan(before)) ? new(instance, next, events) : null;
}
