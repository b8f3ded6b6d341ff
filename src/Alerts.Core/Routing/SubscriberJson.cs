using System.Globalization;
using System.Text.Json;
using Alerts.Core.Observations;
using Alerts.Core.Rules;

namespace Alerts.Core.Routing;

/// <summary>What a subscriber wants to hear and when, as JSON with the keys of <c>subscribers.yaml</c>; what is as usual is left out. Addresses are not part of it.</summary>
public static class SubscriberJson
{
    /// <summary>One object as text. The same wishes give the same text.</summary>
    public static string Text(Subscriber subscriber) => JsonText.Object(json => Write(json, subscriber));

    /// <summary>Into an object that is open.</summary>
    public static void Write(Utf8JsonWriter json, Subscriber subscriber)
    {
        if (subscriber.Match.Keys.Count > 0) MatchJson.Write(json, "match", subscriber.Match);
        if (subscriber.MinSeverity != Severity.Info) json.WriteString("min-severity", subscriber.MinSeverity.Text());
        if (subscriber.TimeZone is { } zone) json.WriteString("time-zone", zone.Id);
        if (subscriber.Digest is { } digest) json.WriteString("digest", digest.ToString());
        if (subscriber.QuietHours is { Hours: { } hours } quiet)
        {
            json.WriteStartObject("quiet-hours");
            json.WriteString("hours", string.Create(CultureInfo.InvariantCulture, $"{hours.From:HH\\:mm}-{hours.To:HH\\:mm}"));
            if (quiet.Days.Count > 0) Texts(json, "days", quiet.Days.Select(day => day.ToString().ToLowerInvariant()));
            json.WriteEndObject();
        }
        if (subscriber.Urgent != Severity.Critical) json.WriteString("urgent", subscriber.Urgent.Text());
        if (subscriber.IsGrouped) json.WriteString("group", "release");
        if (subscriber.QuietWeek is { } week) json.WriteString("quiet-week", week.ToString());
    }

    /// <summary>Reads what <see cref="Text"/> wrote.</summary>
    /// <exception cref="FormatException">It is something else, or names a time zone that this machine does not know.</exception>
    public static Subscriber Read(string text, string id, string address)
    {
        using var document = JsonDocument.Parse(text);
        var json = document.RootElement;
        return new(id, json.TryGetProperty("match", out var match) ? MatchJson.Read(match) : Match.Everything, SeverityOf(json, "min-severity", Severity.Info), [address])
        {
            TimeZone = Optional(json, "time-zone") is { } zone ? TimeZoneInfo.FindSystemTimeZoneById(zone) : null,
            Digest = DigestOf(json, "digest"),
            QuietHours = json.TryGetProperty("quiet-hours", out var quiet) ? QuietHours(quiet) : null,
            Urgent = SeverityOf(json, "urgent", Severity.Critical),
            IsGrouped = Optional(json, "group") == "release",
            QuietWeek = DigestOf(json, "quiet-week"),
        };
    }

    private static Recurrence QuietHours(JsonElement quiet)
    {
        var hours = quiet.GetProperty("hours").GetString()!.Split('-');
        List<DayOfWeek> days = quiet.TryGetProperty("days", out var named) ? [.. named.EnumerateArray().Select(day => Enum.Parse<DayOfWeek>(day.GetString()!, ignoreCase: true))] : [];
        return Recurrence.Daily(TimeOnly.ParseExact(hours[0], "HH:mm", CultureInfo.InvariantCulture), TimeOnly.ParseExact(hours[1], "HH:mm", CultureInfo.InvariantCulture), days);
    }

    private static Digest? DigestOf(JsonElement json, string name) => Optional(json, name) is { } text ? Digest.Read(text) ?? throw new FormatException($"'{text}' is no {name}") : null;

    private static Severity SeverityOf(JsonElement json, string name, Severity usual) => Optional(json, name) is { } text ? Enum.Parse<Severity>(text, ignoreCase: true) : usual;

    private static string? Optional(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;

    internal static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
