using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Alerts.Core.Notifications;

/// <summary>The body for a Microsoft Teams workflow: one Adaptive Card, small enough for what the service makes of it.</summary>
public static class TeamsMessages
{
    /// <summary>Bytes of a request. The service takes 28,672 of a form of its own, which is larger, and says that a message was too large only where the workflow is looked at.</summary>
    public const int Largest = 18_000;

    /// <summary>Bytes of the same with every letter outside ASCII escaped, so that Chinese text stays within it as well.</summary>
    public const int LargestEscaped = 24_000;

    private const string Schema = "http://adaptivecards.io/schemas/adaptive-card.json";
    private const string Version = "1.4";

    private static readonly Room[] Rooms = [new(1500, 40, 20), new(1500, 24, 12, ShowsChart: false), new(800, 12, 8, ShowsChart: false), new(300, 8, 5, ShowsChart: false), new(100, 4, 3, ShowsChart: false)];

    private static readonly JavaScriptEncoder Readable = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    public static Message Of(MessageFacts facts)
    {
        var (content, body) = MessageContent.Of(facts).Fitted(Rooms, content => Posted(json => Alert(json, content)), Fits);
        return new(EmailMessages.Subject($"[{content.Severity}] {content.Title}"), body, "");
    }

    /// <summary>A message that is no alert.</summary>
    public static string Note(string title, IEnumerable<string> sentences) => Posted(json =>
    {
        Text(json, Fitting.Cut(title, Rooms[^1].LongestText), "Bolder", "Medium");
        foreach (var sentence in sentences.Take(Rooms[^1].MostLines)) Text(json, Fitting.Cut(sentence, Rooms[1].LongestText));
    });

    /// <summary>The body of a message about several events: for each its news and where its first number comes from, as many as there is room for.</summary>
    internal static string Together(string lead, IReadOnlyList<MessageContent> contents)
    {
        for (var shown = contents.Count; ; shown--)
        {
            var body = Posted(json => Several(json, lead, contents, shown));
            if (shown == 0 || Fits(body)) return body;
        }
    }

    private static void Several(Utf8JsonWriter json, string lead, IReadOnlyList<MessageContent> contents, int shown)
    {
        Text(json, lead, "Bolder", "Large");
        foreach (var content in contents.Take(shown).Select(content => content.Within(Rooms[2])))
        {
            Headed(json, content);
            foreach (var sentence in content.Sentences) Text(json, sentence);
            if (content.Numbers.FirstOrDefault(row => !row.IsPart) is { } number) Facts(json, [($"{number.Name}, {number.Period}", $"{number.Value} ({number.Series}; {number.Source})")]);
            Text(json, content.Event, isQuiet: true);
        }
        if (shown < contents.Count) Text(json, $"… and {contents.Count - shown} more in 'alerts deliveries'", isQuiet: true);
    }

    private static bool Fits(string body) => Encoding.UTF8.GetByteCount(body) <= Largest && body.Sum(letter => char.IsAscii(letter) ? 1 : LongestEscape) <= LargestEscaped;

    // \u5F20
    private const int LongestEscape = 6;

    private static void Alert(Utf8JsonWriter json, MessageContent content)
    {
        Headed(json, content);
        foreach (var sentence in content.Sentences) Text(json, sentence);
        foreach (var step in content.Steps) Text(json, step, font: "Monospace");
        Facts(json, NumberRow.MostImportant(content.Numbers).Select(at => content.Numbers[at]).Select(row => ($"{row.Name}, {row.Period}", $"{row.Value} ({row.Series}; {row.Source})")));
        if (content.NumbersLeftOut > 0) Text(json, $"… and {content.NumbersLeftOut} more numbers in 'alerts explain'", isQuiet: true);
        if (content.Sparkline is { } line) Text(json, $"{line.Text} {line.From} … {line.To}", font: "Monospace", isQuiet: true);
        Facts(json, content.Facts.Append(("Severity", content.Severity)));
    }

    // The colour goes by severity; it is told in words at the end as well.
    private static void Headed(Utf8JsonWriter json, MessageContent content)
    {
        json.WriteStartObject();
        json.WriteString("type", "Container");
        json.WriteString("style", content.Severity switch { "critical" or "high" => "attention", "warning" => "warning", _ => "emphasis" });
        json.WriteBoolean("bleed", true);
        json.WriteStartArray("items");
        Text(json, $"[{content.Severity}] {content.Title}", "Bolder", "Large");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    // Without wrap a text is cut at the end of its line.
    private static void Text(Utf8JsonWriter json, string text, string? weight = null, string? size = null, string? font = null, bool isQuiet = false)
    {
        json.WriteStartObject();
        json.WriteString("type", "TextBlock");
        json.WriteString("text", TeamsMarkup.Escaped(text));
        json.WriteBoolean("wrap", true);
        if (weight is not null) json.WriteString("weight", weight);
        if (size is not null) json.WriteString("size", size);
        if (font is not null) json.WriteString("fontType", font);
        if (isQuiet) json.WriteBoolean("isSubtle", true);
        json.WriteEndObject();
    }

    private static void Facts(Utf8JsonWriter json, IEnumerable<(string Label, string Text)> facts)
    {
        json.WriteStartObject();
        json.WriteString("type", "FactSet");
        json.WriteStartArray("facts");
        foreach (var (label, text) in facts)
        {
            json.WriteStartObject();
            json.WriteString("title", TeamsMarkup.Escaped(label));
            json.WriteString("value", TeamsMarkup.Escaped(text));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Posted(Action<Utf8JsonWriter> body)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = Readable }))
        {
            json.WriteStartObject();
            json.WriteString("type", "message");
            json.WriteStartArray("attachments");
            json.WriteStartObject();
            json.WriteString("contentType", "application/vnd.microsoft.card.adaptive");
            json.WriteNull("contentUrl");
            json.WriteStartObject("content");
            json.WriteString("$schema", Schema);
            json.WriteString("type", "AdaptiveCard");
            json.WriteString("version", Version);
            json.WriteStartObject("msteams");
            json.WriteString("width", "Full");
            json.WriteEndObject();
            json.WriteStartArray("body");
            body(json);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
