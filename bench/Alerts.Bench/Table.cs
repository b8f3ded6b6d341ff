using System.Globalization;
using System.Text.Json;

namespace Alerts.Bench;

/// <summary>The JSON lines of a run as a Markdown table.</summary>
internal static class Table
{
    private static readonly string[] Columns = ["case", "what", "n", "s", "s_min", "cpu_s", "count", "per_s", "peak_mb", "load1"];

    // Shown in columns of their own, or of no use in a table.
    private static readonly HashSet<string> Taken = new(StringComparer.Ordinal) { "counts", "per_cpu_s", "not_run" };

    public static IEnumerable<string> Of(IEnumerable<string> lines)
    {
        yield return "| case | measured | n | median s | least s | CPU s | count | a second | peak MB | load | besides |";
        yield return "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |";
        foreach (var line in lines.Where(line => line.StartsWith("{\"case\"", StringComparison.Ordinal)))
        {
            using var document = JsonDocument.Parse(line);
            var of = document.RootElement.EnumerateObject().ToDictionary(part => part.Name, part => part.Value.ToString(), StringComparer.Ordinal);
            if (of.TryGetValue("count", out var count)) of["count"] = $"{Grouped(count)} {of["counts"]}";
            if (of.TryGetValue("per_s", out var rate)) of["per_s"] = Grouped(rate);
            var besides = of.Where(part => !Columns.Contains(part.Key) && !Taken.Contains(part.Key)).Select(part => $"{part.Key.Replace('_', ' ')} {Grouped(part.Value)}");
            yield return $"| {string.Join(" | ", Columns.Select(name => of.GetValueOrDefault(name, of.ContainsKey("not_run") ? "not run" : "")))} | {string.Join(", ", besides)} |";
        }
    }

    private static string Grouped(string number) => double.TryParse(number, CultureInfo.InvariantCulture, out var value) && value >= 1_000 ? value.ToString("N0", CultureInfo.InvariantCulture) : number;
}
