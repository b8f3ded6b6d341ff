using System.Text;
using System.Text.Json;

namespace Alerts.Core.UseCases;

/// <summary>Answers by address as one JSON text, as the stores keep them: <c>{"https://…":{"etag":"…","last-modified":"…"}}</c>.</summary>
public static class SeenAnswersJson
{
    public static string Write(IReadOnlyDictionary<string, SeenAnswer> seen)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            foreach (var (address, answer) in seen.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                json.WriteStartObject(address);
                if (answer.ETag is not null) json.WriteString("etag", answer.ETag);
                if (answer.LastModified is not null) json.WriteString("last-modified", answer.LastModified);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public static IReadOnlyDictionary<string, SeenAnswer> Read(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.EnumerateObject().ToDictionary(address => address.Name, address => new SeenAnswer(Text(address.Value, "etag"), Text(address.Value, "last-modified")), StringComparer.Ordinal);
    }

    private static string? Text(JsonElement answer, string name) => answer.TryGetProperty(name, out var value) ? value.GetString() : null;
}
