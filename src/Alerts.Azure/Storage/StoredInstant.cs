using System.Globalization;
using Alerts.Core.Alerting;

namespace Alerts.Azure.Storage;

/// <summary>Instants as the tables hold them: as texts, for the tables' own know no offset and begin in 1601.</summary>
internal static class StoredInstant
{
    /// <summary>With its offset: <c>2025-03-24T00:00:00+08:00</c>.</summary>
    public static string Text(DateTimeOffset instant) => EventJson.Instant(instant);

    /// <summary>In UTC and of one width, so that texts sort as instants do.</summary>
    public static string Utc(DateTimeOffset instant) => instant.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    public static DateTimeOffset Read(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
