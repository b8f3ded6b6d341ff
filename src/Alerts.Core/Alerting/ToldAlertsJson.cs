using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Alerts.Core.Observations;

namespace Alerts.Core.Alerting;

/// <summary>The alerts of a state as JSON, for stores.</summary>
public static class ToldAlertsJson
{
    private const string None = "[]";

    public static string Write(IReadOnlyList<ToldAlert> alerts)
    {
        if (alerts.Count == 0) return None;
        var written = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(written))
        {
            json.WriteStartArray();
            foreach (var alert in alerts) Write(json, alert);
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(written.WrittenSpan);
    }

    /// <summary>Reads what <see cref="Write(IReadOnlyList{ToldAlert})"/> wrote, and what it wrote before it knew <c>Told</c> and <c>Unit</c>.</summary>
    public static IReadOnlyList<ToldAlert> Read(string json)
    {
        if (json == None) return [];
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(ReadAlert)];
    }

    private static ToldAlert ReadAlert(JsonElement json)
    {
        IReadOnlyList<ToldEvent> events = [.. json.GetProperty(nameof(ToldAlert.Events)).EnumerateArray().Select(ReadEvent)];
        return new(
            new(Text(json, nameof(ToldAlert.Id))),
            DateTimeOffset.Parse(Text(json, nameof(ToldAlert.Fired)), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            Known(json, nameof(ToldAlert.Ended)) is { } ended ? Period.Parse(ended.GetString()!) : null,
            json.GetProperty(nameof(ToldAlert.Level)).GetInt32(),
            events)
        { Told = Known(json, nameof(ToldAlert.Told))?.GetInt32() ?? events.Count };
    }

    private static ToldEvent ReadEvent(JsonElement json) => new(
        new(Text(json, nameof(ToldEvent.Id))),
        Enum.Parse<EventType>(Text(json, nameof(ToldEvent.Type))),
        Period.Parse(Text(json, nameof(ToldEvent.Period))),
        Known(json, nameof(ToldEvent.Value))?.GetDecimal(),
        Known(json, nameof(ToldEvent.Printed))?.GetDecimal(),
        Known(json, nameof(ToldEvent.Unit)) is { } unit ? Unit.Parse(unit.GetString()!) : null,
        json.GetProperty(nameof(ToldEvent.Level)).GetInt32());

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    private static JsonElement? Known(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static void Write(Utf8JsonWriter json, ToldAlert alert)
    {
        json.WriteStartObject();
        json.WriteString(nameof(ToldAlert.Id), alert.Id.Text);
        json.WriteString(nameof(ToldAlert.Fired), EventJson.Instant(alert.Fired));
        json.WriteString(nameof(ToldAlert.Ended), alert.Ended?.ToString());
        json.WriteNumber(nameof(ToldAlert.Level), alert.Level);
        json.WriteStartArray(nameof(ToldAlert.Events));
        foreach (var told in alert.Events) Write(json, told);
        json.WriteEndArray();
        json.WriteNumber(nameof(ToldAlert.Told), alert.Told);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ToldEvent told)
    {
        json.WriteStartObject();
        json.WriteString(nameof(ToldEvent.Id), told.Id.Text);
        json.WriteString(nameof(ToldEvent.Type), told.Type.ToString());
        json.WriteString(nameof(ToldEvent.Period), told.Period.ToString());
        Write(json, nameof(ToldEvent.Value), told.Value);
        Write(json, nameof(ToldEvent.Printed), told.Printed);
        json.WriteString(nameof(ToldEvent.Unit), told.Unit?.ToString());
        json.WriteNumber(nameof(ToldEvent.Level), told.Level);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }
}
