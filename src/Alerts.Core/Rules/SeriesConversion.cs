using Alerts.Core.Observations;

namespace Alerts.Core.Rules;

/// <summary>Series that a rule looks at in another currency: <c>smm.terbium-oxide in USD/kg through fx.usd-cny</c>.</summary>
public static class SeriesConversion
{
    /// <summary>The id of a converted series: the words that rules write. Ids of a workspace's own series hold no space.</summary>
    public static string Named(string series, Unit unit, string through) => $"{series} in {unit} through {through}";

    // As a derived series has it where it does not say otherwise.
    private const int RateWithinDays = 7;

    public static bool IsConverted(string name) => name.Contains(' ', StringComparison.Ordinal);

    /// <summary>The converted series that a condition names, those of a glob's matches too.</summary>
    /// <param name="series">Every series of the workspace, by id.</param>
    /// <returns>Each once; none for a conversion that is wrong, which is a mistake.</returns>
    public static (IReadOnlyList<SeriesDefinition> Series, IReadOnlyList<RuleMistake> Mistakes) Of(ParsedCondition parsed, IReadOnlyDictionary<string, SeriesDefinition> series)
    {
        var (made, mistakes) = (new List<SeriesDefinition>(), new List<RuleMistake>());
        foreach (var conversion in parsed.Conversions)
        {
            if (conversion.Through is null)
            {
                if (conversion.Whole is null && ConditionCheck.Matches(conversion.Series, series).FirstOrDefault(definition => !definition.Unit.ConvertsTo(conversion.Unit)) is { } other)
                    mistakes.Add(NeedsARate(conversion, other, series.Values));
                continue;
            }
            if (!series.TryGetValue(conversion.Through, out var rate))
            {
                mistakes.Add(At(conversion.ThroughAt!, "unknown-series", $"unknown series '{conversion.Through}'", "an exchange rate", Nearest.Name(conversion.Through, series.Keys.Order(StringComparer.Ordinal))));
                continue;
            }
            foreach (var definition in ConditionCheck.Matches(conversion.Series, series))
            {
                if (Wrong(conversion, definition, rate) is { } mistake) mistakes.Add(mistake);
                else made.Add(Converted(definition, conversion.Unit, rate));
            }
        }
        return ([.. made.DistinctBy(definition => definition.Id)], mistakes);
    }

    private static SeriesDefinition Converted(SeriesDefinition definition, Unit unit, SeriesDefinition rate) => definition with
    {
        Id = Named(definition.Id, unit, rate.Id),
        Unit = unit,
        Publisher = rate.Publisher == definition.Publisher ? definition.Publisher : $"{definition.Publisher}, {rate.Publisher}",
        Parts = [definition.Id, rate.Id],
        Derivation = new Derivation.Conversion(Multiplies: definition.Unit.Currency == rate.Unit.Divisor, RateWithinDays),
        Released = null,
    };

    private static RuleMistake? Wrong(WrittenConversion conversion, SeriesDefinition definition, SeriesDefinition rate)
    {
        if (!rate.Unit.IsRate) return At(conversion.ThroughAt!, "wrong-unit", $"{rate.Id} in {rate.Unit} is no exchange rate", "a series in money over money, such as CNY/USD");
        if ((definition.Frequency == Frequency.Monthly) != (rate.Frequency == Frequency.Monthly))
            return At(conversion.ThroughAt!, "wrong-frequency", $"{definition.Id} and {rate.Id} are not of the same frequency");
        if (definition.Unit.Currency is not { } currency) return At(conversion.SeriesAt, "wrong-unit", $"{definition.Id} in {definition.Unit} has no currency to convert");
        var other = currency == rate.Unit.Currency ? rate.Unit.Divisor : currency == rate.Unit.Divisor ? rate.Unit.Currency : null;
        if (other is null) return At(conversion.ThroughAt!, "wrong-unit", $"{definition.Id} in {definition.Unit} does not convert through {rate.Id} in {rate.Unit}", $"a rate with {currency} in it");
        return definition.Unit.InCurrency(other).ConvertsTo(conversion.Unit) ? null
            : At(conversion.UnitAt, "wrong-unit", $"{definition.Id} in {definition.Unit} does not convert to {conversion.Unit} through {rate.Id} in {rate.Unit}", $"a unit such as {definition.Unit.InCurrency(other)}");
    }

    private static RuleMistake NeedsARate(WrittenConversion conversion, SeriesDefinition definition, IEnumerable<SeriesDefinition> all)
    {
        var (from, to) = (definition.Unit.Currency, conversion.Unit.Currency);
        if (from is null || to is null || from == to || !definition.Unit.InCurrency(to).ConvertsTo(conversion.Unit))
            return At(conversion.UnitAt, "wrong-unit", $"{definition.Id} in {definition.Unit} does not convert to {conversion.Unit}", $"a unit such as {definition.Unit}");
        var rate = all.Where(series => series.Unit.IsRate && new[] { series.Unit.Currency, series.Unit.Divisor }.Order().SequenceEqual(new[] { from, to }.Order())).Select(series => series.Id).Order(StringComparer.Ordinal).FirstOrDefault();
        return At(conversion.UnitAt, "wrong-unit", $"{from} converts to {to} only through an exchange rate", $"in {conversion.Unit} through {rate ?? $"a series in {from}/{to}"}", rate);
    }

    private static RuleMistake At(Place place, string code, string message, string? expected = null, string? nearest = null) =>
        new("when", place.Offset, Math.Max(1, place.Length), code, message, expected, nearest);
}
