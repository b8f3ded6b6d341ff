using System.Globalization;
using Alerts.Adapters.Workspaces;
using Alerts.Core.UseCases;

namespace Alerts.Bench;

/// <summary>
/// Daily values that are the same on every machine: a slow wave with some noise; for five days about every 211 a series stands 30 %
/// higher; one series in a hundred jumps by half on the last day.
/// </summary>
internal static class Workload
{
    public static readonly DateOnly FirstDay = new(2015, 1, 1);

    public static decimal Value(int series, int day, int last)
    {
        var value = 100 + (series % 50) + (8 * Math.Sin((day + (series * 7)) / 23.0)) + (((series * 2654435761L) + (day * 40503L)) % 1000 / 500.0);
        if ((day + (series * 13)) % 211 < 5) value *= 1.3;
        if (series % 100 == 0 && day == last) value *= 1.5;
        return decimal.Round((decimal)value, 3);
    }

    /// <summary>A file of long rows in order of day, then series; written once for each name.</summary>
    public static string Csv(string folder, int series, int days)
    {
        var path = Path.Combine(folder, $"2035-01-01-prices-{series.ToString(CultureInfo.InvariantCulture)}x{days.ToString(CultureInfo.InvariantCulture)}.csv");
        if (File.Exists(path)) return path;
        using var file = new StreamWriter(path);
        file.Write("date,series,value,unit\n");
        for (var day = 0; day < days; day++)
        {
            var date = FirstDay.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            for (var one = 0; one < series; one++) file.Write(string.Create(CultureInfo.InvariantCulture, $"{date},s{one:D5},{Value(one, day, days - 1):F3},USD/t\n"));
        }
        return path;
    }

    /// <summary>Twenty rules over every series: 8 percentages against an earlier day, 8 over a window, 4 limits that must hold for three days.</summary>
    public static IEnumerable<string> TwentyRules()
    {
        foreach (var days in new[] { 1, 2, 3, 7, 14, 30, 60, 90 }) yield return $"when: change(price.*, {(days == 1 ? "1 day" : $"{days.ToString(CultureInfo.InvariantCulture)} days")}) > 20%";
        foreach (var days in new[] { 7, 14, 30, 60 })
        {
            yield return $"when: move(price.*, {days.ToString(CultureInfo.InvariantCulture)} days) > 45 USD/t";
            yield return days % 4 == 2 ? $"when: rise(price.*, {days.ToString(CultureInfo.InvariantCulture)} days) > 60%" : $"when: fall(price.*, {days.ToString(CultureInfo.InvariantCulture)} days) > 30%";
        }
        foreach (var limit in new[] { 200, 190, 180, 170 }) yield return $"when: level(price.*) > {limit.ToString(CultureInfo.InvariantCulture)} USD/t\n    for: 3";
    }

    /// <summary>Rules that every series fulfils as soon as it has a value: each is one event for each series.</summary>
    public static IEnumerable<string> AlwaysFiring(int rules) => Enumerable.Range(1, rules).Select(limit => $"when: level(price.*) > {limit.ToString(CultureInfo.InvariantCulture)} USD/t");

    /// <summary>Writes a workspace over so many series; its store and outbox are new.</summary>
    /// <returns>Its folder.</returns>
    public static string Workspace(string folder, int series, IEnumerable<string> rules)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(Path.Combine(folder, "datasets"));
        Directory.CreateDirectory(Path.Combine(folder, "rules"));
        Directory.CreateDirectory(Path.Combine(folder, "inbox"));
        File.WriteAllText(Path.Combine(folder, "alerts.yaml"), """
            name: Bench
            time-zone: UTC
            announce-from: 2015-01-01
            email: { from: "Alerts <alerts@example.com>", via: "folder:outbox" }

            """);
        File.WriteAllText(Path.Combine(folder, "subscribers.yaml"), "subscribers:\n  - id: everyone\n    email: [desk@example.com]\n");
        using (var file = new StreamWriter(Path.Combine(folder, "datasets", "prices.yaml")))
        {
            file.Write("datasets:\n  - id: prices\n    publisher: Bench\n    format: csv\n    files: \"*prices*.csv\"\n    columns: { period: date, series: series, value: value, unit: unit }\n    frequency: daily\n    series:\n");
            for (var one = 0; one < series; one++) file.Write(string.Create(CultureInfo.InvariantCulture, $"      s{one:D5}: {{ id: price.s{one:D5}, title: Price {one}, unit: USD/t, basis: spot }}\n"));
        }
        File.WriteAllText(Path.Combine(folder, "rules", "rules.yaml"), "rules:\n" + string.Concat(rules.Select((rule, at) => $"  - id: rule-{at.ToString(CultureInfo.InvariantCulture)}\n    title: Rule {at.ToString(CultureInfo.InvariantCulture)}\n    severity: warning\n    {rule}\n")));
        return folder;
    }

    /// <exception cref="InvalidOperationException">The workspace has a mistake: a bug of the plan.</exception>
    public static Workspace Load(string folder)
    {
        var loaded = WorkspaceLoader.Load(folder, _ => null);
        return loaded.Workspace ?? throw new InvalidOperationException(loaded.Mistakes[0].ToString());
    }
}
