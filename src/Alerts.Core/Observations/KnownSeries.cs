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

    // What was read is not copied where it is one value for each period: until something is put or removed it is looked at where it lies.
    private RecentValue[]? _asRead;
    private Observation?[]? _observationsAsRead;

    // Where the next question of each kind is likely to be answered: folds ask for one point after the other.
    private int _afterPeriod;
    private int _afterDay;

    /// <param name="recent">Of the series; of one period the newest last.</param>
    /// <param name="sequence">Later publications than this one are left out.</param>
    public KnownSeries(SeriesDefinition definition, RecentValues recent, long sequence)
        : this(definition)
    {
        _recent = recent;
        if (IsOnePerPeriod(recent.Values, definition.Unit, sequence))
        {
            _asRead = recent.Values;
            return;
        }
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

    public int Count => _asRead?.Length ?? _observations.Count;

    /// <param name="at">From 0, in order of period.</param>
    public Period PeriodAt(int at) => _asRead is { } read ? read[at].Period : _periods[at];

    /// <summary>In the unit of the series.</summary>
    /// <param name="at">From 0, in order of period.</param>
    public decimal Value(int at) => _asRead is { } read ? read[at].Value : _observations[at].Value;

    public Observation this[int at]
    {
        get
        {
            if (_asRead is { } read) return (_observationsAsRead ??= new Observation?[read.Length])[at] ??= _recent!.Observation(at);
            if (_observations[at] is { Observation: { } known }) return known;
            var observation = _recent!.Observation(_observations[at].Recent);
            _observations[at] = new(observation.Value, observation, 0);
            return observation;
        }
    }

    public bool Has(Period period) => Search(period) >= 0;

    /// <returns>Null where the period has no observation.</returns>
    public Observation? At(Period period)
    {
        var at = Search(period);
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
            at = IsNewestUpTo(Count - 1, period) ? Count - 1 : Search(period);
            if (at < 0) at = ~at - 1;
        }
        likely = at + 1;
        return at;
    }

    private bool IsNewestUpTo(int at, Period period) =>
        at >= 0 && at < Count && PeriodAt(at).CompareTo(period) <= 0 && (at + 1 == Count || PeriodAt(at + 1).CompareTo(period) > 0);

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
        Copy();
        var at = Search(period);
        if (at < 0) return;
        _periods.RemoveAt(at);
        _observations.RemoveAt(at);
    }

    private void Put(Period period, Known observation)
    {
        Copy();
        if (_periods.Count == 0 || _periods[^1].CompareTo(period) < 0)
        {
            _periods.Add(period);
            _observations.Add(observation);
            return;
        }
        var at = Search(period);
        if (at < 0)
        {
            _periods.Insert(~at, period);
            _observations.Insert(~at, observation);
            return;
        }
        _observations[at] = observation;
    }

    private void Copy()
    {
        if (_asRead is not { } read) return;
        _asRead = null;
        _periods.EnsureCapacity(read.Length + 1);
        _observations.EnsureCapacity(read.Length + 1);
        for (var at = 0; at < read.Length; at++)
        {
            _periods.Add(read[at].Period);
            _observations.Add(new(read[at].Value, _observationsAsRead?[at], at));
        }
    }

    private static bool IsOnePerPeriod(RecentValue[] values, Unit unit, long sequence)
    {
        for (var at = 0; at < values.Length; at++)
        {
            ref readonly var value = ref values[at];
            if (value.Unit != unit || value.Sequence > sequence || (at > 0 && values[at - 1].Period.CompareTo(value.Period) >= 0)) return false;
        }
        return true;
    }

    // As a binary search of the library, whose comparisons go through an interface.
    /// <returns>The position of a period; where it has none, the complement of the position of the first after it.</returns>
    private int Search(Period period)
    {
        int low = 0, high = Count - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = PeriodAt(middle).CompareTo(period);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }
        return ~low;
    }

    // The observation is null, with its position among the recent values beside it, until somebody asks.
    private readonly record struct Known(decimal Value, Observation? Observation, int Recent);
}
