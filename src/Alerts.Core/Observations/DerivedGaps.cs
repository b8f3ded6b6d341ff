namespace Alerts.Core.Observations;

/// <summary>A period that a derived series has no value for, though a part of it has, and why.</summary>
public sealed record DerivedGap(Period Period, string Reason);

/// <summary>Why derived series have no values where their parts have some.</summary>
public static class DerivedGaps
{
    /// <param name="definition">A derived series.</param>
    /// <param name="history">Its own vintages.</param>
    /// <param name="partOf">The vintages of a part, by its id.</param>
    /// <returns>In order of period. The rates of a conversion open no gaps: nobody converts what is not there.</returns>
    public static IReadOnlyList<DerivedGap> Of(SeriesDefinition definition, IEnumerable<Observation> history, Func<string, IReadOnlyList<Observation>> partOf)
    {
        var known = history.Select(observation => observation.Period).ToHashSet();
        var parts = definition.Parts.ToDictionary(id => id, id => partOf(id).GroupBy(observation => observation.Period).ToDictionary(vintages => vintages.Key, vintages => vintages.Last()), StringComparer.Ordinal);
        var asked = definition.Derivation is Derivation.Conversion ? parts[definition.Parts[0]].Keys : parts.Values.SelectMany(periods => periods.Keys);
        return [.. asked.Distinct().Where(period => !known.Contains(period)).Order().Select(period => new DerivedGap(period, Reason(definition, period, parts)))];
    }

    private static string Reason(SeriesDefinition definition, Period period, Dictionary<string, Dictionary<Period, Observation>> parts) => definition.Derivation switch
    {
        Derivation.Conversion { WithinDays: 0 } => $"{definition.Parts[1]} has no rate of {period} above zero",
        Derivation.Conversion conversion => $"{definition.Parts[1]} has no rate above zero of {period}, nor of the {conversion.WithinDays} days before",
        Derivation.UnitValue when parts[definition.Parts[1]].TryGetValue(period, out var quantity) && quantity.Value <= 0 => $"{definition.Parts[1]} is {Printed.Value(quantity.Value, quantity.Unit)}, and nothing can be divided by it",
        _ => $"{string.Join(" and ", definition.Parts.Where(id => !parts[id].ContainsKey(period)))} {(definition.Parts.Count(id => !parts[id].ContainsKey(period)) == 1 ? "has" : "have")} no value of {period}",
    };
}
