using Alerts.Core.Observations;

namespace Alerts.Core.Rules;

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
        var globs = comparisons.Select(comparison => comparison.Indicator).Where(indicator => Glob.IsGlob(indicator.Series)).DistinctBy(indicator => indicator.Series).ToList();
        if (globs.Count > 1) yield return At(parsed, globs[1], "two-globs", $"'{globs[1].Series}' is a second glob: a rule has one at most", $"{globs[0].Series} again, or a series");
    }

    /// <summary>The series that a name or a glob stands for, in order of id.</summary>
    public static IEnumerable<SeriesDefinition> Matches(string name, IReadOnlyDictionary<string, SeriesDefinition> series) =>
        Glob.IsGlob(name)
            ? series.Values.Where(definition => Glob.Matches(name, definition.Id)).OrderBy(definition => definition.Id, StringComparer.Ordinal)
            : series.TryGetValue(name, out var found) ? [found] : [];

    private static IEnumerable<RuleMistake> SeriesMistakes(ParsedCondition parsed, Indicator indicator, IReadOnlyDictionary<string, SeriesDefinition> series)
    {
        if (Matches(indicator.Series, series).Any()) yield break;
        if (Glob.IsGlob(indicator.Series)) yield return At(parsed, indicator, "no-match", $"no series matches '{indicator.Series}'") with { IsWarning = true };
        else yield return At(parsed, indicator, "unknown-series", $"unknown series '{indicator.Series}'", null, Nearest.Name(indicator.Series, series.Keys.Order(StringComparer.Ordinal)));
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
        if (kind.IsNeverNegative && threshold.Value < 0)
            yield return At(parsed, threshold, "wrong-value", $"{name} is never negative: comparing it with {threshold} says nothing", "a number of zero or more");
        if (kind.CountsDays && unitIsRead && threshold.Unit != Unit.Days)
            yield return At(parsed, threshold, "wrong-unit", $"{name} is in days and does not compare with {threshold}", "a number with days");
        foreach (var definition in Matches(indicator.Series, series))
        {
            if (kind.CountsDays)
            {
                if (definition.Released is null) yield return At(parsed, indicator, "no-calendar", $"{definition.Id} has no release calendar, so nobody can say when it was due", "released: in its dataset");
                continue;
            }
            if (FrequencyMistake(parsed, indicator, kind, definition) is { } frequency) yield return frequency;
            if (kind.AddsUp && !definition.Unit.AddsUp) yield return At(parsed, indicator, "prices-do-not-add-up", $"{name} adds up, and {definition.Id} in {definition.Unit} does not add up", "a series of amounts");
            else if (!kind.IsPercent && unitIsRead && !Compares(definition.Unit, threshold))
                yield return At(parsed, threshold, "wrong-unit", $"{(kind.Name == IndicatorName.Level ? definition.Id : $"{name}({definition.Id})")} is in {definition.Unit} and does not compare with {threshold}", $"a number in {definition.Unit}");
        }
    }

    private static bool Compares(Unit unit, Threshold threshold) => unit.ConvertsTo(threshold.Unit ?? Unit.One);

    private static RuleMistake? ArgumentMistake(ParsedCondition parsed, Indicator indicator, IndicatorKind kind)
    {
        var name = kind.Name.Text();
        return (kind.Argument, indicator.Argument) switch
        {
            (ArgumentKind.None, not null) => At(parsed, indicator.Argument, "wrong-argument", $"{name} takes a series and nothing else", $"{name}({indicator.Series})"),
            (not ArgumentKind.None, null) => At(parsed, indicator, "wrong-argument", $"{name} needs a length", $"{name}({indicator.Series}, 6 months)"),
            (ArgumentKind.Window, Since) => At(parsed, indicator.Argument, "wrong-argument", $"{name} takes the length of a window, not a date", $"{name}({indicator.Series}, 30 days)"),
            _ => null,
        };
    }

    private static RuleMistake? FrequencyMistake(ParsedCondition parsed, Indicator indicator, IndicatorKind kind, SeriesDefinition definition)
    {
        var name = kind.Name.Text();
        var isMonthly = definition.Frequency == Frequency.Monthly;
        if (kind.IsMonthlyOnly && !isMonthly)
            return At(parsed, indicator, "wrong-frequency", $"{name} is for monthly series, and {definition.Id} is daily", $"change({definition.Id}, 1 month)");
        if (isMonthly && indicator.Argument is Span { InMonths: null } span)
            return At(parsed, span, "wrong-argument", $"{definition.Id} is monthly: {name} over {span} says nothing", "months or years");
        return null;
    }

    private static bool Overlaps(RuleMistake mistake, Place place) => mistake.Offset >= place.Offset && mistake.Offset < place.Offset + place.Length;

    private static RuleMistake At(ParsedCondition parsed, object part, string code, string message, string? expected = null, string? nearest = null)
    {
        var (offset, length) = parsed.PlaceOf(part);
        return new("when", offset, Math.Max(1, length), code, message, expected, nearest);
    }
}
