namespace Alerts.Core.Observations;

/// <summary>
/// The observations of one series as known at one moment: one for each period, in order of period. Grows and is revised as
/// publications are applied.
/// </summary>
public sealed class KnownSeries(SeriesDefinition definition)
{
    private readonly List<Period> _periods = [];
    private readonly List<Observation> _observations = [];

    public SeriesDefinition Definition { get; } = definition;

    public int Count => _observations.Count;

    public IReadOnlyList<Period> Periods => _periods;

    public Observation this[int at] => _observations[at];

    /// <returns>Null where the period has no observation.</returns>
    public Observation? At(Period period)
    {
        var at = _periods.BinarySearch(period);
        return at >= 0 ? _observations[at] : null;
    }

    /// <summary>Position of the newest observation at or before a period; −1 where there is none.</summary>
    public int IndexUpTo(Period period)
    {
        // Nearly always asked about the newest ones.
        if (_periods.Count > 0 && _periods[^1].CompareTo(period) <= 0) return _periods.Count - 1;
        var at = _periods.BinarySearch(period);
        return at >= 0 ? at : ~at - 1;
    }

    /// <summary>Position of the newest observation whose last day is not after a day; −1 where there is none.</summary>
    public int IndexUpTo(DateOnly day) => IndexUpTo(Period.Day(day));

    /// <summary>Puts an observation in its place, over the one that its period had.</summary>
    public void Put(Observation observation)
    {
        if (observation.Unit != Definition.Unit)
            observation = observation with { Value = observation.Quantity.In(Definition.Unit).Amount, Unit = Definition.Unit };
        if (_periods.Count == 0 || _periods[^1].CompareTo(observation.Period) < 0)
        {
            _periods.Add(observation.Period);
            _observations.Add(observation);
            return;
        }
        var at = _periods.BinarySearch(observation.Period);
        if (at >= 0)
        {
            _observations[at] = observation;
            return;
        }
        _periods.Insert(~at, observation.Period);
        _observations.Insert(~at, observation);
    }
}
