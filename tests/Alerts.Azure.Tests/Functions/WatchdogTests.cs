using Alerts.Contracts;
using Alerts.Core.UseCases;

namespace Alerts.Azure.Tests.Functions;

/// <summary>A service outside hears of each sweep while the work goes on, and nothing when it is stuck.</summary>
public sealed class WatchdogTests : IDisposable
{
    private readonly RecordingServer _watchdog = new(200, "OK");
    private readonly AppInMemory _app = new();

    public WatchdogTests() => Watch(_watchdog);

    public void Dispose()
    {
        _app.Dispose();
        _watchdog.Dispose();
    }

    [Fact]
    public async Task It_hears_of_sweeps_and_not_oftener_than_it_wants()
    {
        for (var minutes = 0; minutes < 10; minutes++, _app.Clock.Pass(TimeSpan.FromMinutes(1))) await _app.Sweep();

        Assert.Equal([("GET", "/hook/s3cret-token-01"), ("GET", "/hook/s3cret-token-01")], _watchdog.Requests.Select(request => (request.Method, request.Path)));
        Assert.DoesNotContain(_app.Log.Lines, line => line.Contains("s3cret", StringComparison.Ordinal) || line.StartsWith("WatchdogNotTold", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_hears_nothing_while_work_is_stuck_and_hears_again_once_it_is_done()
    {
        await _app.Store.Put(WorkKind.Route, "evt_gone", _app.Clock.GetUtcNow().AddMinutes(-11), default);
        await _app.Sweep();
        Assert.Empty(_watchdog.Requests);
        Assert.Contains("WatchdogNotTold: work is due for more than ten minutes and is not done: the watchdog is not told", _app.Log.Lines);

        await _app.Work();
        await _app.Sweep();

        Assert.Single(_watchdog.Requests);
    }

    [Fact]
    public async Task It_hears_nothing_while_a_file_of_the_inbox_cannot_be_read()
    {
        _app.Inbox.Put("2025-03-24-prices.csv", AppInMemory.Prices(("2025-03-24", 60)), _app.Clock.GetUtcNow());
        _app.Inbox.Broken.Add("2025-03-24-prices.csv");
        await _app.Sweep();
        Assert.Empty(_watchdog.Requests);

        _app.Inbox.Broken.Clear();
        await _app.Sweep();

        Assert.Single(_watchdog.Requests);
    }

    [Fact]
    public async Task It_hears_nothing_where_no_workspace_is_good()
    {
        using var app = new AppInMemory();
        app.Files.Write("alerts.yaml", $"{Settings(_watchdog)}colour: red\n");

        await Assert.ThrowsAsync<InvalidOperationException>(() => app.Sweep());

        Assert.Empty(_watchdog.Requests);
    }

    [Fact]
    public async Task One_that_does_not_answer_is_logged_without_its_address_and_the_sweep_has_succeeded()
    {
        using var deaf = new RecordingServer(500);
        Watch(deaf);

        await _app.Sweep();

        Assert.Contains("WatchdogNotTold: the watchdog did not hear that the work goes on: it answered 500", _app.Log.Lines);
        Assert.Contains(_app.Log.Lines, line => line.StartsWith("Swept: ", StringComparison.Ordinal));
    }

    private void Watch(RecordingServer watchdog)
    {
        _app.Files.Write("alerts.yaml", Settings(watchdog));
        _app.Restart();
    }

    private static string Settings(RecordingServer watchdog) => $"{AppInMemory.Good}allow-hosts: [\"127.0.0.1:*\"]\nwatchdog: {{ url: \"{watchdog.Url}/s3cret-token-01\", every: 5 minutes }}\n";
}
