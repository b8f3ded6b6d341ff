using System.Diagnostics;
using Alerts.Contracts;

namespace Alerts.Azure.Tests.Storage;

/// <summary>A real Azurite on free loopback ports.</summary>
public sealed class AzuriteServer : IAsyncDisposable
{
    /// <summary>The emulator's own, which its documentation tells.</summary>
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly string? _folder;
    private readonly (int Blob, int Queue, int Table) _ports = (LoopbackPort.Free(), LoopbackPort.Free(), LoopbackPort.Free());
    private Process? _process;

    private AzuriteServer(string? folder) => _folder = folder;

    public string Connection =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint=http://127.0.0.1:{_ports.Blob}/{Account};QueueEndpoint=http://127.0.0.1:{_ports.Queue}/{Account};TableEndpoint=http://127.0.0.1:{_ports.Table}/{Account};";

    private static string Program => Path.Combine(Approved.Repository(), "tests", "tools", "node_modules", "azurite", "dist", "src", "azurite.js");

    public static bool IsInstalled => File.Exists(Program);

    /// <param name="folder">Where it keeps what it is given; null: in memory, until it stops.</param>
    public static async Task<AzuriteServer> Start(string? folder = null)
    {
        var azurite = new AzuriteServer(folder);
        await azurite.Start();
        return azurite;
    }

    /// <summary>Starts it, again after it was stopped, on the same ports.</summary>
    public async Task Start()
    {
        string[] keep = _folder is null ? ["--inMemoryPersistence"] : ["--location", _folder];
        string[] ports = ["--blobPort", $"{_ports.Blob}", "--queuePort", $"{_ports.Queue}", "--tablePort", $"{_ports.Table}"];
        string[] hosts = ["--blobHost", "127.0.0.1", "--queueHost", "127.0.0.1", "--tableHost", "127.0.0.1"];
        _process = System.Diagnostics.Process.Start(new ProcessStartInfo("node", [Program, .. keep, .. ports, .. hosts, "--skipApiVersionCheck", "--disableTelemetry", "--silent"]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        foreach (var port in (int[])[_ports.Blob, _ports.Queue, _ports.Table]) await LoopbackPort.Reachable(port, _process, TimeSpan.FromSeconds(60));
    }

    /// <summary>Ends it at once, with all that it started.</summary>
    public void Kill() => _process?.Kill(entireProcessTree: true);

    /// <summary>Lets it write down what it has: it keeps the last seconds in memory, and a service that has answered does not.</summary>
    public async Task Stop()
    {
        using (var kill = System.Diagnostics.Process.Start("kill", ["-TERM", $"{_process!.Id}"])) await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is null) return;
        Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }
}
