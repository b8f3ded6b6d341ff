using Alerts.Core.Observations;
using Alerts.Core.Rules;

namespace Alerts.Core.Alerting;

/// <summary>How first loads are treated.</summary>
public enum FirstLoads
{
    /// <summary>Live: the first load of a series announces only where it stands (SEMANTICS §5.1).</summary>
    AnnounceWhereTheyStand,

    /// <summary>Backtests and rule tests: the past of a first load is announced as well (SEMANTICS §5.8).</summary>
    AnnounceTheirPast,
}

/// <summary>
/// The fold of one instance over publications: (state, publication) → (state', events). After each publication that is not
/// silent, what people were told equals the state at the head.
/// </summary>
public sealed class InstanceFold
{
    private readonly RuleInstance _instance;
    private readonly FirstLoads _firstLoads;
    private readonly Timeline _timeline;
    private readonly EventMaker _events;
    private readonly List<ToldAlert> _alerts;
    private readonly Dictionary<string, int> _position = new(StringComparer.Ordinal);
    private readonly long _version;
    private Publication? _untold;
    private long _applied;

    /// <param name="state">Where it stood; null for a new instance.</param>
    /// <param name="history">The observations that the state has applied, in order of vintage and sequence within a period.</param>
    public InstanceFold(RuleInstance instance, InstanceState? state, IEnumerable<Observation> history, FirstLoads firstLoads = FirstLoads.AnnounceWhereTheyStand)
        : this(instance, state, new Timeline(instance), firstLoads)
    {
        for (var i = 0; i < instance.Series.Count; i++) _position[instance.Series[i].Id] = i;
        _timeline.Put(history.Select(observation => (_position[observation.Series], observation)));
    }

    private InstanceFold(RuleInstance instance, InstanceState? state, Timeline timeline, FirstLoads firstLoads, bool isFinal = false)
    {
        _instance = instance;
        _firstLoads = firstLoads;
        _timeline = timeline;
        _events = new EventMaker(instance, timeline, isFinal);
        _alerts = [.. state?.Alerts ?? []];
        _untold = state?.Untold;
        _applied = state?.Applied ?? 0;
        _version = state?.Version ?? 0;
    }

    /// <summary>A fold that goes on from where the instance stands, without its past: for <see cref="Continue"/> and <see cref="ContinueSilently"/> alone.</summary>
    /// <param name="known">Its series as far back as <see cref="Reach"/> says, with the observations that are to be applied.</param>
    public static InstanceFold Resumed(RuleInstance instance, InstanceState state, IReadOnlyList<KnownSeries> known) =>
        new(instance, state, new Timeline(instance, known, state.Standing), FirstLoads.AnnounceWhereTheyStand);

    /// <summary>A fold over a history that is only added to, on which steps at which nothing can happen are left out.</summary>
    /// <returns>What is raised over the whole history, its past included; null where it cannot be told in advance at which points something may happen.</returns>
    public static IReadOnlyList<AlertEvent>? Replay(RuleInstance instance, SteadySeries series)
    {
        if (instance.Rule.When is not Comparison || instance.Plan is not [{ Second: < 0 } part] || OutOfTheQuestion.MayHold(part, series) is not { } mayHold) return null;
        var fold = new InstanceFold(instance, null, new Timeline(instance, [series.Known], null), FirstLoads.AnnounceTheirPast, isFinal: true);
        var (told, next) = (new List<AlertEvent>(), 0);
        foreach (var publication in series.Publications)
        {
            if (next == mayHold.Count && fold._timeline.IsQuiet) break;
            if (mayHold.Count > next && mayHold[next] >= publication.To && fold._timeline.IsQuiet) continue;
            fold.Replay(publication, mayHold, ref next, told);
        }
        return told;
    }

    /// <param name="mayHold">Positions at which the condition may hold.</param>
    /// <param name="next">Of the first of these that has not been met.</param>
    private void Replay(PublishedDays days, List<int> mayHold, ref int next, List<AlertEvent> told)
    {
        var (series, newest) = (_timeline.Series[0], (NewestValue?)null);
        for (var at = days.From; at < days.To; at++)
        {
            while (next < mayHold.Count && mayHold[next] < at) next++;
            // A quiet rule stays quiet where its condition fails, or has no verdict.
            if (_timeline.IsQuiet && (next == mayHold.Count || (at = mayHold[next]) >= days.To)) break;
            Transition(_timeline.Replace(series.PeriodAt(at)), days.Publication, told, ref newest, days);
        }
    }

    /// <summary>Whether periods added change nothing for an instance that is at rest: its condition holds at none of them.</summary>
    /// <param name="known">As for <see cref="Resumed"/>.</param>
    public static bool StaysAtRest(RuleInstance instance, IReadOnlyList<KnownSeries> known, IReadOnlyList<Period> added)
    {
        foreach (var point in added)
            if (Evaluator.Holds(instance, known, point) == true) return false;
        return true;
    }

    public RuleInstance Instance => _instance;

    /// <summary>Sequence of the newest publication applied; 0 for none.</summary>
    public long Applied => _applied;

    public IReadOnlyList<Step> Steps => _timeline.Steps;

    /// <summary>What is known of the instance's series now, in its order.</summary>
    public IReadOnlyList<KnownSeries> Known => _timeline.Series;

    /// <summary>All numbers at a point, on what is known now.</summary>
    public IReadOnlyList<ExplanationLine> Explain(Period point) => _timeline.Explain(point);

    /// <summary>Where it stands now, as the write that follows the state it was made from.</summary>
    public InstanceState State
    {
        get
        {
            var head = _timeline.Head;
            return new(_instance.Rule.Id, _instance.Key, _instance.Rule.Meaning, _applied, head?.Phase ?? AlertPhase.Quiet, head?.Pending ?? 0, head is { IsFiring: true } ? head.Value.Level : 0, head?.Point, _untold, [.. _alerts], _version + 1);
        }
    }

    /// <summary>Applies a publication before <c>announce-from</c>: nothing is said until <see cref="AnnounceStanding"/>.</summary>
    public void ApplySilently(Publication cause, IEnumerable<Observation> observations)
    {
        _applied = Math.Max(_applied, cause.Sequence);
        var news = Sort(observations);
        if (news.Revised.Count + news.Added.Count == 0) return;
        Put(news.Revised);
        Put(news.Added);
        _untold = cause;
    }

    /// <summary>Applies a publication: first the values it revises, then the periods it adds (SEMANTICS §5.2).</summary>
    /// <param name="newest">The newest instant of any publication so far, this one included: alerts much older are amended in the record only.</param>
    public IReadOnlyList<AlertEvent> Apply(Publication cause, IEnumerable<Observation> observations, DateTimeOffset newest)
    {
        _applied = Math.Max(_applied, cause.Sequence);
        var news = Sort(observations);
        var told = new List<AlertEvent>();
        if (news.Revised.Count > 0) Revise(news.Revised, cause, newest, told);
        if (news.Added.Count == 0) return told;
        if (news.IsFirstLoad && _firstLoads == FirstLoads.AnnounceWhereTheyStand)
        {
            Put(news.Added);
            CatchUp(cause, told, announceLevels: false);
        }
        else
        {
            Add(news.Added, cause, told);
        }
        return told;
    }

    /// <summary>Applies a publication that adds periods after the head and revises nothing.</summary>
    /// <param name="added">In order.</param>
    public IReadOnlyList<AlertEvent> Continue(Publication cause, IEnumerable<Period> added)
    {
        _applied = Math.Max(_applied, cause.Sequence);
        var told = new List<AlertEvent>();
        var from = _timeline.Steps.Count;
        _timeline.Continue(added);
        AnnounceFrom(from, cause, told);
        return told;
    }

    /// <summary>The same, before <c>announce-from</c>.</summary>
    public void ContinueSilently(Publication cause, IEnumerable<Period> added)
    {
        _applied = Math.Max(_applied, cause.Sequence);
        _timeline.Continue(added);
        _untold = cause;
    }

    /// <summary>Says where the instance stands after publications that were applied in silence: one event, or none.</summary>
    public IReadOnlyList<AlertEvent> AnnounceStanding()
    {
        if (_untold is not { } cause) return [];
        _untold = null;
        var told = new List<AlertEvent>();
        CatchUp(cause, told, announceLevels: false);
        return told;
    }

    /// <summary>The state was folded with another text of the rule: only a difference at the head is announced (SEMANTICS §5.7).</summary>
    /// <param name="cause">The newest publication applied to it.</param>
    public IReadOnlyList<AlertEvent> AnnounceChangedRule(Publication cause)
    {
        var told = new List<AlertEvent>();
        _alerts.RemoveAll(alert => !alert.IsOpen);
        CatchUp(cause, told, announceLevels: false, reason: "rule changed");
        return told;
    }

    private sealed record News(List<(int Series, Observation Observation)> Revised, List<(int Series, Observation Observation)> Added, bool IsFirstLoad);

    private News Sort(IEnumerable<Observation> observations)
    {
        var news = new News([], [], false);
        var first = false;
        foreach (var observation in observations)
        {
            if (!_position.TryGetValue(observation.Series, out var series)) continue;
            var known = _timeline.Series[series];
            if (observation.Standing == Standing.Withdrawn)
            {
                if (known.At(observation.Period) is { Standing: Standing.Unconfirmed }) news.Revised.Add((series, observation));
                continue;
            }
            if (known.At(observation.Period) is not { } before)
            {
                first |= known.Count == 0;
                news.Added.Add((series, observation));
            }
            else if (observation.Vintage >= before.Vintage && (observation.Quantity.In(before.Unit).Amount != before.Value || observation.Standing != before.Standing))
            {
                news.Revised.Add((series, observation));
            }
        }
        return news with { IsFirstLoad = first };
    }

    private int Put(IEnumerable<(int Series, Observation Observation)> observations) => _timeline.Put(observations);

    private void Revise(List<(int Series, Observation Observation)> revised, Publication cause, DateTimeOffset newest, List<AlertEvent> told)
    {
        if (_alerts.Count == 0)
        {
            Put(revised);
        }
        else
        {
            var before = _timeline.Known();
            Put(revised);
            Correct(new Corrections(before, _timeline.Known(), _events), cause, newest, told);
        }
        CatchUp(cause, told, announceLevels: true, revised: true);
    }

    private void Correct(Corrections corrections, Publication cause, DateTimeOffset newest, List<AlertEvent> told)
    {
        for (var i = 0; i < _alerts.Count; i++)
        {
            var (alert, events) = corrections.Amend(_alerts[i], cause, newest);
            told.AddRange(events);
            if (alert is null) _alerts.RemoveAt(i--);
            else _alerts[i] = alert;
        }
    }

    /// <summary>Late history first, as a whole; then the points after the head, one by one.</summary>
    private void Add(List<(int Series, Observation Observation)> added, Publication cause, List<AlertEvent> told)
    {
        var head = _timeline.Head?.Point;
        var late = head is { } last ? added.Where(item => item.Observation.Period.CompareTo(last) <= 0).ToList() : [];
        if (late.Count > 0)
        {
            Put(late);
            CatchUp(cause, told, announceLevels: true);
        }
        var from = _timeline.Steps.Count;
        Put(added.Where(item => head is null || item.Observation.Period.CompareTo(head.Value) > 0));
        AnnounceFrom(from, cause, told);
    }

    private void AnnounceFrom(int from, Publication cause, List<AlertEvent> told)
    {
        NewestValue? newest = null;
        for (var i = from; i < _timeline.Steps.Count; i++) Transition(_timeline.Steps[i], cause, told, ref newest);
    }

    private void Transition(Step step, Publication cause, List<AlertEvent> told, ref NewestValue? newest, PublishedDays? replayed = null)
    {
        if (step.Fires)
        {
            Fire(step, step.Level, cause, told, newest: NewestAfter(step, replayed, ref newest));
        }
        else if (step.Resolves)
        {
            Resolve(step, cause, told, newest: NewestAfter(step, replayed, ref newest));
        }
        else if (step.IsFiring && Open() is { } open)
        {
            if (step.Level > open.Level) Tell(EventType.Escalated, step, cause, told, level: step.Level, newest: NewestAfter(step, replayed, ref newest));
            if (step.Verdict.Holds == true && _instance.Rule.Again is { Step: null }) Tell(EventType.Updated, step, cause, told, newest: NewestAfter(step, replayed, ref newest));
        }
    }

    /// <summary>Announces a difference between what people were told and the state at the head.</summary>
    private void CatchUp(Publication cause, List<AlertEvent> told, bool announceLevels, bool revised = false, string? reason = null)
    {
        var at = _timeline.NewestVerdict();
        if (at < 0) return;
        var (step, head, open) = (_timeline.Steps[at], _timeline.Head!.Value, Open());
        if (head.IsFiring && open is null) Fire(step, head.Level, cause, told, revised, reason: reason);
        else if (!head.IsFiring && open is not null) Resolve(step, cause, told, revised, reason: reason);
        else if (open is not null && announceLevels && head.Level > open.Level) Tell(EventType.Escalated, step, cause, told, revised, step.Level);
        else if (open is not null) Replace(open with { Level = KnownLevel(open, head.Level) });
    }

    // The level people know of is the higher of the level at the head and of the announced escalations that stand (§5.4).
    private static int KnownLevel(ToldAlert alert, int head) => alert.Events.Select(told => told.Level).Append(head).Max();

    private void Fire(Step step, int level, Publication cause, List<AlertEvent> told, bool revised = false, NewestValue? newest = null, string? reason = null)
    {
        var fired = _events.Make(EventType.Firing, step, cause, null, revised, newest: newest, reason: reason);
        told.Add(fired);
        _alerts.Add(new(fired.Id, cause.Published, null, level, [new(fired.Id, EventType.Firing, step.Point, fired.Value, _events.PrintedValue(step), _events.Unit(step), 0)]));
    }

    private void Resolve(Step step, Publication cause, List<AlertEvent> told, bool revised = false, NewestValue? newest = null, string? reason = null)
    {
        if (Open() is not { } open) return;
        told.Add(_events.Make(EventType.Resolved, step, cause, open, revised, newest: newest, reason: reason));
        Replace(open with { Ended = step.Point, Told = open.Told + 1 });
    }

    private void Tell(EventType type, Step step, Publication cause, List<AlertEvent> told, bool revised = false, int? level = null, NewestValue? newest = null)
    {
        if (Open() is not { } open) return;
        var made = _events.Make(type, step, cause, open, revised, level, newest: newest);
        told.Add(made);
        Replace(open with { Told = open.Told + 1, Level = Math.Max(open.Level, level ?? 0), Events = [.. open.Events, new(made.Id, type, step.Point, made.Value, _events.PrintedValue(step), _events.Unit(step), level ?? 0)] });
    }

    /// <param name="replayed">The days of a replay, whose steps are not kept; null: the newest step with a verdict is among those that are.</param>
    /// <param name="newest">The newest value of the publication, found where it is first told.</param>
    private NewestValue? NewestAfter(Step step, PublishedDays? replayed, ref NewestValue? newest)
    {
        newest ??= replayed is null ? _timeline.Newest() : _timeline.Newest(replayed.Value);
        return newest?.Period.CompareTo(step.Point) > 0 ? newest : null;
    }

    private ToldAlert? Open() => _alerts.Count > 0 && _alerts[^1].IsOpen ? _alerts[^1] : null;

    private void Replace(ToldAlert alert) => _alerts[^1] = alert;
}
