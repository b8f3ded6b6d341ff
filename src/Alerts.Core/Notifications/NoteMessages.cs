using Alerts.Core.Alerting;
using Alerts.Core.Observations;

namespace Alerts.Core.Notifications;

/// <summary>A message of a few sentences that is no alert, in the form of its channel.</summary>
internal static class NoteMessages
{
    /// <param name="id">Named where a message may show twice.</param>
    /// <param name="type">Of a webhook's body.</param>
    /// <param name="data">The same: what a program reads; <c>text</c> is added.</param>
    public static Message Of(string channel, EventId id, string subject, IReadOnlyList<string> sentences, string type, DateTimeOffset now, IEnumerable<KeyValuePair<string, string>> data)
    {
        var text = string.Join(' ', sentences);
        var line = EmailMessages.Subject(subject);
        return channel switch
        {
            Notification.Webhook => new(line, Webhook(type, now, data.Append(new("text", text))), ""),
            Notification.Slack => new(line, JsonText.Object(json => json.WriteString("text", SlackMessages.Cut($"{SlackMessages.Escaped(text)} ({id})", SlackMessages.LongestText))), ""),
            Notification.Teams => new(line, TeamsMessages.Note(subject, sentences), ""),
            _ => new(line, string.Concat(sentences.Select(sentence => sentence + "\n")), Html.Join(sentences.Select(sentence => Html.Of($"<p>{sentence}</p>\n"))).Text),
        };
    }

    private static string Webhook(string type, DateTimeOffset now, IEnumerable<KeyValuePair<string, string>> data) => JsonText.Object(json =>
    {
        json.WriteString("type", type);
        json.WriteString("timestamp", EventJson.Instant(now));
        json.WriteStartObject("data");
        foreach (var (name, value) in data) json.WriteString(name, value);
        json.WriteEndObject();
    });
}
