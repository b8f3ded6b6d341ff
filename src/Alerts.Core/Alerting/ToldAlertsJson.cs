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

    private sealed record Alert(string Id, string Fired, string? Ended, int Level, List<Event> Events, int? Told);

    private sealed record Event(string Id, string Type, string Period, decimal? Value, decimal? Printed, string? Unit, int Level);

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

    /// <summary>Reads what <see cref="Write(IReadOnlyList{ToldAlert})"/> wrote.</summary>
    public static IReadOnlyList<ToldAlert> Read(string json) => json == None ? [] : [.. JsonSerializer.Deserialize<List<Alert>>(json)!.Select(alert => new ToldAlert(
        new(alert.Id), DateTimeOffset.Parse(alert.Fired, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal), alert.Ended is null ? null : Period.Parse(alert.Ended), alert.Level,
        [.. alert.Events.Select(told => new ToldEvent(new(told.Id), Enum.Parse<EventType>(told.Type), Period.Parse(told.Period), told.Value, told.Printed, told.Unit is null ? null : Unit.Parse(told.Unit), told.Level))]) { Told = alert.Told ?? alert.Events.Count })];

    private static void Write(Utf8JsonWriter json, ToldAlert alert)
    {
        json.WriteStartObject();
        json.WriteString(nameof(Alert.Id), alert.Id.Text);
        json.WriteString(nameof(Alert.Fired), EventJson.Instant(alert.Fired));
        json.WriteString(nameof(Alert.Ended), alert.Ended?.ToString());
        json.WriteNumber(nameof(Alert.Level), alert.Level);
        json.WriteStartArray(nameof(Alert.Events));
        foreach (var told in alert.Events) Write(json, told);
        json.WriteEndArray();
        json.WriteNumber(nameof(Alert.Told), alert.Told);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ToldEvent told)
    {
        json.WriteStartObject();
        json.WriteString(nameof(Event.Id), told.Id.Text);
        json.WriteString(nameof(Event.Type), told.Type.ToString());
        json.WriteString(nameof(Event.Period), told.Period.ToString());
        Write(json, nameof(Event.Value), told.Value);
        Write(json, nameof(Event.Printed), told.Printed);
        json.WriteString(nameof(Event.Unit), told.Unit?.ToString());
        json.WriteNumber(nameof(Event.Level), told.Level);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }
}
