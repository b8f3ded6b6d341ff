using Alerts.Azure.Tests.Storage;
using Alerts.Core.UseCases;
using Alerts.Functions.App;
using Alerts.Web.Tests;

namespace Alerts.Azure.Tests.Functions;

/// <summary>What is particular to the API of the app: many instances, a storage account, and a host that hands calls on.</summary>
public sealed class ApiTests
{
    private const string Prices = "/api/publications?file=2025-03-20-prices.csv";
    private const string Csv = "date,code,average\n2025-03-20,P,95\n";

    [SkippableFact]
    public async Task A_file_that_is_posted_while_another_instance_reads_one_waits_its_turn()
    {
        await using var served = await ServedDesk.Start();
        var turn = await served.Desk.State.Take(Arrivals.Turn, default);
        var posting = served.Post(Prices, Csv);
        await Task.Delay(TimeSpan.FromSeconds(1));
        Assert.False(posting.IsCompleted);

        await turn!.DisposeAsync();

        Assert.Equal(200, (await posting).Status);
    }

    [SkippableFact]
    public async Task A_file_larger_than_the_servers_own_limit_is_taken_and_one_larger_than_ours_is_not()
    {
        await using var served = await ServedDesk.Start();

        Assert.Equal((422, "unmatched"), await served.Post("/api/publications?file=nothing.csv", new string('x', 31 * 1024 * 1024)) is var large ? (large.Status, large.Problem) : default);
        Assert.Equal((413, "too-large"), await served.Post("/api/publications?file=nothing.csv", new string('x', (64 * 1024 * 1024) + 1)) is var tooLarge ? (tooLarge.Status, tooLarge.Problem) : default);
    }

    [SkippableFact]
    public async Task While_the_storage_cannot_be_reached_it_lives_and_a_client_is_told_to_come_back()
    {
        using var app = new AppOnAzurite(await Azurite.Shared(), connection: "AccountName=a;AccountKey=aaaa;TableEndpoint=http://127.0.0.1:1/a;BlobEndpoint=http://127.0.0.1:1/a;QueueEndpoint=http://127.0.0.1:1/a");
        var host = app.Part<Web.IApiHost>();

        Assert.Null(await host.Borrow(default));
        Assert.Contains("ApiFailed: the configuration could not be answered", app.Log.Lines);
        Assert.True(host.MayPass(await Assert.ThrowsAnyAsync<Exception>(() => app.Stores.Keys.FindKey("x", default))));
    }

    [SkippableFact]
    public async Task Health_tells_of_the_last_sweep_of_whichever_instance()
    {
        await using var served = await ServedDesk.Start();
        await served.Desk.Sweep();
        served.Desk.Clock.Pass(TimeSpan.FromMinutes(11));

        Assert.Equal(("stuck", "2025-06-01T08:00:00+08:00"), await served.Get("/health") is var health ? (health.Text("status"), health.Text("last-sweep")) : default);
    }

    [SkippableFact]
    public async Task The_calls_of_a_key_end_with_it_at_once_whoever_revokes_it()
    {
        await using var served = await ServedDesk.Start();
        var token = await served.Desk.Key("erp", ApiScope.Read);
        Assert.Equal(200, (await served.Get("/api/rules", ("Authorization", $"Bearer {token}"))).Status);

        await served.Desk.Keys.RevokeKey("erp", served.Desk.Clock.GetUtcNow(), default);

        Assert.Equal(401, (await served.Get("/api/rules", ("Authorization", $"Bearer {token}"))).Status);
    }

    [SkippableFact]
    public async Task What_was_posted_to_one_instance_says_where_it_stands_at_the_sweep_of_another()
    {
        await using var served = await ServedDesk.Start();
        await served.Desk.Sweep();
        await served.Post("/api/publications?file=2024-03-20-prices.csv", "date,code,average\n2024-03-19,P,80\n2024-03-20,P,120\n");
        await served.Desk.Work();
        Assert.Empty((await served.Get("/api/events")).Items);

        await served.Desk.Sweep();

        Assert.Equal("dear", Assert.Single((await served.Get("/api/events")).Items).GetProperty("rule").GetString());
    }

    [SkippableFact]
    public async Task Nothing_is_served_beside_the_prefix_nor_below_it_where_nothing_is()
    {
        await using var served = await ServedDesk.Start();

        foreach (var address in (string[])["/", "/admin/host/status", "/runtime/webhooks/blobs", "/api", "/api/", "/api/admin", "/api/sendgrid/events"]) Assert.Equal(404, (await served.Get(address)).Status);
        Assert.Equal(404, (await served.Post("/api/sendgrid/events", "[]", "application/json")).Status);
    }
}
