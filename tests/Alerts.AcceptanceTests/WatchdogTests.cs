using Alerts.Contracts;

namespace Alerts.AcceptanceTests;

/// <summary>A service outside hears while the work goes on, and nothing when it is stuck.</summary>
public sealed class WatchdogTests
{
    private static AlertsCommand Desk(string url)
    {
        var alerts = ContinuousRunTests.Prices();
        alerts.Write("alerts.yaml", $"name: Prices\nannounce-from: 2025-01-01\nallow-hosts: [\"127.0.0.1:*\"]\nemail: {{ from: \"Alerts <alerts@example.com>\", via: \"folder:outbox\" }}\nwatchdog: {{ url: \"{url}/s3cret-token-01\", every: 5 minutes }}\n");
        return alerts;
    }

    [Fact]
    public void It_hears_of_each_run_and_its_address_is_told_nowhere()
    {
        using var watchdog = new RecordingServer(200, "OK");
        using var alerts = Desk(watchdog.Url);

        var first = alerts.Run("run", alerts.Folder, "--once");
        using var run = alerts.Running("run", alerts.Folder);
        run.Until(() => watchdog.Requests.Count == 2, "it hears of the run that goes on");

        Assert.All(watchdog.Requests, request => Assert.Equal(("GET", "/hook/s3cret-token-01"), (request.Method, request.Path)));
        Assert.Equal("", first.Error);
    }

    [Fact]
    public void It_hears_nothing_while_work_is_stuck()
    {
        using var watchdog = new RecordingServer(200, "OK");
        using var alerts = Desk(watchdog.Url);
        alerts.Run("run", alerts.Folder, "--once");
        var heard = watchdog.Requests.Count;
        // A claim that somebody else holds for ever: the work is due, and nobody does it.
        alerts.Change("CREATE TRIGGER stuck BEFORE DELETE ON work BEGIN SELECT RAISE(IGNORE); END; INSERT INTO work (kind, key, due_utc) VALUES ('route', 'evt_gone', '2025-01-01T00:00:00.0000000Z')");

        using var run = alerts.Running("run", alerts.Folder);
        Thread.Sleep(TimeSpan.FromSeconds(4));

        Assert.Equal(heard, watchdog.Requests.Count);
    }

    [Fact]
    public void One_that_does_not_answer_is_told_once_without_its_address()
    {
        using var watchdog = new RecordingServer(500);
        using var alerts = Desk(watchdog.Url);

        var run = alerts.Run("run", alerts.Folder, "--once");

        Assert.Equal((0, "alerts: the watchdog did not hear that the work goes on: it answered 500\n"), (run.ExitCode, run.Error));
    }
}
