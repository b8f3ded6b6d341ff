using System.Globalization;
using System.Text;
using Alerts.Adapters.Formats;
using Alerts.Adapters.Workspaces;
using Alerts.Contracts;
using Alerts.Core.Alerting;
using Alerts.Core.UseCases;

namespace Alerts.Azure.Tests.Storage;

/// <summary>The use cases that read and evaluate, over any stores.</summary>
internal sealed class Desk(Workspace workspace, IRawFileStore raw, IObservationStore observations, IAlertStore alerts)
{
    private readonly IngestFile _ingest = new(raw, new FileReader(), observations, new FakeClock(Some.Morning));

    public EvaluateSeries Evaluate { get; } = new(observations, alerts, new FakeClock(Some.Morning));

    /// <summary>A workspace of so many daily series, with a rule over all of them.</summary>
    public static Workspace WorkspaceOf(int series)
    {
        var folder = Directory.CreateTempSubdirectory("alerts-azure-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "alerts.yaml"), "name: Desk\ntime-zone: UTC\nannounce-from: 1990-01-01\n");
            Write(folder, "datasets", $"datasets:\n  - id: prices\n    publisher: Somebody\n    format: csv\n    files: \"*prices*.csv\"\n    columns: {{ period: date, series: code, value: price }}\n    frequency: daily\n    series:\n{string.Concat(Enumerable.Range(0, series).Select(number => $"      S{number}: {{ id: s{number}.price, title: Price {number}, unit: USD/t, basis: any }}\n"))}");
            Write(folder, "rules", "rules:\n  - id: jump\n    title: Price up more than 10 %\n    when: change(*.price, 1 month) > 10%\n    severity: high\n");
            return Load(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static Workspace Load(string folder)
    {
        var loaded = WorkspaceLoader.Load(folder, _ => null);
        return loaded.Workspace ?? throw new InvalidOperationException(string.Join('\n', loaded.Mistakes));
    }

    /// <summary>A file of the workspace's dataset: each series' price on each day.</summary>
    public static byte[] Prices(int series, DateOnly first, int days, Func<int, decimal> price)
    {
        var text = new StringBuilder("date,code,price\n");
        for (var day = 0; day < days; day++)
        {
            for (var number = 0; number < series; number++) text.Append(CultureInfo.InvariantCulture, $"{first.AddDays(day):yyyy-MM-dd},S{number},{price(day)}\n");
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public Task<Ingested> Ingest(string file, byte[] bytes) => _ingest.Run(workspace, file, bytes, IngestChoice.None, default);

    /// <summary>Reads files one after the other and evaluates after each.</summary>
    /// <returns>Every event that was raised, as JSON.</returns>
    public async Task<IReadOnlyList<string>> Run(IEnumerable<string> files)
    {
        List<AlertEvent> raised = [.. await Evaluate.CatchUp(workspace, default)];
        foreach (var file in files)
        {
            await Ingest(Path.GetFileName(file), await File.ReadAllBytesAsync(file));
            if (await observations.Publications(default) is [.., var newest]) raised.AddRange(await Evaluate.Run(workspace, newest.Sequence, default));
        }
        raised.AddRange(await Evaluate.AnnounceStanding(workspace, default));
        return [.. raised.Select(EventJson.Write)];
    }

    private static void Write(string folder, string name, string text)
    {
        Directory.CreateDirectory(Path.Combine(folder, name));
        File.WriteAllText(Path.Combine(folder, name, "prices.yaml"), text);
    }
}
