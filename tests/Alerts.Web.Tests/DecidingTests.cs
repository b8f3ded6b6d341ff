using Alerts.Core.Datasets.Quality;

namespace Alerts.Web.Tests;

/// <summary>What people decide over the API: silences, and values in quarantine.</summary>
public sealed class DecidingTests
{
    private static Task<Reply> Post(ServedDesk served, string address, string body) => served.Post(address, body, "application/json");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_silence_holds_back_until_it_is_ended_and_what_it_held_back_is_told_then(bool onSqlite)
    {
        await using var served = await ServedDesk.Start(onSqlite);
        await served.Post("/api/publications?file=2025-03-20-prices.csv", "date,code,average\n2025-03-20,P,95\n");
        var made = await Post(served, "/api/silences", """{"match":{"rule":["dear","x"]},"for":"3d","by":"anna\n","why":"stock-taking"}""");
        await served.Post("/api/publications?file=2025-03-21-prices.csv", "date,code,average\n2025-03-21,P,120\n");
        await served.Desk.Work();
        Assert.Empty(served.Desk.Sent);

        Assert.Equal(("anna ", true, "2025-06-04T08:00:00+08:00"), (made.Text("by"), made.Json.GetProperty("holds").GetBoolean(), made.Text("until")));
        var ended = await served.Post($"/api/silences/{made.Text("id")}/end");
        await served.Desk.Work();

        Assert.Equal((200, false), (ended.Status, ended.Json.GetProperty("holds").GetBoolean()));
        Assert.Single(served.Desk.Sent);
        Assert.Equal("has-ended", (await served.Post($"/api/silences/{made.Text("id")}/end")).Problem);
        Assert.Empty((await served.Get("/api/silences?state=open")).Items);
        Assert.Single((await served.Get("/api/silences?state=ended")).Items);
    }

    [Theory]
    [InlineData("""{"for":"4h","by":"a","why":"b"}""", "'match' is missing")]
    [InlineData("""{"match":{},"for":"4h","by":"a","why":"b"}""", "'match' does not say")]
    [InlineData("""{"match":{"rule":[]},"for":"4h","by":"a","why":"b"}""", "'match' does not say")]
    [InlineData("""{"match":{"rule":7},"for":"4h","by":"a","why":"b"}""", "'match' does not say")]
    [InlineData("""{"match":{"rule":"*"},"by":"a","why":"b"}""", "say how long")]
    [InlineData("""{"match":{"rule":"*"},"for":"4h","until":"2026-01-01","by":"a","why":"b"}""", "say how long")]
    [InlineData("""{"match":{"rule":"*"},"for":"4","by":"a","why":"b"}""", "'for' is no time")]
    [InlineData("""{"match":{"rule":"*"},"until":"2025-01-01","by":"a","why":"b"}""", "would have ended already")]
    [InlineData("""{"match":{"rule":"*"},"for":"4h","why":"b"}""", "'by' is missing")]
    [InlineData("""{"match":{"rule":"*"},"for":"4h","by":"a","why":" "}""", "'why' is no text")]
    [InlineData("""{"match":{"rule":"*"},"for":"4h","by":"a","why":"b","whi":"c"}""", "unknown key 'whi' (nearest: why)")]
    [InlineData("""{"match":{"rule":"*"},"for":"4h","by":"a","by":"b","why":"b"}""", "no JSON")]
    [InlineData("""[]""", "no object")]
    public async Task A_silence_that_does_not_say_what_how_long_who_and_why_is_refused(string body, string says)
    {
        await using var served = await ServedDesk.Start();

        var reply = await Post(served, "/api/silences", body);

        Assert.Equal((400, "wrong-body"), (reply.Status, reply.Problem));
        Assert.Contains(says, reply.Text("detail"), StringComparison.Ordinal);
        Assert.Empty(await served.Desk.Silences.Silences(default));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_value_in_quarantine_is_accepted_by_a_person_and_is_known_then(bool onSqlite)
    {
        await using var served = await ServedDesk.WithEverything(onSqlite);
        var row = (await served.Get("/api/quarantine?state=waiting&dataset=prices")).Items[0];
        var id = row.GetProperty("id").GetString();

        var accepted = await Post(served, $"/api/quarantine/{id}/accept", """{"by":"anna","why":"confirmed by the broker"}""");

        Assert.Equal(("accepted", "anna", "confirmed by the broker"), (accepted.Text("state"), accepted.Text("by"), accepted.Text("why")));
        Assert.Equal(accepted.Body, (await served.Get($"/api/quarantine/{id}")).Body);
        Assert.Contains((await served.Get("/api/series/q/values")).Items, value => value.GetProperty("period").GetString() == row.GetProperty("period").GetString());
        Assert.Contains((await served.Get("/api/quarantine?state=settled")).Items, other => other.GetProperty("id").GetString() == id);
        Assert.Equal("cannot-be-settled", (await Post(served, $"/api/quarantine/{id}/reject", """{"by":"anna","why":"no"}""")).Problem);
    }

    [Fact]
    public async Task A_value_in_quarantine_is_thrown_away_by_a_person_and_says_so()
    {
        await using var served = await ServedDesk.WithEverything();
        var waiting = await served.Desk.Observations.Quarantine(isWaiting: true, default);

        Assert.Equal("rejected", (await Post(served, $"/api/quarantine/{waiting[0].Id}/reject", """{"by":"anna","why":"a typing error"}""")).Text("state"));

        var settled = (await served.Desk.Observations.Quarantine(isWaiting: false, default)).Single(row => row.Id == waiting[0].Id).Settled!;
        Assert.Equal((Fate.Rejected, "anna", "a typing error"), (settled.Fate, settled.Who, settled.Why));
        Assert.Equal(404, (await Post(served, "/api/quarantine/qrt_0000000000000000/accept", """{"by":"anna","why":"x"}""")).Status);
        Assert.Equal(400, (await Post(served, $"/api/quarantine/{waiting[1].Id}/accept", """{"why":"x"}""")).Status);
    }
}
