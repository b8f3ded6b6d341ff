using System.Text.Encodings.Web;
using System.Text.Json;
using Alerts.Core.Alerting;

namespace Alerts.Core.Notifications;

/// <summary>A message of a few sentences that is no alert, in the form of its channel.</summary>
internal static class NoteMessages
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="id">Named where a message may show twice.</param>
    /// <param name="type">Of a webhook's body.</param>
    /// <param name="data">The same: what a program reads; <c>text</c> is added.</param>
    public static Message Of(string channel, EventId id, string subject, IReadOnlyList<string> sentences, string type, DateTimeOffset now, IEnumerable<KeyValuePair<string, string>> data)
    {
        var text = string.Join(' ', sentences);
        var line = EmailMessages.Subject(subject);
        return channel switch
        {
            Notification.Webhook => new(line, JsonSerializer.Serialize(new { type, timestamp = EventJson.Instant(now), data = data.Append(new("text", text)).ToDictionary() }, Readable), ""),
            Notification.Slack => new(line, JsonSerializer.Serialize(new { text = SlackMessages.Cut($"{SlackMessages.Escaped(text)} ({id})", SlackMessages.LongestText) }, Readable), ""),
            Notification.Teams => new(line, TeamsMessages.Note(subject, sentences), ""),
            _ => new(line, string.Concat(sentences.Select(sentence => sentence + "\n")), Html.Join(sentences.Select(sentence => Html.Of($"<p>{sentence}</p>\n"))).Text),
        };
    }
}
