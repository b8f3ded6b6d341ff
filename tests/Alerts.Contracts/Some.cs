using Alerts.Core.Alerting;
using Alerts.Core.Datasets;
using Alerts.Core.Notifications;
using Alerts.Core.Observations;
using Alerts.Core.Rules;
using Alerts.Core.UseCases;

namespace Alerts.Contracts;

/// <summary>Things of the domain, for tests that need one.</summary>
public static class Some
{
    public static readonly DateTimeOffset Morning = new(2025, 3, 24, 9, 0, 0, TimeSpan.FromHours(8));

    public static DateTimeOffset Midnight(string day) => new(DateOnly.Parse(day).ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(8));

    public static string Sha(int number) => $"{number:x64}";

    public static FileRecord File(int number = 1, string published = "2025-03-24", ReadingOutcome outcome = ReadingOutcome.Accepted, string fingerprint = "one", params IReadOnlyList<RowSetAside> setAside) =>
        new(0, Sha(number), $"{published}-smm.csv", "smm-prices", fingerprint, Midnight(published), Morning, outcome, outcome == ReadingOutcome.Rejected ? "empty-file" : null, 5, 2, setAside);

    public static ReadValue Value(string series = "smm.terbium-oxide", string period = "2025-03-24", decimal value = 6550m, string unit = "CNY/kg", params IReadOnlyList<int> rows) =>
        new(series, Period.Parse(period), value, Unit.Parse(unit), [.. rows]);

    public static RowSetAside Rejected(int line = 3) => new(line, "average", "number-format", "65,20", $"f.csv: line {line}, column \"average\": is not a number (\"65,20\") - row set aside", false, null);

    public static RowSetAside Quarantined(int line = 4) => new(line, null, "duplicate-conflict", "6550", $"f.csv: line {line}: two values", true, Value(rows: line));

    public static AlertEvent Event(Publication cause, string period = "2025-03-24", EventType type = EventType.Firing, EventId? alert = null)
    {
        var (end, start) = (Period.Parse(period), Period.Parse("2024-09-24"));
        var measure = (Comparison)RuleLanguage.Parse("change(smm.terbium-oxide, 6 months) > 20%").Condition!;
        var id = EventId.Of("terbium-spike", "smm.terbium-oxide", end, type, cause.Published, cause.Sha256);
        var unit = Unit.Parse("CNY/kg");
        return new(
            id, type, "terbium-spike", ["smm.terbium-oxide"], end, cause, type is EventType.Corrected or EventType.Retracted, Severity.High, "Terbium oxide up 21.9 % in 6 months", measure, 21.905825m,
            type == EventType.Escalated ? 1 : null,
            [
                new("current", 6550m, unit, end, new("smm.terbium-oxide", end, 6550m, unit, cause.Published, cause, [273], []), "smm.terbium-oxide", null, null),
                new("base", 5373m, unit, start, new("smm.terbium-oxide", start, 5373m, unit, cause.Published, cause, [33, 34], []), "smm.terbium-oxide", null, null),
                new("change", 21.905825423413363111855574167m, Unit.Percent, null, null, "smm.terbium-oxide", "(6550 − 5373) / 5373 × 100", null),
            ],
            alert ?? id,
            type is EventType.Corrected or EventType.Retracted ? [new(alert ?? id, EventType.Firing, end, 21.9m)] : [],
            new SortedDictionary<string, string>(StringComparer.Ordinal) { ["commodity"] = "terbium" },
            new(Period.Parse("2025-03-31"), 20.5m),
            "change(smm.terbium-oxide, 6 months) > 20%",
            null);
    }

    /// <summary>An event about the data.</summary>
    public static AlertEvent DataEvent(Publication cause) => DataEvents.Quarantined(cause, [new(cause, Quarantined())], new Dictionary<string, SeriesDefinition>())[0];

    public static InstanceState State(long version = 1, long applied = 1, Publication? untold = null, params IReadOnlyList<ToldAlert> alerts) =>
        new("terbium-spike", "smm.terbium-oxide", "change(smm.terbium-oxide, 6 months) > 20%", applied, AlertPhase.Firing, 0, 1, Period.Parse("2025-03-24"), untold, alerts, version);

    public static ToldAlert ToldAlert(EventId id, string? ended = null) =>
        new(id, Midnight("2025-03-24"), ended is null ? null : Period.Parse(ended), 1, [new(id, EventType.Firing, Period.Parse("2025-03-24"), 21.905825m, 21.9m, Unit.Percent, 0), new(new("evt_2"), EventType.Escalated, Period.Parse("2025-03-25"), null, null, null, 1)]);

    public static Notification Notification(EventId told, string address = "buyer@example.com") =>
        new(NotificationId.Of(told, "magnet-buyers", "email", address), told, "magnet-buyers", "email", address, new("[high] Terbium oxide up 21.9 %", "text", "<p>html</p>"));

    /// <summary>The id of an event that nobody has seen.</summary>
    public static EventId Told(int number = 1) => new($"evt_{number:x16}0a0b0c0d");

    /// <summary>The id of one more notification of an event.</summary>
    public static NotificationId Id(EventId told, int number) => NotificationId.Of(told, $"subscriber {number}", "email", "buyer@example.com");
}
