using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Alerts.Core.UseCases;

namespace Alerts.Azure.Storage;

/// <summary>A message of a queue of work: the key, and what the work is about where it fits: <c>{"key":"ntf_…","about":{…}}</c>.</summary>
/// <param name="About">JSON; null where it must be read.</param>
public sealed record WorkMessage(string Key, string? About)
{
    /// <summary>A message has 64 KiB on its way, where some characters take more bytes than here.</summary>
    private const int MostBytes = 40_000;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Queue(WorkKind kind) => kind switch
    {
        WorkKind.Evaluate => "evaluate-series",
        WorkKind.Route => "route-event",
        WorkKind.Bundle => "send-bundle",
        _ => "deliver-notification",
    };

    public string Text()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("key", Key);
            if (About is not null && Encoding.UTF8.GetByteCount(About) <= MostBytes)
            {
                json.WritePropertyName("about");
                json.WriteRawValue(About);
            }
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <returns>Null where the text is no such message.</returns>
    public static WorkMessage? Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var json = document.RootElement;
            if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("key", out var key) || key.ValueKind != JsonValueKind.String) return null;
            return new(key.GetString()!, json.TryGetProperty("about", out var about) ? about.GetRawText() : null);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
