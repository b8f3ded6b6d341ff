using System.Globalization;
using System.Text.Json;
using Alerts.Core.Observations;

namespace Alerts.Core.Alerting;

/// <summary>The alerts of a state as JSON, for stores.</summary>
public static class ToldAlertsJson
{
    private sealed record Alert(string Id, string Fired, string? Ended, int Level, List<Event> Events, int? Told);

    private sealed record Event(string Id, string Type, string Period, decimal? Value, decimal? Printed, string? Unit, int Level);

    public static string Write(IReadOnlyList<ToldAlert> alerts) => JsonSerializer.Serialize(alerts.Select(alert => new Alert(
        alert.Id.Text, EventJson.Instant(alert.Fired), alert.Ended?.ToString(), alert.Level,
        [.. alert.Events.Select(told => new Event(told.Id.Text, told.Type.ToString(), told.Period.ToString(), told.Value, told.Printed, told.Unit?.ToString(), told.Level))],
        alert.Told)));

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static IReadOnlyList<ToldAlert> Read(string json) => [.. JsonSerializer.Deserialize<List<Alert>>(json)!.Select(alert => new ToldAlert(
        new(alert.Id), DateTimeOffset.Parse(alert.Fired, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal), alert.Ended is null ? null : Period.Parse(alert.Ended), alert.Level,
        [.. alert.Events.Select(told => new ToldEvent(new(told.Id), Enum.Parse<EventType>(told.Type), Period.Parse(told.Period), told.Value, told.Printed, told.Unit is null ? null : Unit.Parse(told.Unit), told.Level))]) { Told = alert.Told ?? alert.Events.Count })];
}
