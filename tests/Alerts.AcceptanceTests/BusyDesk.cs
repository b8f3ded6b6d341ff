using System.Globalization;

namespace Alerts.AcceptanceTests;

/// <summary>A workspace under load: four prices that swing about the threshold, every fourth file revises the day before. Some seven events come of each file, all to one webhook.</summary>
internal static class BusyDesk
{
    /// <summary>The long sets are asked for.</summary>
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("ALERTS_TEST_CASES") is not null;

    public static AlertsCommand Of(int files, string url)
    {
        var alerts = new AlertsCommand();
        string[] codes = ["a", "b", "c", "d"];
        alerts.Write("alerts.yaml", "name: Prices\ntime-zone: Asia/Shanghai\nannounce-from: 2025-01-01\nemail: { from: \"Alerts <alerts@example.com>\", via: \"folder:outbox\" }\nallow-hosts: [\"127.0.0.1:*\"]\n");
        alerts.Write("datasets/prices.yaml", $"datasets:\n  - id: prices\n    publisher: Nobody\n    format: csv\n    files: \"*.csv\"\n    columns: {{ period: date, series: code, value: average }}\n    frequency: daily\n    series:\n{string.Concat(codes.Select(code => $"      {code}: {{ id: p.{code}, title: {code}, unit: CNY/kg, basis: ex works }}\n"))}");
        alerts.Write("rules/rules.yaml", "rules:\n  - id: dear\n    title: P is dear\n    severity: high\n    when: p.* > 100 CNY/kg\n  - id: jump\n    title: P jumps\n    severity: warning\n    when: change(p.*, 1 days) > 5%\n    again-every: period\n");
        alerts.Write("subscribers.yaml", $"subscribers:\n  - id: erp\n    webhook: {{ url: \"{url}\", secret: \"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\" }}\n  - id: desk\n    min-severity: high\n    email: [desk@example.com]\n");
        for (var file = 0; file < files; file++)
        {
            var day = new DateOnly(2025, 3, 1).AddDays(file);
            var rows = codes.SelectMany((code, number) => new[] { (day.AddDays(-1), code, Value(file - 1, number) + (file % 4 == 0 ? 3 : 0)), (day, code, Value(file, number)) });
            alerts.Write($"inbox/{day:yyyy-MM-dd}.csv", $"date,code,average\n{string.Concat(rows.Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Item1:yyyy-MM-dd},{row.code},{row.Item3}\n")))}");
            File.SetLastWriteTimeUtc(alerts.In($"inbox/{day:yyyy-MM-dd}.csv"), new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        }
        return alerts;
    }

    /// <summary>Every file is read, and nothing is left to do.</summary>
    public static bool IsDone(AlertsCommand alerts) => File.Exists(alerts.In(".alerts/alerts.db"))
        && alerts.Ask("SELECT count(*) FROM sqlite_master WHERE name = 'work'") is not ["0"]
        && alerts.Ask("SELECT (SELECT count(*) FROM files) || ' ' || (SELECT count(*) FROM work)") is [var state]
        && state == $"{Directory.GetFiles(alerts.In("inbox")).Length} 0";

    private static int Value(int file, int number) => file < 0 ? 90 : 92 + (((file * 7) + (number * 5)) % 17);
}
