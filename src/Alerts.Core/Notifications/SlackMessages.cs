using System.Text.Json;
using Alerts.Core.Observations;

namespace Alerts.Core.Notifications;

/// <summary>The body of a Slack message: Block Kit within its limits, and a text that stands in where blocks are not shown.</summary>
public static class SlackMessages
{
    /// <summary>Limits of Block Kit, in UTF-16 units.</summary>
    public const int LongestHeader = 150;
    public const int LongestSection = 3000;
    public const int LongestText = 4000;
    public const int MostBlocks = 50;
    private const int NumbersShown = 12;
    private const int LongestNumber = 600;
    private const int RoomForMore = 80;
    private const int MostParts = MostBlocks - 1;
    private const int LongestPart = 1800;

    public static Message Of(MessageFacts facts)
    {
        var content = MessageContent.Of(facts);
        var subject = EmailMessages.Subject($"[{content.Severity}] {content.Title}");
        return new(subject, Body(content, $"{Escaped(subject)} ({facts.Event.Id})"), "");
    }

    /// <summary>The body of a message about several events: a section for each, with its news and where its first number comes from.</summary>
    internal static string Together(string subject, string lead, IReadOnlyList<MessageContent> contents) => Written(Escaped(subject), lead, json =>
    {
        var shown = contents.Count <= MostParts ? contents.Count : MostParts - 1;
        foreach (var content in contents.Take(shown))
        {
            var source = content.Numbers.FirstOrDefault(row => !row.IsPart) is { } number ? $"\n{Number(number)}" : "";
            Section(json, $"*{Escaped($"[{content.Severity}] {content.Title}")}*\n{Cut(Escaped(string.Join('\n', content.Sentences)), LongestPart)}{Cut(source, LongestNumber)}\n{content.Event}");
        }
        if (shown < contents.Count) Section(json, $"… and {contents.Count - shown} more in `alerts deliveries`");
    });

    private static string Body(MessageContent content, string text) => Written(text, content.Title, json =>
    {
        Section(json, string.Join('\n', content.Sentences.Select(Escaped)));
        if (content.Sparkline is { } line) Section(json, Escaped($"{line.Text}\n{line.From} … {line.To}"));
        if (content.Numbers.Count > 0) Section(json, string.Join('\n', Numbers(content.Numbers)));
        if (content.Steps.Count > 0) Section(json, string.Join('\n', content.Steps.Select(Escaped)));
        Section(json, string.Join('\n', content.Facts.Select(fact => $"*{Escaped(fact.Label)}*: {Escaped(fact.Text)}").Append($"*Severity*: {content.Severity}")));
    });

    private static string Written(string text, string header, Action<Utf8JsonWriter> sections) => JsonText.Object(json =>
    {
        json.WriteString("text", Cut(text, LongestText));
        json.WriteStartArray("blocks");
        Block(json, "header", "plain_text", Cut(header, LongestHeader));
        sections(json);
        json.WriteEndArray();
    });

    /// <summary>As many as there is room for. What a total is added up from is left out first, and of that the oldest periods.</summary>
    private static IEnumerable<string> Numbers(IReadOnlyList<NumberRow> rows)
    {
        var lines = rows.Select(row => Cut(Number(row), LongestNumber)).ToList();
        var shown = new SortedSet<int>();
        var room = LongestSection - RoomForMore;
        foreach (var at in NumberRow.MostImportant(rows))
        {
            room -= lines[at].Length + 1;
            if (room < 0 || shown.Count == NumbersShown) break;
            shown.Add(at);
        }
        return shown.Select(at => lines[at]).Concat(shown.Count < rows.Count ? [$"… and {rows.Count - shown.Count} more numbers in `alerts explain`"] : []);
    }

    private static string Number(NumberRow row) => $"• {Escaped(row.Name)}, {Escaped(row.Period)}: *{Escaped(row.Value)}* ({Escaped(row.Source)})";

    private static void Section(Utf8JsonWriter json, string text) => Block(json, "section", "mrkdwn", Cut(text, LongestSection));

    private static void Block(Utf8JsonWriter json, string type, string textType, string text)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteStartObject("text");
        json.WriteString("type", textType);
        json.WriteString("text", text);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Only these three are markup; a raw <c>&lt;!channel&gt;</c> would call everybody.</summary>
    internal static string Escaped(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>Cut between what people see as characters, never inside an escape.</summary>
    internal static string Cut(string text, int longest)
    {
        if (text.Length <= longest) return text;
        var end = Fitting.End(text, longest);
        var escape = end == 0 ? -1 : text.LastIndexOf('&', end - 1);
        if (escape >= 0 && escape > end - 6 && text.IndexOf(';', escape) >= end) end = escape;
        return text[..end] + "…";
    }
}
