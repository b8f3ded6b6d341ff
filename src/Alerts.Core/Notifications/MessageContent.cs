using Alerts.Core.Alerting;
using Alerts.Core.Observations;
using Alerts.Core.Rules;

namespace Alerts.Core.Notifications;

/// <summary>What a message says, whatever its form: every form is made of this alone.</summary>
/// <param name="Event">Its id.</param>
/// <param name="Sentences">The news first.</param>
/// <param name="Sparkline">Null where there are fewer than two values.</param>
/// <param name="Steps">How the values came about.</param>
/// <param name="Facts">The rule, and why the reader gets this: label and text.</param>
internal sealed record MessageContent(
    string Event,
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
            told.Id.Text,
            told.Severity.Text(),
            told.Title,
            [.. told.Type.IsAboutData() ? DataSentence.Of(told) : Sentence.Of(facts), .. PurchaseCost.Of(told, facts.Buys) is { } cost ? [cost.Sentence] : (string[])[]],
            Notifications.Sparkline.Of(facts),
            [.. told.Explanation.Where(line => line.Formula is null && line.Value is not null).Select(line => NumberRow.Of(line, facts))],
            [.. told.Explanation.Where(line => line.Formula is not null || line is { Value: null, NoVerdict: not null }).Select(Step)],
            [.. About(facts)]);
    }

    /// <summary>How many numbers there was no room for: they stand in <c>alerts explain</c>.</summary>
    public int NumbersLeftOut { get; init; }

    /// <summary>The first of several rooms, the largest first, whose form fits; the last one where none does.</summary>
    /// <returns>What is shown, and its form.</returns>
    public (MessageContent Content, string Form) Fitted(IReadOnlyList<Room> rooms, Func<MessageContent, string> form, Predicate<string> fits)
    {
        foreach (var room in rooms.SkipLast(1))
        {
            var content = Within(room);
            var text = form(content);
            if (fits(text)) return (content, text);
        }
        var least = Within(rooms[^1]);
        return (least, form(least));
    }

    /// <summary>What matters most is kept: the news, totals before their parts, newest parts before older ones.</summary>
    public MessageContent Within(Room room)
    {
        string Cut(string text) => Fitting.Cut(text, room.LongestText);
        var shown = NumberRow.MostImportant(Numbers).Take(room.MostNumbers).Order().Select(at => Numbers[at]);
        return this with
        {
            Title = Cut(Title),
            Sentences = [.. Sentences.Take(room.MostLines).Select(Cut)],
            Sparkline = room.ShowsChart ? Sparkline : null,
            Numbers = [.. shown.Select(row => row with { Series = Cut(row.Series), Value = Cut(row.Value), Source = Cut(row.Source) })],
            Steps = [.. Steps.Take(room.MostLines).Select(Cut)],
            Facts = [.. Facts.Select(fact => (fact.Label, Cut(fact.Text)))],
            NumbersLeftOut = Math.Max(0, Numbers.Count - room.MostNumbers),
        };
    }

    private static string Step(ExplanationLine line) => line.NoVerdict is { } reason
        ? $"{line.Name}: no verdict ({reason.Text()})"
        : line.Sum();

    private static IEnumerable<(string Label, string Text)> About(MessageFacts facts)
    {
        var told = facts.Event;
        if (!told.Type.IsAboutData())
        {
            yield return ("Rule", facts.RuleTitle);
            yield return ("Condition", told.When);
        }
        yield return ("Published", Worded.Day(DateOnly.FromDateTime(told.Published.DateTime)) + (told.Publication.File.Length == 0 ? "" : $" ({told.Publication.File})"));
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
            line.Observation is { } observation ? SourceOf(observation, definition) : (line.Period is null ? null : definition?.Derivation.Words) ?? "added up from its parts",
            line.IsPart);
    }

    /// <summary>Their places: totals first, as they stand, then of each total's parts the newest first.</summary>
    public static IEnumerable<int> MostImportant(IReadOnlyList<NumberRow> rows)
    {
        var laterOfName = new Dictionary<string, int>(StringComparer.Ordinal);
        var rank = new int[rows.Count];
        for (var at = rows.Count - 1; at >= 0; at--)
        {
            if (!rows[at].IsPart) continue;
            rank[at] = laterOfName[rows[at].Name] = laterOfName.GetValueOrDefault(rows[at].Name) + 1;
        }
        return Enumerable.Range(0, rows.Count).OrderBy(at => rank[at]);
    }

    private static string SourceOf(Observation observation, SeriesDefinition? definition)
    {
        var rows = observation.Rows.Count switch
        {
            0 => "no row: the query covered it, so it is zero",
            1 => $"row {observation.Rows[0]}",
            _ => $"rows {string.Join(", ", observation.Rows)}",
        };
        return $"{definition?.Publisher ?? observation.Source.Dataset}, {observation.Source.File}, {rows}; known since {Worded.Day(DateOnly.FromDateTime(observation.Vintage.DateTime))}";
    }
}
