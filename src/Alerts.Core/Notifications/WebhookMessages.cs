using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Alerts.Core.Alerting;

namespace Alerts.Core.Notifications;

/// <summary>The body of a webhook: <c>{"type","timestamp","data":EVENT}</c> (CONTRACT §3).</summary>
public static class WebhookMessages
{
    public static Message Of(AlertEvent told)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("type", told.Type.Text());
            json.WriteString("timestamp", EventJson.Instant(told.Published));
            json.WritePropertyName("data");
            EventJson.Write(json, told);
            json.WriteEndObject();
        }
        return new(told.Title, Encoding.UTF8.GetString(stream.ToArray()), "");
    }
}
