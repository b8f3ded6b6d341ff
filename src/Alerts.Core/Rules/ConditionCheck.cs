using Alerts.Core.Observations;

namespace Alerts.Core.Rules;

/// <summary>A series that an indicator stands for.</summary>
/// <param name="Second">The other one, where it is two-sided.</param>
internal readonly record struct MatchedSeries(SeriesDefinition First, SeriesDefinition? Second);

/// <summary>Whether a condition makes sense for the series that it names: they exist, frequencies and units suit.</summary>
internal static class ConditionCheck
{
    public static IEnumerable<RuleMistake> Mistakes(ParsedCondition parsed, Condition condition, IReadOnlyDictionary<string, SeriesDefinition> series)
    {
        var comparisons = condition.Comparisons().ToList();
        foreach (var comparison in comparisons)
        {
            foreach (var mistake in SeriesMistakes(parsed, comparison.Indicator, series)) yield return mistake;
            if (parsed.UnknownIndicators.Contains(comparison.Indicator)) continue;
            foreach (var mistake in ComparisonMistakes(parsed, comparison, series)) yield return mistake;
            if (Indicators.Of(comparison.Indicator.Name).CountsDays && condition is not Comparison) yield return At(parsed, comparison.Indicator, "not-single", "age stands alone in its rule: it is evaluated by the day, others by their observations");
        }
        if (SecondGlob(parsed, comparisons) is { } two) yield return two;
    }

    private static RuleMistake? SecondGlob(ParsedCondition parsed, List<Comparison> comparisons)
    {
        string? first = null;
        foreach (var comparison in comparisons)
        {
            foreach (var name in comparison.Indicator.AllSeries.Where(Glob.IsGlob))
            {
                if (first is not null && first != name) return At(parsed, comparison.Indicator, "two-globs", $"'{name}' is a second glob: a rule has one at most", $"{first} again, or a series");
                first = name;
            }
        }
        return null;
    }

    /// <summary>The series that a name or a glob stands for, in order of id.</summary>
    public static IEnumerable<SeriesDefinition> Matches(string name, IReadOnlyDictionary<string, SeriesDefinition> series) =>
        Glob.IsGlob(name)
            ? series.Values.Where(definition => IsMatch(name, definition)).OrderBy(definition => definition.Id, StringComparer.Ordinal)
            : series.TryGetValue(name, out var found) ? [found] : [];

    private static bool IsThere(string name, IReadOnlyDictionary<string, SeriesDefinition> series) =>
        Glob.IsGlob(name) ? series.Values.Any(definition => IsMatch(name, definition)) : series.ContainsKey(name);

    private static bool IsMatch(string glob, SeriesDefinition definition) => SeriesConversion.IsConverted(definition.Id) == SeriesConversion.IsConverted(glob) && Glob.Matches(glob, definition.Id);

    /// <summary>The series that an indicator stands for, with the other one of each where it is two-sided.</summary>
    public static IEnumerable<MatchedSeries> Matches(Indicator indicator, IReadOnlyDictionary<string, SeriesDefinition> series)
    {
        // Of an own type, one after the other: there may be thousands, and code of the library over such a type is compiled when the program runs.
        foreach (var first in Matches(indicator.Series, series))
        {
            if (indicator.Second is not { } second) yield return new(first, null);
            else if (second == indicator.Series && Glob.IsGlob(second)) yield return new(first, first);
            else foreach (var other in Matches(second, series)) yield return new(first, other);
        }
    }

    private static IEnumerable<RuleMistake> SeriesMistakes(ParsedCondition parsed, Indicator indicator, IReadOnlyDictionary<string, SeriesDefinition> series)
    {
        var (isSecond, at) = (false, parsed.PlaceOf(indicator));
        foreach (var name in indicator.AllSeries)
        {
            if (isSecond) at = parsed.PlaceOfSecond(indicator);
            isSecond = true;
            // Why a converted one is not there has been said where its conversion was.
            var own = SeriesConversion.IsConverted(name) ? name[..name.IndexOf(' ', StringComparison.Ordinal)] : name;
            if (IsThere(own, series)) continue;
            if (Glob.IsGlob(own)) yield return At(at, "no-match", $"no series matches '{own}'") with { IsWarning = true };
            else yield return At(at, "unknown-series", $"unknown series '{own}'", null, Nearest.Name(own, series.Keys.Where(key => !SeriesConversion.IsConverted(key)).Order(StringComparer.Ordinal)));
        }
    }

    private static IEnumerable<RuleMistake> ComparisonMistakes(ParsedCondition parsed, Comparison comparison, IReadOnlyDictionary<string, SeriesDefinition> series)
    {
        var (indicator, threshold) = (comparison.Indicator, comparison.Threshold);
        var kind = Indicators.Of(indicator.Name);
        var name = kind.Name.Text();
        if (ArgumentMistake(parsed, indicator, kind) is { } wrong) yield return wrong;
        var unitIsRead = !parsed.Mistakes.Any(mistake => mistake.Code == "unknown-unit" && Overlaps(mistake, parsed.PlaceOf(threshold)));
        if (kind.IsPercent && unitIsRead && threshold.Unit != Unit.Percent)
            yield return At(parsed, threshold, "wrong-unit", $"{name} is in percent and does not compare with {threshold}", "a number with %");
        if (kind.IsBare && unitIsRead && threshold.Unit is not null)
            yield return At(parsed, threshold, "wrong-unit", $"{name} has no unit and does not compare with {threshold}", "a number without a unit");
        if (kind.IsNeverNegative && threshold.Value < 0)
            yield return At(parsed, threshold, "wrong-value", $"{name} is never negative: comparing it with {threshold} says nothing", "a number of zero or more");
        if (kind.CountsDays && unitIsRead && threshold.Unit != Unit.Days)
            yield return At(parsed, threshold, "wrong-unit", $"{name} is in days and does not compare with {threshold}", "a number with days");
        var conversions = parsed.Conversions.Where(conversion => ReferenceEquals(conversion.Whole, indicator)).ToList();
        if (kind.IsPercent && unitIsRead && conversions is [var told, ..])
            yield return At(told.UnitAt, "wrong-unit", $"{name} is in percent: there is nothing to convert to {told.Unit}");
        foreach (var (first, second) in Matches(indicator, series))
        {
            if (kind.CountsDays)
            {
                if (first.Released is null) yield return At(parsed, indicator, "no-calendar", $"{first.Id} has no release calendar, so nobody can say when it was due", "released: in its dataset");
                continue;
            }
            if (FrequencyMistake(parsed, indicator, kind, first) is { } frequency) yield return frequency;
            if (second is not null && PairMistake(parsed, indicator, (PairKind)kind, first, second) is { } pair)
            {
                yield return pair;
                continue;
            }
            if (AddsUp(indicator, kind) && !first.Unit.AddsUp)
            {
                yield return At(parsed, indicator, "prices-do-not-add-up", $"{Called(indicator, name)} adds up, and {first.Id} in {first.Unit} does not add up", "a series of amounts");
                continue;
            }
            if (kind.IsPercent || kind.IsBare || !unitIsRead) continue;
            var unit = kind.UnitOf(first.Unit, second?.Unit)!;
            if (!unit.ConvertsTo(threshold.Unit ?? Unit.One))
                yield return At(parsed, threshold, "wrong-unit", $"{(kind.Name == IndicatorName.Level ? first.Id : $"{name}({first.Id}{(second is null ? "" : $", {second.Id}")})")} is in {unit} and does not compare with {threshold}", $"a number in {unit}");
            foreach (var conversion in conversions)
                if (!unit.ConvertsTo(conversion.Unit)) yield return At(conversion.UnitAt, "wrong-unit", $"{name} is in {unit} and does not convert to {conversion.Unit}", $"a unit such as {unit}; currencies convert inside the parentheses, through an exchange rate");
        }
    }

    private static bool AddsUp(Indicator indicator, IndicatorKind kind) => kind.AddsUp || indicator.Argument is Joined;

    private static string Called(Indicator indicator, string name) => indicator.Argument is Joined ? $"{name} with {Joined.Word}" : name;

    private static RuleMistake? PairMistake(ParsedCondition parsed, Indicator indicator, PairKind kind, SeriesDefinition first, SeriesDefinition second)
    {
        var name = kind.Name.Text();
        if ((first.Frequency == Frequency.Monthly) != (second.Frequency == Frequency.Monthly))
            return At(parsed.PlaceOfSecond(indicator), "wrong-frequency", $"{name} is over two series of the same frequency, and {(first.Frequency == Frequency.Monthly ? first.Id : second.Id)} alone is monthly");
        if (kind.Suits(first.Unit, second.Unit)) return null;
        return kind is UnitValue
            ? first.Unit.Currency is null || first.Unit.Divisor is not null
                ? At(parsed.PlaceOf(indicator), "wrong-unit", $"{name} takes money first, and {first.Id} is in {first.Unit}", "a series in a currency")
                : At(parsed.PlaceOfSecond(indicator), "wrong-unit", $"{name} divides by an amount, and {second.Id} is in {second.Unit}", "a series of amounts, such as t")
            : At(parsed.PlaceOfSecond(indicator), "wrong-unit", $"{second.Id} in {second.Unit} does not compare with {first.Id} in {first.Unit}", $"a series in {first.Unit}");
    }

    private static RuleMistake? ArgumentMistake(ParsedCondition parsed, Indicator indicator, IndicatorKind kind)
    {
        var (name, argument, example) = (kind.Name.Text(), indicator.Argument, $"{kind.Name.Text()}({indicator.Series}, {kind.Argument.Example()})");
        if (argument is null)
            return kind.Argument is ArgumentKind.None or ArgumentKind.Joined ? null
                : At(parsed, indicator, "wrong-argument", kind.Argument == ArgumentKind.Count ? $"{name} needs a count of observations" : $"{name} needs a length", example);
        return (kind.Argument, argument) switch
        {
            (ArgumentKind.None, _) => At(parsed, argument, "wrong-argument", $"{name} takes a series and nothing else", $"{name}({indicator.Series})"),
            (ArgumentKind.Joined, not Joined) => At(parsed, argument, "wrong-argument", $"{name} takes a series, and {Joined.Word} or nothing", $"{name}({indicator.Series}, {Joined.Word})"),
            (not ArgumentKind.Joined, Joined) => At(parsed, argument, "wrong-argument", $"only yoy is {Joined.Word}", example),
            (ArgumentKind.Count, not LastCount) => At(parsed, argument, "wrong-argument", $"{name} counts observations", example),
            (ArgumentKind.Count, LastCount { Count: < 2 }) when kind is ZScore => At(parsed, argument, "wrong-argument", $"{name} needs two observations or more to deviate from", example),
            (ArgumentKind.Window or ArgumentKind.Months, Since) => At(parsed, argument, "wrong-argument", $"{name} takes the length of a window, not a date", example),
            (ArgumentKind.Months, Span { InMonths: null }) => At(parsed, argument, "wrong-argument", $"{name} is over months", example),
            _ => null,
        };
    }

    private static RuleMistake? FrequencyMistake(ParsedCondition parsed, Indicator indicator, IndicatorKind kind, SeriesDefinition definition)
    {
        var name = kind.Name.Text();
        var isMonthly = definition.Frequency == Frequency.Monthly;
        if (kind.IsMonthlyOnly && !isMonthly)
            return At(parsed, indicator, "wrong-frequency", $"{name} is for monthly series, and {definition.Id} is daily", $"change({definition.Id}, 1 month)");
        if (isMonthly && kind.Argument != ArgumentKind.Months && indicator.Argument is Span { InMonths: null } span)
            return At(parsed, span, "wrong-argument", $"{definition.Id} is monthly: {name} over {span} says nothing", "months or years");
        return null;
    }

    private static bool Overlaps(RuleMistake mistake, Place place) => mistake.Offset >= place.Offset && mistake.Offset < place.Offset + place.Length;

    private static RuleMistake At(ParsedCondition parsed, object part, string code, string message, string? expected = null, string? nearest = null) => At(parsed.PlaceOf(part), code, message, expected, nearest);

    private static RuleMistake At(Place place, string code, string message, string? expected = null, string? nearest = null) =>
        new("when", place.Offset, Math.Max(1, place.Length), code, message, expected, nearest);
}
