namespace Alerts.Core.Observations;

/// <summary>
/// A series in another currency. The rate is that of the very period; else, where the conversion allows it, the newest before the period's last day within its
/// limit. A rate that comes later and belongs nearer is another vintage of what it converts. A rate that is not above zero gives no value.
/// </summary>
internal sealed class ConvertedValues(SeriesDefinition definition, Derivation.Conversion conversion) : IDerivedValues
{
    private readonly SortedList<Period, Observation> _amounts = [];
    private readonly SortedList<Period, Observation> _rates = [];

    public void Learn(Observation part, List<Observation> history)
    {
        var isAmount = part.Series == definition.Parts[0];
        var own = isAmount ? _amounts : _rates;
        if (own.TryGetValue(part.Period, out var before) && before.Vintage > part.Vintage) return;
        own[part.Period] = part;
        if (isAmount) Add(part, part, history);
        else foreach (var amount in NearTo(part.Period)) Add(amount, part, history);
    }

    private void Add(Observation amount, Observation last, List<Observation> history)
    {
        if (RateOf(amount.Period) is not { Value: > 0 } rate || (last != amount && last != rate)) return;
        var factor = conversion.Multiplies ? Ratio.Of(rate.Value) : Ratio.Of(1, rate.Value);
        var converted = (Ratio.Of(amount.Value) * factor * amount.Unit.In(definition.Unit.Money).To(definition.Unit)).ToDecimal();
        history.Add(new(definition.Id, amount.Period, converted, definition.Unit, amount.Vintage > rate.Vintage ? amount.Vintage : rate.Vintage, last.Publication, [], [amount, rate]));
    }

    private Observation? RateOf(Period period)
    {
        if (_rates.TryGetValue(period, out var same)) return same;
        if (conversion.WithinDays == 0) return null;
        var at = First(_rates.Keys, period.Last) - 1;
        // Of that very day, or the newest before it.
        if (at + 1 < _rates.Count && _rates.Keys[at + 1].Last == period.Last) at++;
        return at >= 0 && period.Last.DayNumber - _rates.Keys[at].Last.DayNumber <= conversion.WithinDays ? _rates.Values[at] : null;
    }

    /// <summary>The amounts that a rate may belong to.</summary>
    private List<Observation> NearTo(Period rate)
    {
        if (conversion.WithinDays == 0) return _amounts.TryGetValue(rate, out var same) ? [same] : [];
        var near = new List<Observation>();
        for (var at = First(_amounts.Keys, rate.Last); at < _amounts.Count && _amounts.Keys[at].Last.DayNumber - rate.Last.DayNumber <= conversion.WithinDays; at++) near.Add(_amounts.Values[at]);
        return near;
    }

    /// <returns>Position of the first period that does not end before a day.</returns>
    private static int First(IList<Period> periods, DateOnly day)
    {
        var (low, high) = (0, periods.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (periods[middle].Last < day) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
