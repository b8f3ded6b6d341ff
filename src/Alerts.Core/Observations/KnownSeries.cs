namespace Alerts.Core.Observations;

/// <summary>
/// The observations of one series as known at one moment: one for each period, in order of period. Grows and is revised as
/// publications are applied.
/// </summary>
public sealed class KnownSeries(SeriesDefinition definition)
{
    private readonly Column<Period> _periods = [];
    private readonly Column<Known> _observations = [];
    private readonly RecentValues? _recent;

    // Where the next question of each kind is likely to be answered: folds ask for one point after the other.
    private int _afterPeriod;
    private int _afterDay;

    /// <param name="recent">Of the series; of one period the newest last.</param>
    /// <param name="sequence">Later publications than this one are left out.</param>
    public KnownSeries(SeriesDefinition definition, RecentValues recent, long sequence)
        : this(definition)
    {
        _recent = recent;
        _periods.EnsureCapacity(recent.Values.Length);
        _observations.EnsureCapacity(recent.Values.Length);
        for (var at = 0; at < recent.Values.Length; at++)
        {
            var value = recent.Values[at];
            if (value.Sequence > sequence) continue;
            if (value.Unit == definition.Unit) Put(value.Period, new(value.Value, null, at));
            else Put(recent.Observation(at));
        }
    }

    public SeriesDefinition Definition { get; } = definition;

    public int Count => _observations.Count;

    public IReadOnlyList<Period> Periods => _periods;

    /// <param name="at">A position in <see cref="Periods"/>.</param>
    public Period PeriodAt(int at) => _periods[at];

    /// <summary>In the unit of the series.</summary>
    /// <param name="at">A position in <see cref="Periods"/>.</param>
    public decimal Value(int at) => _observations[at].Value;

    public Observation this[int at]
    {
        get
        {
            if (_observations[at] is { Observation: { } known }) return known;
            var observation = _recent!.Observation(_observations[at].Recent);
            _observations[at] = new(observation.Value, observation, 0);
            return observation;
        }
    }

    public bool Has(Period period) => _periods.Search(period) >= 0;

    /// <returns>Null where the period has no observation.</returns>
    public Observation? At(Period period)
    {
        var at = _periods.Search(period);
        return at >= 0 ? this[at] : null;
    }

    /// <summary>Position of the newest observation at or before a period; −1 where there is none.</summary>
    public int IndexUpTo(Period period) => UpTo(period, ref _afterPeriod);

    /// <summary>Position of the newest observation whose last day is not after a day; −1 where there is none.</summary>
    public int IndexUpTo(DateOnly day) => UpTo(Period.Day(day), ref _afterDay);

    private int UpTo(Period period, ref int likely)
    {
        var at = likely;
        if (!IsNewestUpTo(at, period) && !IsNewestUpTo(--at, period))
        {
            at = IsNewestUpTo(_periods.Count - 1, period) ? _periods.Count - 1 : _periods.Search(period);
            if (at < 0) at = ~at - 1;
        }
        likely = at + 1;
        return at;
    }

    private bool IsNewestUpTo(int at, Period period) =>
        at >= 0 && at < _periods.Count && _periods[at].CompareTo(period) <= 0 && (at + 1 == _periods.Count || _periods[at + 1].CompareTo(period) > 0);

    /// <summary>Puts an observation in its place, over the one that its period had; one that is withdrawn takes its period away.</summary>
    public void Put(Observation observation)
    {
        if (observation.Standing == Standing.Withdrawn)
        {
            Remove(observation.Period);
            return;
        }
        if (observation.Unit != Definition.Unit)
            observation = observation with { Value = observation.Quantity.In(Definition.Unit).Amount, Unit = Definition.Unit };
        Put(observation.Period, new(observation.Value, observation, 0));
    }

    private void Remove(Period period)
    {
        var at = _periods.Search(period);
        if (at < 0) return;
        _periods.RemoveAt(at);
        _observations.RemoveAt(at);
    }

    private void Put(Period period, Known observation)
    {
        if (_periods.Count == 0 || _periods[^1].CompareTo(period) < 0)
        {
            _periods.Add(period);
            _observations.Add(observation);
            return;
        }
        var at = _periods.Search(period);
        if (at < 0)
        {
            _periods.Insert(~at, period);
            _observations.Insert(~at, observation);
            return;
        }
        _observations[at] = observation;
    }

    // The observation is null, with its position among the recent values beside it, until somebody asks.
    private readonly record struct Known(decimal Value, Observation? Observation, int Recent);
}
