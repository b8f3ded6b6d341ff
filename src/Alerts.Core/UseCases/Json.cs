using System.Text.Json;
using Alerts.Core.Alerting;
using Alerts.Core.Observations;

namespace Alerts.Core.UseCases;

/// <summary>Writes into JSON (<see cref="JsonText"/>). Absent values are left out, never null (CONTRACT).</summary>
public static class Json
{
    public static void Text(this Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null) json.WriteString(name, value);
    }

    public static void Number(this Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
    }

    /// <summary>ISO 8601 with the offset that it has.</summary>
    public static void Instant(this Utf8JsonWriter json, string name, DateTimeOffset? value)
    {
        if (value is { } instant) json.WriteString(name, EventJson.Instant(instant));
    }

    public static void Objects<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    public static void Numbers(this Utf8JsonWriter json, string name, IEnumerable<int> items)
    {
        json.WriteStartArray(name);
        foreach (var item in items) json.WriteNumberValue(item);
        json.WriteEndArray();
    }

    public static void Texts(this Utf8JsonWriter json, string name, IEnumerable<string> items)
    {
        json.WriteStartArray(name);
        foreach (var item in items) json.WriteStringValue(item);
        json.WriteEndArray();
    }
}
