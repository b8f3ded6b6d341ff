using Alerts.Adapters.Workspaces;

namespace Alerts.Adapters.Tests.Workspaces;

/// <summary>A workspace written by a test: small and good, until a file of it is replaced.</summary>
internal sealed class Folder : IDisposable
{
    public const string Prices = """
        datasets:
          - id: prices
            publisher: Shanghai Metals Market
            format: csv
            files: "*smm*.csv"
            columns: { period: Date, series: Code, value: Average }
            frequency: business-daily
            series:
              TXO: { id: smm.terbium-oxide, title: Terbium oxide, unit: CNY/kg, basis: "ex works China", labels: { commodity: terbium } }

        """;

    public Folder()
    {
        Write("alerts.yaml", "name: Desk\n");
        Write("datasets/prices.yaml", Prices);
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("alerts-workspace-").FullName;

    public Dictionary<string, string> Environment { get; } = [];

    public Folder Write(string file, string text)
    {
        var path = System.IO.Path.Combine(Path, file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return this;
    }

    public LoadedWorkspace Load() => WorkspaceLoader.Load(Path, name => Environment.GetValueOrDefault(name));

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
