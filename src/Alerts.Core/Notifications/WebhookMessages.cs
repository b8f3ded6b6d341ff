using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Alerts.Core.Alerting;

namespace Alerts.Core.Notifications;

/// <summary>The body of a webhook: <c>{"type","timestamp","data":EVENT}</c> (CONTRACT §3).</summary>
public static class WebhookMessages
{
    /// <summary>Bytes that a receiver has to take; a larger body is not sent.</summary>
    public const int Largest = 256 * 1024;

    /// <summary>Where the whole is larger than <see cref="Largest"/>, the event lacks what its totals are added up from, or all of its explanation, and <c>"shortened":true</c> stands before it.</summary>
    public static Message Of(AlertEvent told)
    {
        var body = Body(told);
        foreach (var explanation in new[] { told.Explanation.Where(line => !line.IsPart), [] })
        {
            if (Encoding.UTF8.GetByteCount(body) <= Largest) break;
            body = Body(told with { Explanation = [.. explanation] }, isShortened: true);
        }
        return new(told.Title, body, "");
    }

    private static string Body(AlertEvent told, bool isShortened = false)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("type", told.Type.Text());
            json.WriteString("timestamp", EventJson.Instant(told.Published));
            if (isShortened) json.WriteBoolean("shortened", true);
            json.WritePropertyName("data");
            EventJson.Write(json, told);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
