using System.Runtime.InteropServices;

namespace Alerts.Core.Observations;

/// <summary>
/// The observations of one series as known at one moment: one for each period, in order of period. Grows and is revised as
/// publications are applied.
/// </summary>
public sealed class KnownSeries(SeriesDefinition definition)
{
    private readonly List<Period> _periods = [];
    private readonly List<Observation> _observations = [];

    // Where the next question of each kind is likely to be answered: folds ask for one point after the other.
    private int _afterPeriod;
    private int _afterDay;

    public SeriesDefinition Definition { get; } = definition;

    public int Count => _observations.Count;

    public IReadOnlyList<Period> Periods => _periods;

    public Observation this[int at] => _observations[at];

    /// <returns>Null where the period has no observation.</returns>
    public Observation? At(Period period)
    {
        var at = Search(period);
        return at >= 0 ? _observations[at] : null;
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
            at = IsNewestUpTo(_periods.Count - 1, period) ? _periods.Count - 1 : Search(period);
            if (at < 0) at = ~at - 1;
        }
        likely = at + 1;
        return at;
    }

    private bool IsNewestUpTo(int at, Period period) =>
        at >= 0 && at < _periods.Count && _periods[at].CompareTo(period) <= 0 && (at + 1 == _periods.Count || _periods[at + 1].CompareTo(period) > 0);

    // As a binary search of the library, whose comparisons go through an interface.
    private int Search(Period period)
    {
        var periods = CollectionsMarshal.AsSpan(_periods);
        int low = 0, high = periods.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = periods[middle].CompareTo(period);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }
        return ~low;
    }

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
        var at = Search(observation.Period);
        if (at >= 0)
        {
            _observations[at] = observation;
            return;
        }
        _periods.Insert(~at, observation.Period);
        _observations.Insert(~at, observation);
    }
}
