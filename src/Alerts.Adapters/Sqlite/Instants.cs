using System.Globalization;
using Alerts.Core.Alerting;

namespace Alerts.Adapters.Sqlite;

/// <summary>Instants as the store writes them.</summary>
internal static class Instants
{
    /// <summary>With its offset, for people: <c>2025-03-24T00:00:00+08:00</c>.</summary>
    public static string Text(DateTimeOffset instant) => EventJson.Instant(instant);

    /// <summary>In UTC and of one width, so that texts sort as instants do.</summary>
    public static string Utc(DateTimeOffset instant) => instant.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    public static DateTimeOffset Read(string text) =>
        DateTimeOffset.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var exact) ? exact : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
