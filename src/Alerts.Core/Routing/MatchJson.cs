using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Alerts.Core.Routing;

/// <summary>A match as JSON: <c>{"commodity":["terbium","dysprosium"]}</c>.</summary>
public static class MatchJson
{
    /// <summary>For stores: letters outside ASCII are escaped.</summary>
    public static string Write(Match match)
    {
        var written = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(written)) Write(json, match);
        return Encoding.UTF8.GetString(written.WrittenSpan);
    }

    /// <summary>As a property of an object that is open.</summary>
    public static void Write(Utf8JsonWriter json, string name, Match match)
    {
        json.WritePropertyName(name);
        Write(json, match);
    }

    /// <summary>Reads what <see cref="Write(Match)"/> wrote.</summary>
    public static Match Read(string text)
    {
        using var document = JsonDocument.Parse(text);
        return Read(document.RootElement);
    }

    public static Match Read(JsonElement json)
    {
        var keys = new SortedList<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var key in json.EnumerateObject()) keys[key.Name] = [.. key.Value.EnumerateArray().Select(pattern => pattern.GetString()!)];
        return new(keys);
    }

    private static void Write(Utf8JsonWriter json, Match match)
    {
        json.WriteStartObject();
        foreach (var (key, patterns) in match.Keys) SubscriberJson.Texts(json, key, patterns);
        json.WriteEndObject();
    }
}
