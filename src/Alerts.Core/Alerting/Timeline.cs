using Alerts.Core.Observations;
using Alerts.Core.Rules;

namespace Alerts.Core.Alerting;

/// <summary>
/// The steps of an instance on what is known now: a pure fold over its points. A point sees nothing after itself, so adding
/// a later one continues the fold, and a change folds again from the first point that it can touch.
/// </summary>
public sealed class Timeline
{
    private readonly RuleInstance _instance;
    private readonly Evaluator _evaluator;
    private readonly Column<Step> _steps = [];
    private readonly Column<Period> _points = [];

    private Step? _before;

    public Timeline(RuleInstance instance)
        : this(instance, [.. instance.Series.Select(definition => new KnownSeries(definition))], null)
    {
    }

    /// <summary>A timeline that goes on after a step; those before it are not computed again.</summary>
    /// <param name="known">The instance's series, as far back as its indicators look from the first point to come.</param>
    /// <param name="before">Null where there is none yet.</param>
    public Timeline(RuleInstance instance, IReadOnlyList<KnownSeries> known, Step? before)
    {
        _instance = instance;
        _before = before;
        Series = known;
        _evaluator = new Evaluator(instance, known);
    }

    public IReadOnlyList<KnownSeries> Series { get; }

    public IReadOnlyList<Step> Steps => _steps;

    /// <summary>Null before the first point.</summary>
    public Step? Head => _steps.Count == 0 ? _before : _steps[^1];

    /// <summary>Whether the rule is neither firing nor counting after the newest point.</summary>
    public bool IsQuiet => (_steps.Count == 0 ? _before?.Phase : _steps[^1].Phase) is null or AlertPhase.Quiet;

    /// <summary>Puts observations in their places and folds again from the earliest of them.</summary>
    /// <returns>The position of the first step that was computed anew; the number of steps where nothing was given.</returns>
    public int Put(IEnumerable<(int Series, Observation Observation)> observations)
    {
        var from = int.MaxValue;
        if (_instance.Points is { } points)
        {
            // All of them first: where two series meet is seen from either.
            var all = observations.ToList();
            foreach (var (series, observation) in all) Series[series].Put(observation);
            foreach (var (series, observation) in all)
            {
                if (points.Has(series, observation.Period, Series)) from = Math.Min(from, PutPoint(observation.Period));
                else if (observation.Standing == Standing.Withdrawn) from = Math.Min(from, RemovePoint(observation.Period));
            }
        }
        else
        {
            foreach (var (series, observation) in observations)
            {
                Series[series].Put(observation);
                from = Math.Min(from, observation.Standing == Standing.Withdrawn && Series.All(known => known.At(observation.Period) is null) ? RemovePoint(observation.Period) : PutPoint(observation.Period));
            }
        }
        if (from == int.MaxValue) return _steps.Count;
        Refold(from);
        return from;
    }

    /// <summary>Adds points after the head whose observations are known already.</summary>
    public void Continue(IEnumerable<Period> points)
    {
        var from = _points.Count;
        foreach (var point in points) PutPoint(point);
        Refold(from);
    }

    /// <summary>Goes on to a point after the head, and keeps no step but that one.</summary>
    public Step Replace(Period point)
    {
        _before = Head;
        _steps.RemoveFrom(0);
        _points.RemoveFrom(0);
        _points.Add(point);
        Refold(0);
        return _steps[0];
    }

    /// <summary>The steps as known now, kept for comparing them with what a change makes of them.</summary>
    public StepsKnown Known() => new([.. _steps]);

    /// <summary>Position of the newest step with a verdict; −1 where there is none.</summary>
    public int NewestVerdict()
    {
        for (var i = _steps.Count - 1; i >= 0; i--)
            if (_steps[i].Verdict.Holds is not null) return i;
        return -1;
    }

    /// <summary>The value of that step; null where there is none.</summary>
    public NewestValue? Newest() => NewestVerdict() is >= 0 and var at ? new(_steps[at].Point, EventMaker.Value(_steps[at].Verdict)) : null;

    /// <summary>The newest value with a verdict among days of the one series, whose steps are not kept.</summary>
    public NewestValue? Newest(PublishedDays days)
    {
        for (var at = days.To - 1; at >= days.From; at--)
            if (_evaluator.At(Series[0].PeriodAt(at)) is { Holds: not null } verdict) return new(Series[0].PeriodAt(at), EventMaker.Value(verdict));
        return null;
    }

    /// <summary>The comparison that speaks for the rule at a step; null where none has a verdict.</summary>
    public Comparison? Leading(Step step) => step.Verdict.Leading < 0 ? null : _evaluator.Comparison(step.Verdict.Leading);

    public IReadOnlyList<ExplanationLine> Explain(Period point) => _evaluator.Explain(point);

    private int PutPoint(Period point)
    {
        if (_points.Count == 0 || _points[^1].CompareTo(point) < 0)
        {
            _points.Add(point);
            return _points.Count - 1;
        }
        var at = _points.Search(point);
        if (at >= 0) return at;
        _points.Insert(~at, point);
        return ~at;
    }

    // Steps before it stay as they are.
    private int RemovePoint(Period point)
    {
        var at = _points.Search(point);
        if (at < 0) return ~at;
        _points.RemoveAt(at);
        return at;
    }

    private void Refold(int from)
    {
        if (from < _steps.Count) _steps.RemoveFrom(from);
        if (_points.Count - _steps.Count > 1) _steps.EnsureCapacity(_points.Count);
        for (var i = from; i < _points.Count; i++)
        {
            var verdict = _evaluator.At(_points[i]);
            var leading = verdict.Leading < 0 ? null : _evaluator.Comparison(verdict.Leading);
            _steps.Add(Step.After(i == 0 ? _before : _steps[i - 1], _points[i], verdict, leading, _instance.Rule));
        }
    }
}
