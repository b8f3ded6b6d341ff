using System.Globalization;
using Alerts.Core.Observations;

namespace Alerts.Core.Rules;

/// <summary>Turns the texts of a rule into a rule, or says everything that is wrong with them.</summary>
public static class RuleBuilder
{
    /// <param name="order">Position among all rules: by file name, then as written.</param>
    /// <param name="series">Every series of the workspace, by id.</param>
    /// <returns>Null with at least one mistake that is no warning; otherwise the rule, perhaps with warnings.</returns>
    public static (Rule? Rule, IReadOnlyList<RuleMistake> Mistakes) Build(RuleDraft draft, int order, IReadOnlyDictionary<string, SeriesDefinition> series)
    {
        var mistakes = new List<RuleMistake>();
        var parsed = RuleLanguage.Parse(draft.When);
        mistakes.AddRange(parsed.Mistakes);
        var (converted, wrong) = SeriesConversion.Of(parsed, series);
        mistakes.AddRange(wrong);
        if (converted.Count > 0) series = Joined(series, converted);
        if (parsed.AsFarAsRead is { } condition)
        {
            mistakes.AddRange(ConditionCheck.Mistakes(parsed, condition, series));
            mistakes.AddRange(NewYearAdvice.Of(parsed, condition, series));
        }

        var single = parsed.AsFarAsRead as Comparison;
        var count = ReadFor(draft.For, mistakes);
        var clear = ReadClear(draft.Clear, parsed.AsFarAsRead, single, mistakes);
        var again = ReadAgainEvery(draft.AgainEvery, parsed.AsFarAsRead, single, mistakes);
        var minBase = ReadMinBase(draft.MinBase, parsed, series, mistakes);

        if (parsed.Condition is null || mistakes.Exists(mistake => !mistake.IsWarning)) return (null, mistakes);
        return (new Rule(draft.Id, order, draft.Title ?? draft.Id, parsed.Condition, count, clear, again, minBase, draft.Severity, draft.Labels) { Converted = converted }, mistakes);
    }

    private static Dictionary<string, SeriesDefinition> Joined(IReadOnlyDictionary<string, SeriesDefinition> series, IReadOnlyList<SeriesDefinition> converted)
    {
        var all = new Dictionary<string, SeriesDefinition>(series, StringComparer.Ordinal);
        foreach (var definition in converted) all[definition.Id] = definition;
        return all;
    }

    private static int ReadFor(string? text, List<RuleMistake> mistakes)
    {
        if (text is null) return 1;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= 10_000) return count;
        mistakes.Add(new("for", 0, Math.Max(1, text.Length), "wrong-value", $"'{text}' is no count of observations", "a whole number from 1 to 10000"));
        return 1;
    }

    private static Threshold? ReadClear(string? text, Condition? when, Comparison? single, List<RuleMistake> mistakes)
    {
        if (text is null) return null;
        var clear = ReadThreshold(text, "clear", when, single, mistakes);
        if (clear is null || single is null) return clear;
        var beyond = (clear.Value - single.Threshold.Value) * single.Operator.Direction() > 0;
        if (beyond) mistakes.Add(new("clear", 0, text.Length, "wrong-value", $"clear: {clear} lies where the rule fires ({single.Operator.Text()} {single.Threshold})", $"at most as far as {single.Threshold}"));
        else if (Math.Sign(clear.Value) * Math.Sign(single.Threshold.Value) < 0)
            mistakes.Add(new("clear", 0, text.Length, "sign-differs", $"clear: {clear} has another sign than the threshold {single.Threshold}", IsWarning: true));
        return clear;
    }

    private static AgainEvery? ReadAgainEvery(string? text, Condition? when, Comparison? single, List<RuleMistake> mistakes)
    {
        if (text is null) return null;
        if (text.Trim() == "period")
        {
            if (when is not null && single is null) mistakes.Add(NotSingle("again-every", text));
            return AgainEvery.Period;
        }
        var step = ReadThreshold(text, "again-every", when, single, mistakes);
        if (step is { Value: <= 0 }) mistakes.Add(new("again-every", 0, text.Length, "wrong-value", $"again-every: {step} is no step", "a number above zero, or period"));
        return step is null ? null : new(step);
    }

    // SEMANTICS §4.2: clear and again-every belong to a rule that is a single comparison, not negated.
    private static Threshold? ReadThreshold(string text, string key, Condition? when, Comparison? single, List<RuleMistake> mistakes)
    {
        var (threshold, wrong) = RuleLanguage.ParseThreshold(text, key);
        mistakes.AddRange(wrong);
        if (when is null) return threshold;
        if (single is null)
        {
            mistakes.Add(NotSingle(key, text));
            return null;
        }
        if (threshold is not null && threshold.Unit != single.Threshold.Unit)
        {
            mistakes.Add(new(key, 0, text.Length, "wrong-unit", $"{key}: {threshold} is not in the unit of the threshold {single.Threshold}", $"a number in {single.Threshold.Unit?.Text ?? "no unit"}"));
            return null;
        }
        return threshold;
    }

    private static RuleMistake NotSingle(string key, string text) =>
        new(key, 0, Math.Max(1, text.Length), "not-single", $"{key} belongs to a rule that is a single comparison, not negated");

    private static Quantity? ReadMinBase(string? text, ParsedCondition parsed, IReadOnlyDictionary<string, SeriesDefinition> series, List<RuleMistake> mistakes)
    {
        if (text is null) return null;
        var (threshold, wrong) = RuleLanguage.ParseThreshold(text, "min-base");
        mistakes.AddRange(wrong);
        if (threshold is null || parsed.AsFarAsRead is not { } when) return null;
        var based = when.Comparisons().Select(comparison => comparison.Indicator)
            .Where(indicator => !parsed.UnknownIndicators.Contains(indicator) && Indicators.Of(indicator.Name).HasBase).ToList();
        if (based.Count == 0 && parsed.UnknownIndicators.Count == 0)
            mistakes.Add(new("min-base", 0, text.Length, "no-base", "min-base needs an indicator with a base", "such as change, mom or yoy"));
        var unit = threshold.Unit ?? Unit.One;
        foreach (var indicator in based)
        {
            if (Unsuited(indicator, unit, series) is not { } definition) continue;
            mistakes.Add(new("min-base", 0, text.Length, "wrong-unit", $"min-base: {threshold} does not compare with {definition.Id}, which is in {definition.Unit}", $"a number in {definition.Unit}"));
            break;
        }
        return new(threshold.Value, unit);
    }

    /// <returns>The first series whose values as a base do not compare with a unit; null where all do.</returns>
    private static SeriesDefinition? Unsuited(Indicator indicator, Unit unit, IReadOnlyDictionary<string, SeriesDefinition> series)
    {
        foreach (var (first, second) in ConditionCheck.Matches(indicator, series))
            if (!unit.ConvertsTo((second ?? first).Unit)) return second ?? first;
        return null;
    }
}
