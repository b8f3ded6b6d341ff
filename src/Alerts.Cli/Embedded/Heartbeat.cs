using System.Text.Json;
using Alerts.Adapters.Sqlite;
using Alerts.Cli.Output;
using Alerts.Core.Observations;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Embedded;

/// <summary>Says that a run lives, in <c>.alerts/heartbeat.json</c>: an old one means that it is stuck, or gone.</summary>
internal static class Heartbeat
{
    /// <returns>When the last one was; null: there is none that can be read.</returns>
    public static DateTimeOffset? At(Workspace workspace)
    {
        try
        {
            using var beat = JsonDocument.Parse(File.ReadAllText(Path.Combine(Composition.Kept(workspace), "heartbeat.json")));
            return beat.RootElement.GetProperty("at").GetDateTimeOffset();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <param name="lastFile">Null where this process has read none.</param>
    /// <param name="waiting">Notifications that are to be tried.</param>
    /// <exception cref="StoreException">It could not be written.</exception>
    public static void Write(Workspace workspace, DateTimeOffset now, Ingested? lastFile, int waiting)
    {
        var path = Path.Combine(Composition.Kept(workspace), "heartbeat.json");
        var text = JsonText.Object(json =>
        {
            json.WriteString("type", "heartbeat");
            json.Instant("at", workspace.Local(now));
            json.Number("pid", Environment.ProcessId);
            json.Text("last-file", lastFile?.File);
            json.Text("last-sha256", lastFile?.Sha256);
            json.Number("waiting", waiting);
        });
        try
        {
            File.WriteAllText(path + ".part", text + "\n");
            File.Move(path + ".part", path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"{path} could not be written: {error.Message}", error);
        }
    }
}
