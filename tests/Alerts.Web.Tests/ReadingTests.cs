using System.Net.Http;

namespace Alerts.Web.Tests;

/// <summary>What clients ask for.</summary>
public sealed class ReadingTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_event_is_found_by_what_it_is_about_and_explains_itself(bool onSqlite)
    {
        await using var served = await ServedDesk.WithNews(onSqlite);

        Assert.Equal(["much", "dear"], (await served.Get("/api/events")).Items.Select(told => told.GetProperty("rule").GetString()));
        var dear = Assert.Single((await served.Get("/api/events?rule=dear")).Items);
        Assert.Single((await served.Get("/api/events?series=p&type=alert.firing&from=2025-03-21&to=2025-03-22")).Items);
        Assert.Empty((await served.Get("/api/events?series=p&to=2025-03-21")).Items);

        var one = await served.Get($"/api/events/{dear.GetProperty("id").GetString()}");
        Assert.Equal(dear.GetRawText(), one.Body);
        Assert.Equal(3, one.Json.GetProperty("explanation")[0].GetProperty("source").GetProperty("row").GetInt32());
    }

    [Fact]
    public async Task A_series_is_read_as_it_was_known_at_a_moment()
    {
        await using var served = await ServedDesk.WithNews();

        async Task<string> Values(string query) => string.Join(' ', (await served.Get($"/api/series/p/{query}")).Items.Select(value => $"{value.GetProperty("period").GetString()}={value.GetProperty("value")}"));

        Assert.Equal("2025-03-19=80 2025-03-20=95", await Values("values?as-of=2025-03-20"));
        Assert.Equal("2025-03-19=80 2025-03-20=96 2025-03-21=120", await Values("values"));
        Assert.Equal("", await Values("values?as-of=2025-03-19"));
        Assert.Equal("2025-03-20=96", await Values("values?from=2025-03-20&to=2025-03-20"));
        Assert.Equal("2025-03-19=80 2025-03-20=95 2025-03-20=96 2025-03-21=120", await Values("vintages"));
    }

    [Fact]
    public async Task A_derived_series_is_read_like_any_other()
    {
        await using var served = await ServedDesk.WithNews();

        Assert.Equal(["2025-02=5", "2025-03=13"], (await served.Get("/api/series/m.and.n/values")).Items.Select(value => $"{value.GetProperty("period").GetString()}={value.GetProperty("value")}"));
        Assert.Equal(["m", "n"], (await served.Get("/api/series/m.and.n")).Json.GetProperty("sum").EnumerateArray().Select(part => part.GetString()));
    }

    [Theory]
    [InlineData("/api/events")]
    [InlineData("/api/series")]
    [InlineData("/api/series/p/vintages")]
    [InlineData("/api/series/p/values")]
    [InlineData("/api/publications")]
    [InlineData("/api/rules")]
    [InlineData("/api/backtest")]
    [InlineData("/api/ledger")]
    [InlineData("/api/silences")]
    [InlineData("/api/quarantine")]
    [InlineData("/api/subscriptions")]
    public async Task A_list_is_the_same_page_by_page(string address)
    {
        await using var served = await ServedDesk.WithEverything();
        var whole = (await served.Get(address)).Items.Select(item => item.GetRawText()).ToList();

        var items = new List<string>();
        for (var next = $"{address}?limit=1"; next is not null;)
        {
            var page = await served.Get(next);
            items.Add(Assert.Single(page.Items).GetRawText());
            next = page.Json.TryGetProperty("next", out var more) ? more.GetString() : null;
        }

        Assert.True(whole.Count > 1, "there is more than a page");
        Assert.Equal(whole, items);
    }

    [Fact]
    public async Task A_backtest_says_what_the_rules_would_have_said()
    {
        await using var served = await ServedDesk.WithNews();

        Assert.Equal(["dear", "much"], (await served.Get("/api/backtest")).Items.Select(told => told.GetProperty("rule").GetString()));
        Assert.Single((await served.Get("/api/backtest?rule=dear&from=2025-03-21&to=2025-03-21")).Items);
        Assert.Equal(404, (await served.Get("/api/backtest?rule=deer")).Status);
    }

    [Fact]
    public async Task It_says_who_is_told_and_who_not_and_why_not()
    {
        await using var served = await ServedDesk.WithNews();
        var id = (await served.Get("/api/events?rule=dear")).Items[0].GetProperty("id").GetString();

        Assert.Equal(["buyer told", "director below-min-severity"], (await served.Get($"/api/who?event={id}")).Items.Select(route => $"{route.GetProperty("subscriber").GetString()} {route.GetProperty("reason").GetString()}"));
        Assert.Equal(["buyer told", "director told"], (await served.Get("/api/who?rule=dear&severity=critical")).Items.Select(route => $"{route.GetProperty("subscriber").GetString()} {route.GetProperty("reason").GetString()}"));
        Assert.Equal(400, (await served.Get("/api/who")).Status);
        Assert.Equal(404, (await served.Get("/api/who?rule=deer")).Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_dead_message_is_listed_explained_and_sent_again(bool onSqlite)
    {
        await using var served = await ServedDesk.WithNews(onSqlite);
        var dead = (await served.Get("/api/ledger?status=dead")).Items;
        var id = dead[0].GetProperty("notification").GetString();

        var attempt = (await served.Get($"/api/ledger/{id}")).Json.GetProperty("attempts")[0];
        Assert.Equal(("failed", "ReceiverRefused"), (attempt.GetProperty("outcome").GetString(), attempt.GetProperty("decision").GetString()));
        Assert.Equal(200, (await served.Post($"/api/ledger/{id}/replay")).Status);
        Assert.Equal((409, "still-waiting"), await served.Post($"/api/ledger/{id}/replay") is var again ? (again.Status, again.Problem) : default);
        Assert.Equal(dead.Count - 1, (await served.Post("/api/ledger/replay")).Json.GetProperty("replayed").GetArrayLength());
        await served.Desk.Work();
        Assert.Empty((await served.Get("/api/ledger?status=dead")).Items);
        Assert.Equal(404, (await served.Post("/api/ledger/ntf_0/replay")).Status);
    }

    [Fact]
    public async Task Health_says_how_fresh_each_dataset_is_and_what_waits()
    {
        await using var served = await ServedDesk.WithNews();
        served.Desk.LastSweep = served.Desk.Clock.GetUtcNow().AddMinutes(-1);

        var health = await served.Get("/health");

        Assert.Equal(("ok", "2025-06-01T07:59:00+08:00", "0"), (health.Text("status"), health.Text("last-sweep"), health.Text("unevaluated")));
        Assert.Equal(["prices 2025-03-21T00:00:00+08:00", "trade 2025-04-18T00:00:00+08:00", "trade-too "], health.Json.GetProperty("datasets").EnumerateArray()
            .Select(dataset => $"{dataset.GetProperty("id").GetString()} {(dataset.TryGetProperty("published", out var published) ? published.GetString() : "")}"));

        served.Desk.LastSweep = served.Desk.Clock.GetUtcNow().AddMinutes(-11);
        Assert.Equal("stuck", (await served.Get("/health")).Text("status"));
    }

    [Fact]
    public async Task While_there_is_nothing_to_work_with_it_lives_and_is_not_ready()
    {
        await using var served = await ServedDesk.WithNews();
        served.Desk.IsReady = false;

        Assert.Equal(200, (await served.Get("/health/live")).Status);
        Assert.Equal((503, "1"), await served.Get("/health/ready") is var ready ? (ready.Status, ready.Headers.RetryAfter!.ToString()) : default);
        Assert.Equal(503, (await served.Get("/api/events")).Status);
    }

    [Fact]
    public async Task What_a_client_has_already_is_not_sent_again()
    {
        await using var served = await ServedDesk.WithNews();
        var first = await served.Get("/api/events");
        var tag = first.Headers.ETag!.ToString();

        foreach (var known in new[] { tag, $"\"other\", {tag}", $"W/{tag}", "*" })
            Assert.Equal((304, "", tag), await served.Get("/api/events", ("If-None-Match", known)) is var again ? (again.Status, again.Body, again.Headers.ETag!.ToString()) : default);
        Assert.Equal(200, (await served.Get("/api/events?limit=1", ("If-None-Match", tag))).Status);
        Assert.Equal(200, (await served.Get("/api/events", ("If-None-Match", "nonsense\""))).Status);
    }

    [Fact]
    public async Task HEAD_is_GET_without_its_body_and_OPTIONS_says_what_there_is()
    {
        await using var served = await ServedDesk.WithNews();
        var whole = await served.Get("/api/events");

        var head = await served.Send(HttpMethod.Head, "/api/events", null);
        Assert.Equal((200, "", whole.ContentHeaders.ContentLength), (head.Status, head.Body, head.ContentHeaders.ContentLength));
        var options = await served.Send(HttpMethod.Options, "/api/publications", null);
        Assert.Equal((204, "GET, HEAD, POST, OPTIONS"), (options.Status, string.Join(", ", options.ContentHeaders.Allow)));
        var delete = await served.Send(HttpMethod.Delete, "/api/events", null);
        Assert.Equal((405, "wrong-method"), (delete.Status, delete.Problem));
        Assert.Equal((404, "no-such-path"), await served.Get("/api/event") is var nothing ? (nothing.Status, nothing.Problem) : default);
    }

    [Fact]
    public async Task An_answer_is_data_and_no_page()
    {
        await using var served = await ServedDesk.WithNews();

        foreach (var reply in new[] { await served.Get("/api/events"), await served.Get("/api/nothing"), await served.Get("/api/events", ("Authorization", "")) })
        {
            Assert.Equal(("nosniff", "default-src 'none'; frame-ancestors 'none'"), (reply.Headers.GetValues("X-Content-Type-Options").Single(), reply.Headers.GetValues("Content-Security-Policy").Single()));
            Assert.True(reply.Headers.CacheControl!.Private);
            Assert.False(reply.Headers.Contains("Server"));
        }
    }

    [Theory]
    [InlineData("/api/series/P", "there is no series 'P' (nearest: p)")]
    [InlineData("/api/rules/deer", "there is no enabled rule 'deer' (nearest: dear)")]
    [InlineData("/api/events/evt_0", "there is no event 'evt_0'")]
    [InlineData("/api/publications/x", "there is no file of the hash 'x'")]
    [InlineData("/api/ledger/x", "there is no message 'x'")]
    public async Task What_is_not_there_is_not_found(string address, string message)
    {
        await using var served = await ServedDesk.WithNews();

        var reply = await served.Get(address);

        Assert.Equal((404, "not-found", message), (reply.Status, reply.Problem, reply.Text("detail")));
    }
}
