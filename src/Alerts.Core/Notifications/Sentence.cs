using Alerts.Core.Alerting;
using Alerts.Core.Observations;
using Alerts.Core.Rules;

namespace Alerts.Core.Notifications;

/// <summary>What happened, in sentences: "Terbium oxide rose 21.9 % in six months: 6,550 CNY/kg on 24 Mar 2025 against 5,373 on 24 Sep 2024."</summary>
internal static class Sentence
{
    public static IEnumerable<string> Of(MessageFacts facts)
    {
        var told = facts.Event;
        var news = News(facts);
        yield return told.Type switch
        {
            EventType.Retracted => $"An alert is taken back. As now known, {Lower(news)}.",
            EventType.Corrected => $"A number was revised. As now known, {Lower(news)}.",
            EventType.Resolved => $"Over: {Lower(news)}.",
            _ => news + ".",
        };
        if (told.IsUnconfirmed) yield return "Unconfirmed: the figure is far from the one before, and waits to be confirmed. If the next one is back, this is taken back too.";
        if (told.Explanation.Any(line => line.Note == CalendarNote.NewYear)) yield return $"{CalendarNote.NewYear}: it fell in January in one of the two years, in February in the other, so part of this is the calendar's doing.";
        foreach (var amended in told.Amends) yield return Amended(told, amended);
        if (told.Type == EventType.Retracted) yield return "On these numbers it would not have been raised: please disregard it.";
        if (told.Level is { } level && told.Type == EventType.Escalated && told.Threshold is { } threshold) yield return $"This is step {level} beyond {threshold}.";
        if (told.Newest is { } newest) yield return $"The same file goes on to {Worded.Text(newest.Period)}{(newest.Value is { } value ? $", where it stands at {Printed.Value(value, told.Unit)}" : "")}.";
        if (told.Revised && told.Type is not (EventType.Corrected or EventType.Retracted)) yield return "This comes from a revised figure, not from a new one.";
        if (told.Reason is { } reason) yield return $"Sent because: {reason}.";
    }

    private static string News(MessageFacts facts)
    {
        var told = facts.Event;
        if (told.Measure is not { } measure || told.Value is not { } value) return $"{facts.RuleTitle}: there is no number for {Worded.Text(told.Period)}";
        var title = Headline.Titled(measure.Indicator, id => facts.Series.GetValueOrDefault(id)?.Title ?? id);
        var (current, @base) = (Line(told, measure, ExplanationLine.Current), Line(told, measure, ExplanationLine.Base));
        return $"{title} {Verb(measure, value, told.Period)}" + measure.Indicator.Name switch
        {
            IndicatorName.Level => current is null ? "" : When(current),
            IndicatorName.Ytd or IndicatorName.Age => "",
            IndicatorName.Spread or IndicatorName.Ratio or IndicatorName.Share or IndicatorName.UnitValue => Pair(told, measure),
            _ => Figures(current, @base),
        };
    }

    private static string Verb(Comparison measure, decimal value, Period period)
    {
        var printed = Printed.Value(Math.Abs(value), measure.Threshold.Unit);
        var moved = Printed.Rounded(value, measure.Threshold.Unit) == 0 ? "did not move" : $"{(value > 0 ? "rose" : "fell")} {printed}";
        var month = Period.Months(period.LastMonth, period.LastMonth);
        return measure.Indicator.Name switch
        {
            IndicatorName.Level => $"stands at {Printed.Value(value, measure.Threshold.Unit)}",
            IndicatorName.Change or IndicatorName.Move => $"{moved} {Over(measure.Indicator.Argument!)}",
            IndicatorName.Rise => $"is {printed} above its low of the last {Length(measure.Indicator.Argument!)}",
            IndicatorName.Fall => $"is {printed} below its high of the last {Length(measure.Indicator.Argument!)}",
            IndicatorName.Age => $"has had no newer figure for {printed} since its newest was due",
            IndicatorName.Mom => $"{moved} against the month before",
            IndicatorName.Yoy when measure.Indicator.Argument is Joined && Headline.JoinedMonths(period) is { Kind: PeriodKind.Combined } both => $"{moved} in {Worded.Text(both)} together, against a year before",
            IndicatorName.Yoy => $"{moved} against a year before",
            IndicatorName.Sum => $"came to {Printed.Value(value, measure.Threshold.Unit)} in {Length(measure.Indicator.Argument!)} to {Worded.Text(month)}",
            IndicatorName.Avg => $"has a mean of {Printed.Value(value, measure.Threshold.Unit)} over its last {measure.Indicator.Argument} values",
            IndicatorName.Min => $"has a low of {Printed.Value(value, measure.Threshold.Unit)} over its last {measure.Indicator.Argument} values",
            IndicatorName.Max => $"has a high of {Printed.Value(value, measure.Threshold.Unit)} over its last {measure.Indicator.Argument} values",
            IndicatorName.Zscore => $"is {printed} deviations {(value < 0 ? "below" : "above")} the mean of the {measure.Indicator.Argument} values before",
            IndicatorName.Spread or IndicatorName.Ratio or IndicatorName.Share or IndicatorName.UnitValue => $"stands at {Printed.Value(value, measure.Threshold.Unit)}",
            IndicatorName.Ytd => $"came to {Printed.Value(value, measure.Threshold.Unit)} this year to {Worded.Text(month)}",
            IndicatorName.YtdYoy => $"{moved} this year to {Worded.Text(month)}, against the same months a year before",
            _ => throw new InvalidOperationException($"{measure.Indicator.Name} has no sentence"),
        };
    }

    // The unit is printed once: 6,550 CNY/kg on 24 Mar 2025 against 5,373 on 24 Sep 2024.
    private static string Figures(ExplanationLine? current, ExplanationLine? @base)
    {
        if (current is null) return "";
        var now = $": {Printed.Value(current.Value!.Value, current.Unit)}{When(current)}";
        return @base is null ? now : $"{now} against {(current.Unit == @base.Unit ? Printed.Number(@base.Value!.Value) : Printed.Value(@base.Value!.Value, @base.Unit))}{When(@base)}";
    }

    // Both sides as published: : 6,550 CNY/kg and 1,665 CNY/kg on 24 Mar 2025.
    private static string Pair(AlertEvent told, Comparison measure)
    {
        var lines = told.Explanation.Where(line => line is { Value: not null, NoVerdict: null }).ToList();
        var a = lines.Find(line => line.Name == "a" && line.Series == measure.Indicator.Series);
        var b = lines.Find(line => line.Name == "b" && line.Series == measure.Indicator.Second);
        return a is null || b is null ? "" : $": {Printed.Value(a.Value!.Value, a.Unit)} and {Printed.Value(b.Value!.Value, b.Unit)}{When(a)}";
    }

    private static string When(ExplanationLine line) => line.Period is { } period ? $" {Worded.At(period)}" : "";

    private static ExplanationLine? Line(AlertEvent told, Comparison measure, string name) =>
        told.Explanation.FirstOrDefault(line => line.Name == name && line.Series == measure.Indicator.Series && line is { Value: not null, NoVerdict: null });

    private static string Over(IndicatorArgument argument) => argument is Since since ? $"since {Worded.Day(since.Day)}" : $"in {Length(argument)}";

    private static string Length(IndicatorArgument argument) =>
        argument is Span span ? $"{Worded.Count(span.Count)} {span.Unit.ToString().ToLowerInvariant()}{(span.Count == 1 ? "" : "s")}" : argument.ToString()!;

    private static string Amended(AlertEvent told, Amendment amended) =>
        $"You were told {(amended.Value is { } value ? Printed.Value(value, told.Unit) : "no number")} for {Worded.Text(amended.Period)} ({Kind(amended.Type)}).";

    private static string Kind(EventType type) => type switch
    {
        EventType.Firing => "when the alert began",
        EventType.Updated => "as an update",
        EventType.Escalated => "as a further step",
        _ => type.Text(),
    };

    // Titles begin with a capital that is kept where it is more than the sentence's: "GDP", "MB price".
    private static string Lower(string text) =>
        text.Length > 1 && char.IsUpper(text[0]) && char.IsLower(text[1]) ? char.ToLowerInvariant(text[0]) + text[1..] : text;
}
