using Alerts.Core.Alerting;
using Alerts.Core.Observations;
using Alerts.Core.Rules;

namespace Alerts.Core.Notifications;

/// <summary>What a message says, whatever its form: every form is made of this alone.</summary>
/// <param name="Sentences">The news first.</param>
/// <param name="Sparkline">Null where there are fewer than two values.</param>
/// <param name="Steps">How the values came about.</param>
/// <param name="Facts">The rule, and why the reader gets this: label and text.</param>
internal sealed record MessageContent(
    string Severity,
    string Title,
    IReadOnlyList<string> Sentences,
    Sparkline? Sparkline,
    IReadOnlyList<NumberRow> Numbers,
    IReadOnlyList<string> Steps,
    IReadOnlyList<(string Label, string Text)> Facts)
{
    public static MessageContent Of(MessageFacts facts)
    {
        var told = facts.Event;
        return new(
            told.Severity.Text(),
            told.Title,
            PurchaseCost.Of(told, facts.Buys) is { } cost ? [.. Sentence.Of(facts), cost.Sentence] : [.. Sentence.Of(facts)],
            Notifications.Sparkline.Of(facts),
            [.. told.Explanation.Where(line => line.Formula is null && line.Value is not null).Select(line => NumberRow.Of(line, facts))],
            [.. told.Explanation.Where(line => line.Formula is not null || line is { Value: null, NoVerdict: not null }).Select(Step)],
            [.. About(facts)]);
    }

    private static string Step(ExplanationLine line) => line.NoVerdict is { } reason
        ? $"{line.Name}: no verdict ({reason.Text()})"
        : $"{line.Name} = {line.Formula} = {Printed.Value(line.Value!.Value, line.Unit)}";

    private static IEnumerable<(string Label, string Text)> About(MessageFacts facts)
    {
        var told = facts.Event;
        yield return ("Rule", facts.RuleTitle);
        yield return ("Condition", told.When);
        yield return ("Published", Worded.Day(DateOnly.FromDateTime(told.Published.DateTime)) + $" ({told.Publication.File})");
        yield return ("Why you", $"{facts.Subscriber}: {facts.Why}");
        yield return ("Event", told.Alert == told.Id ? told.Id.Text : $"{told.Id}, of alert {told.Alert}");
    }
}

/// <summary>One line of the table of numbers.</summary>
/// <param name="IsPart">Its total stands in another line.</param>
internal sealed record NumberRow(string Name, string Series, string Period, string Value, string Source, bool IsPart)
{
    public static NumberRow Of(ExplanationLine line, MessageFacts facts)
    {
        var definition = facts.Series.GetValueOrDefault(line.Series);
        var basis = definition?.Basis is { } terms ? $", {terms}" : "";
        return new(
            line.Name,
            definition?.Title ?? line.Series,
            line.Period is { } period ? Worded.Text(period) : "sum",
            Printed.Value(line.Value!.Value, line.Unit) + basis,
            line.Observation is { } observation ? SourceOf(observation, definition) : "added up from its parts",
            line.IsPart);
    }

    private static string SourceOf(Observation observation, SeriesDefinition? definition)
    {
        var rows = observation.Rows.Count switch
        {
            0 => "no row: the query covered it, so it is zero",
            1 => $"row {observation.Rows[0]}",
            _ => $"rows {string.Join(", ", observation.Rows)}",
        };
        return $"{definition?.Publisher ?? observation.Publication.Dataset}, {observation.Publication.File}, {rows}; known since {Worded.Day(DateOnly.FromDateTime(observation.Vintage.DateTime))}";
    }
}
