namespace Alerts.Core.Observations;

/// <summary>
/// Value divided by quantity at each period that both have. Where one has a combined period and the other its single months, those are added up: the unit value of
/// several months is their value over their quantity, never the mean of monthly ones. A quantity that is not above zero gives none.
/// </summary>
internal sealed class UnitValues(SeriesDefinition definition) : IDerivedValues
{
    private readonly Dictionary<Period, Observation> _values = [];
    private readonly Dictionary<Period, Observation> _quantities = [];
    private readonly HashSet<Period> _combined = [];

    public void Learn(Observation part, List<Observation> history)
    {
        var own = part.Series == definition.Parts[0] ? _values : _quantities;
        if (own.TryGetValue(part.Period, out var before) && before.Vintage > part.Vintage) return;
        own[part.Period] = part;
        if (part.Period.Kind == PeriodKind.Combined) _combined.Add(part.Period);
        foreach (var period in _combined.Where(combined => Holds(combined, part.Period)).Append(part.Period).Distinct().Order())
            if (Made(part, period, At(_values, period), At(_quantities, period)) is { } made) history.Add(made);
    }

    private Observation? Made(Observation last, Period period, List<Observation>? values, List<Observation>? quantities)
    {
        // A period that both have only in part is none of either.
        if (values is null || quantities is null || (values.Count > 1 && quantities.Count > 1)) return null;
        var (valueUnit, quantityUnit) = (values[0].Unit, quantities[0].Unit);
        var (value, quantity) = (values.Sum(part => part.Quantity.In(valueUnit).Amount), quantities.Sum(part => part.Quantity.In(quantityUnit).Amount));
        if (quantity <= 0) return null;
        var amount = (Ratio.Of(value, quantity) * valueUnit.Per(quantityUnit)!.To(definition.Unit)).ToDecimal();
        IReadOnlyList<Observation> parts = [.. values, .. quantities];
        return new(definition.Id, period, amount, definition.Unit, parts.Max(part => part.Vintage), last.Publication, [], parts);
    }

    private static List<Observation>? At(Dictionary<Period, Observation> known, Period period)
    {
        if (known.TryGetValue(period, out var own)) return [own];
        if (period.Kind != PeriodKind.Combined) return null;
        var months = Enumerable.Range(period.LastMonth - period.MonthCount + 1, period.MonthCount).Select(month => known.GetValueOrDefault(Period.Months(month, month))).ToList();
        return months.TrueForAll(month => month is not null) ? [.. months.OfType<Observation>()] : null;
    }

    private static bool Holds(Period combined, Period period) =>
        period.Kind != PeriodKind.Day && period.LastMonth <= combined.LastMonth && period.LastMonth - period.MonthCount >= combined.LastMonth - combined.MonthCount;
}
