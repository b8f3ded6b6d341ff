using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Alerts.Bench;

/// <summary>The whole of <c>alerts ingest</c>, from the start of its process to the end, into a store of its own. The memory is the command's.</summary>
internal static class IngestCases
{
    private const int Series = 1_000;
    private const int Days = 1_000;
    private const int Times = 5;

    public static readonly IReadOnlyList<Case> All =
    [
        new("ingest-csv", "alerts ingest: a million rows of csv", "rows", plan => Run(plan, Csv, 1)),
        new("ingest-json", "alerts ingest: a million records of json", "rows", plan => Run(plan, Json, 1)),
        new("ingest-gacc", "alerts ingest: a million rows of a customs export, into 10,000 sums", "rows", plan => Run(plan, Gacc, 1)),
        new("ingest-csv-5m", "the same with five million rows", "rows", plan => Run(plan, Csv, Times)),
        new("ingest-json-5m", "the same with five million records", "rows", plan => Run(plan, Json, Times)),
        new("ingest-gacc-5m", "the same with five million rows, into 50,000 sums", "rows", plan => Run(plan, Gacc, Times)),
    ];

    private static async Task<Result> Run(Plan plan, Func<string, int, int, string> write, int times)
    {
        if (Plan.Command is null) return Result.NotRun;
        Directory.CreateDirectory(plan.Folder);
        var days = plan.Of(Days) * times;
        var file = write(plan.Folder, Series, days);
        return await Stopwatches.Time(plan.Runs, () => Task.FromResult(Workspace(plan)), async folder =>
        {
            await Call("ingest", folder, file, "--published", "2035-01-01");
            return (long)Series * days;
        });
    }

    private static string Workspace(Plan plan)
    {
        var folder = Workload.Workspace(Path.Combine(plan.Folder, "ingest"), Series, Workload.AlwaysFiring(1));
        var prices = Path.Combine(folder, "datasets", "prices.yaml");
        var text = File.ReadAllText(prices);
        File.WriteAllText(Path.Combine(folder, "datasets", "json.yaml"), text.Replace("id: prices", "id: json", StringComparison.Ordinal).Replace("format: csv", "format: json\n    records: data.items", StringComparison.Ordinal)
            .Replace("*prices*.csv", "*.json", StringComparison.Ordinal).Replace("id: price.", "id: json.", StringComparison.Ordinal));
        using var customs = new StreamWriter(Path.Combine(folder, "datasets", "customs.yaml"));
        customs.Write("datasets:\n  - id: customs\n    publisher: Bench\n    format: gacc\n    files: \"*gacc*.csv\"\n    flow: import\n    series:\n");
        for (var partner = 200; partner < 300; partner++) customs.Write(string.Create(CultureInfo.InvariantCulture, $"      gacc.p{partner}: {{ partner: {partner}, hs: [\"28\"], unit: t, title: Partner {partner} }}\n"));
        return folder;
    }

    private static string Csv(string folder, int series, int days) => Workload.Csv(folder, series, days);

    private static string Json(string folder, int series, int days)
    {
        var path = Path.Combine(folder, $"prices-{days.ToString(CultureInfo.InvariantCulture)}.json");
        if (File.Exists(path)) return path;
        using var file = new StreamWriter(path);
        file.Write("{\"status\":\"ok\",\"data\":{\"items\":[");
        for (var day = 0; day < days; day++)
        {
            var date = Workload.FirstDay.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            for (var one = 0; one < series; one++) file.Write(string.Create(CultureInfo.InvariantCulture, $"{(day + one == 0 ? "" : ",")}{{\"date\":\"{date}\",\"series\":\"s{one:D5}\",\"value\":{Workload.Value(one, day, days - 1):F3},\"unit\":\"USD/t\"}}\n"));
        }
        file.Write("]}}\n");
        return path;
    }

    // A hundred partners and a hundred codes a month: as many rows as there would be prices.
    private static string Gacc(string folder, int series, int days)
    {
        var months = series * days / 10_000;
        var path = Path.Combine(folder, $"gacc-{months.ToString(CultureInfo.InvariantCulture)}.csv");
        if (File.Exists(path)) return path;
        using var file = new StreamWriter(path, append: false, CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!);
        file.Write("\"数据年月\",\"贸易伙伴编码\",\"贸易伙伴名称\",\"商品编码\",\"商品名称\",\"第一数量\",\"第一计量单位\",\"第二数量\",\"第二计量单位\",\"人民币\",\n");
        for (var month = 0; month < months; month++)
        {
            var first = new DateOnly(1990, 1, 1).AddMonths(month % 500).ToString("yyyyMM", CultureInfo.InvariantCulture);
            for (var partner = 200; partner < 300; partner++)
            {
                for (var code = 0; code < 100; code++) file.Write(string.Create(CultureInfo.InvariantCulture, $"\"{first}\",\"{partner}\",\"某国\",\"28{code:D2}9019\",\"其他氧化稀土\",\"{1000 + (month * code)}\",\"千克\",\"0\",\"?\",\"34,240,000\",\n"));
            }
        }
        return path;
    }

    private static async Task Call(params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo(Plan.Command!, args) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        var said = await output;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"alerts {string.Join(' ', args)} ended with {process.ExitCode}: {errors}{said[..Math.Min(said.Length, 500)]}");
    }
}
