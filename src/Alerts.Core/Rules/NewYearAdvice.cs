using Alerts.Core.Observations;

namespace Alerts.Core.Rules;

/// <summary>Advice about the Chinese New Year, which moves between January and February (SEMANTICS §2.4).</summary>
internal static class NewYearAdvice
{
    // Smaller changes on the year are what the feast alone does.
    private const decimal Percent = 25;

    public static IEnumerable<RuleMistake> Of(ParsedCondition parsed, Condition condition, IReadOnlyDictionary<string, SeriesDefinition> series)
    {
        foreach (var comparison in condition.Comparisons())
        {
            if (comparison is not { Indicator: { Name: IndicatorName.Yoy, Argument: null } indicator, Threshold: { } threshold } || threshold.Unit != Unit.Percent || Math.Abs(threshold.Value) >= Percent) continue;
            if (parsed.UnknownIndicators.Contains(indicator) || ConditionCheck.Matches(indicator.Series, series).FirstOrDefault(CalendarNote.IsChinese) is not { } chinese) continue;
            var place = parsed.PlaceOf(indicator);
            var joined = chinese.Unit.AddsUp ? $"yoy({indicator.Series}, {Joined.Word})" : $"a threshold of {Threshold.Plain(Percent)}% or more";
            yield return new("when", place.Offset, Math.Max(1, place.Length), "new-year",
                $"the Chinese New Year moves between January and February: a yoy of {chinese.Id} under {Threshold.Plain(Percent)} % may be nothing else", joined, IsWarning: true);
        }
    }
}
