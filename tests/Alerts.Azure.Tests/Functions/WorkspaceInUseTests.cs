using Alerts.Azure.Workspaces;
using Alerts.Functions.Triggers;
using Microsoft.AspNetCore.Http;

namespace Alerts.Azure.Tests.Functions;

public sealed class WorkspaceInUseTests : IDisposable
{
    private const string Bad = "name: [\n";

    private readonly AppInMemory _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task A_workspace_that_turns_bad_does_not_stop_the_app_and_is_not_there_after_a_cold_start()
    {
        Assert.Equal("Desk", await Name());
        _app.Files.Write("alerts.yaml", Bad);
        await Look();
        Assert.Equal(("Desk", WorkspaceReason.KeptRunning), (await Name(), _app.Workspaces.Reason));

        _app.Restart();

        Assert.Equal(("Desk", WorkspaceReason.LastGood), (await Name(), _app.Workspaces.Reason));
        Assert.Equal(200, await Health());
    }

    [Fact]
    public async Task A_good_one_takes_over_once_its_files_have_settled()
    {
        await Name();
        _app.Files.Write("alerts.yaml", AppInMemory.Good.Replace("Desk", "Other", StringComparison.Ordinal));
        _app.Clock.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal("Desk", await Name());

        _app.Clock.Pass(TimeSpan.FromMinutes(1));

        Assert.Equal("Other", await Name());
    }

    [Fact]
    public async Task A_wrong_one_is_told_with_its_mistakes_once()
    {
        await Name();
        _app.Files.Write("alerts.yaml", AppInMemory.Good + "tme-zone: UTC\n");
        for (var minutes = 0; minutes < 5; minutes++) await Look();

        var told = Assert.Single(_app.Log.Lines, line => line.StartsWith("WorkspaceRefused:", StringComparison.Ordinal));
        Assert.Contains("alerts.yaml:6:1", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("store: azure:desk", "store: azure:another", "'store' is not azure:desk")]
    [InlineData("store: azure:desk", "store: sqlite:alerts.db", "'store' is not azure:desk")]
    [InlineData("sendgrid:${SENDGRID_API_KEY}", "folder:outbox", "mail goes to a folder")]
    [InlineData("sendgrid:${SENDGRID_API_KEY}", "sendgrid:${ANOTHER_KEY}", "the environment variable ANOTHER_KEY is not set")]
    public async Task One_that_this_app_cannot_run_is_refused(string good, string bad, string fault)
    {
        _app.Files.Write("alerts.yaml", AppInMemory.Good.Replace(good, bad, StringComparison.Ordinal));

        Assert.Null(await _app.Workspaces.Current(default));

        Assert.Contains(_app.Log.Lines, line => line.Contains(fault, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_good_one_the_sweep_fails_so_that_an_operator_is_told_and_work_stays()
    {
        _app.Files.Write("alerts.yaml", Bad);

        await Assert.ThrowsAsync<InvalidOperationException>(() => _app.Sweep());
        await _app.Get<WorkTriggers>().Evaluate("""{"key":"1"}""", default);

        Assert.Contains("LeftToSweep: 1 is left to the sweep: no workspace is good", _app.Log.Lines);
        Assert.Equal(503, await Health());
    }

    [Theory]
    [InlineData(true, true, true, WorkspaceReason.Good)]
    [InlineData(true, false, false, WorkspaceReason.Good)]
    [InlineData(false, true, false, WorkspaceReason.KeptRunning)]
    [InlineData(false, false, true, WorkspaceReason.LastGood)]
    [InlineData(false, false, false, WorkspaceReason.NoneIsGood)]
    public void What_is_used_follows_from_what_is_good(bool isGood, bool isRunning, bool isKept, WorkspaceReason reason) => Assert.Equal(reason, WorkspaceDecision.Of(isGood, isRunning, isKept));

    private async Task<string?> Name() => (await _app.Workspaces.Current(default))?.Workspace.Name;

    private async Task Look()
    {
        _app.Clock.Pass(TimeSpan.FromMinutes(1));
        await _app.Workspaces.Current(default);
        _app.Clock.Pass(TimeSpan.FromMinutes(1));
        await _app.Workspaces.Current(default);
    }

    private async Task<int> Health()
    {
        var request = new DefaultHttpContext { Request = { Method = "GET", Path = "/api/health/ready" } }.Request;
        await _app.Get<ApiTrigger>().Run(request);
        return request.HttpContext.Response.StatusCode;
    }
}
