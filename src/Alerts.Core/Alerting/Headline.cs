using Alerts.Core.Observations;
using Alerts.Core.Rules;

namespace Alerts.Core.Alerting;

/// <summary>The title of an event: one line for people, with the number.</summary>
internal static class Headline
{
    /// <param name="ruleTitle">Speaks where no comparison has a number, and for a rule of several comparisons.</param>
    /// <param name="leading">The comparison whose value it is; null where none has a verdict.</param>
    /// <param name="value">In the unit of the threshold; null without a verdict.</param>
    /// <param name="title">Of what the comparison is about; says nothing without one.</param>
    /// <param name="amends">Of a correction or a retraction: the last one's value is what people believed.</param>
    public static string Of(EventType type, string ruleTitle, bool isCompound, Comparison? leading, decimal? value, string title, Period period, IReadOnlyList<Amendment> amends, int? level)
    {
        var news = leading is null || value is not { } number ? $"{ruleTitle} (no number for {Worded.Text(period)})" : News(leading, number, title, period);
        if (isCompound && leading is not null && value is not null) news = $"{ruleTitle}: {news}";
        return type switch
        {
            EventType.Updated => $"Still: {news}",
            EventType.Escalated => $"{news} (step {level})",
            EventType.Resolved => $"Over: {news}",
            EventType.Corrected => $"Correction: {news}{Not(amends, leading, value)}",
            EventType.Retracted => $"Taken back: {news}{Not(amends, leading, value)}",
            _ => news,
        };
    }

    private static string News(Comparison comparison, decimal value, string title, Period period)
    {
        var indicator = comparison.Indicator;
        var printed = Printed.Value(value, comparison.Threshold.Unit);
        return indicator.Name switch
        {
            IndicatorName.Level => $"{title} at {printed}",
            IndicatorName.Change or IndicatorName.Move => $"{title} {Moved(value, comparison)} {Over(indicator.Argument!)}",
            IndicatorName.Rise => $"{title} {printed} above its low of {indicator.Argument}",
            IndicatorName.Fall => $"{title} {printed} below its high of {indicator.Argument}",
            IndicatorName.Mom => $"{title} {Moved(value, comparison)} on the month ({Worded.Text(period)})",
            IndicatorName.Yoy => $"{title} {Moved(value, comparison)} on the year ({(indicator.Argument is Joined ? Worded.Text(JoinedMonths(period)) : Worded.Text(period))})",
            IndicatorName.Sum => $"{title} at {printed} in the {indicator.Argument} to {Worded.Text(Period.Months(period.LastMonth, period.LastMonth))}",
            IndicatorName.Avg => $"{title} at a mean of {printed} over its last {indicator.Argument} values",
            IndicatorName.Min => $"{title} at a low of {printed} over its last {indicator.Argument} values",
            IndicatorName.Max => $"{title} at a high of {printed} over its last {indicator.Argument} values",
            IndicatorName.Zscore => $"{title} {Printed.Value(Math.Abs(value), null)} deviations {(value < 0 ? "below" : "above")} the mean of the {indicator.Argument} values before",
            IndicatorName.Spread => $"{title} at {printed}",
            IndicatorName.Ratio => $"{title} at {printed}",
            IndicatorName.Share => $"{title} at {printed}",
            IndicatorName.UnitValue => $"{title} at {printed}",
            IndicatorName.Ytd => $"{title} at {printed} this year to {Worded.Text(Period.Months(period.LastMonth, period.LastMonth))}",
            IndicatorName.YtdYoy => $"{title} {Moved(value, comparison)} this year to {Worded.Text(Period.Months(period.LastMonth, period.LastMonth))}",
            _ => throw new InvalidOperationException($"{indicator.Name} has no headline"),
        };
    }

    /// <summary>January and February of a period that ends with February; every other period as it is.</summary>
    internal static Period JoinedMonths(Period period) => period.LastMonth % 12 == 1 ? Period.Months(period.LastMonth - 1, period.LastMonth) : period;

    /// <summary>What an indicator is about: the title of its series, or of both.</summary>
    internal static string Titled(Indicator indicator, Func<string, string> title)
    {
        var first = title(indicator.Series);
        return indicator.Second is not { } second ? first : indicator.Name switch
        {
            IndicatorName.Spread => $"{first} less {title(second)}",
            IndicatorName.Share => $"{first} as a share of {title(second)}",
            IndicatorName.UnitValue => $"Unit value of {first} over {title(second)}",
            _ => $"{first} over {title(second)}",
        };
    }

    private static string Moved(decimal value, Comparison comparison)
    {
        var unit = comparison.Threshold.Unit;
        return Printed.Rounded(value, unit) == 0 ? "unchanged" : $"{(value > 0 ? "up" : "down")} {Printed.Value(Math.Abs(value), unit)}";
    }

    private static string Over(IndicatorArgument argument) => argument is Since since ? $"since {Worded.Day(since.Day)}" : $"in {argument}";

    private static string Not(IReadOnlyList<Amendment> amends, Comparison? leading, decimal? value)
    {
        if (amends.Count == 0 || leading is null || amends[^1].Value is not { } told) return "";
        var unit = leading.Threshold.Unit;
        if (value is { } now && Printed.Rounded(now, unit) == Printed.Rounded(told, unit)) return "";
        return $", not {(TellsAMove(leading.Indicator.Name) ? Moved(told, leading) : Printed.Value(told, unit))}";
    }

    private static bool TellsAMove(IndicatorName name) =>
        name is IndicatorName.Change or IndicatorName.Move or IndicatorName.Mom or IndicatorName.Yoy or IndicatorName.YtdYoy;
}
