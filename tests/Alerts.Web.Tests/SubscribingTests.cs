using System.Net.Http;
using System.Security.Cryptography;
using System.Text;
using Alerts.Core.Routing;

namespace Alerts.Web.Tests;

/// <summary>People ask by themselves, confirm by a link, and leave by one (RFC 8058).</summary>
public sealed class SubscribingTests
{
    private const string Form = "application/x-www-form-urlencoded";
    private const string Wish = """{"email":"bert@example.com","match":{"commodity":["terbium"]},"min-severity":"high","time-zone":"Europe/Berlin","quiet-hours":{"hours":"22:00-07:00","days":["friday"]},"urgent":"critical","group":"release"}""";

    private static async Task<string> AskedLink(ServedDesk served)
    {
        Assert.Equal("""{"status":"asked"}""", (await served.Post("/api/subscriptions", Wish, "application/json")).Body);
        await served.Desk.Work();
        var text = served.Desk.Sent[^1].Message.Text;
        return text[(text.IndexOf("https://alerts.example.com", StringComparison.Ordinal) + "https://alerts.example.com".Length)..].Split('\n')[0];
    }

    private static string Out(ServedDesk served, string address = "buyer@example.com", string subscriber = "buyer") => new Uri(served.Desk.Workspace.Links!.UnsubscribeUrl(subscriber, address)).PathAndQuery;

    private static async Task<string> State(ServedDesk served, string id) => (await served.Get($"/api/subscriptions/{id}")).Text("state");

    private static Task<Reply> Anonymous(ServedDesk served, HttpMethod method, string address, HttpContent? content = null) => served.Send(method, address, content, ("Authorization", ""));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_person_asks_confirms_on_a_page_and_is_a_subscriber(bool onSqlite)
    {
        await using var served = await ServedDesk.Start(onSqlite);
        var link = await AskedLink(served);
        var id = Subscription.IdOf("bert@example.com");
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head, HttpMethod.Get }) Assert.Equal(200, (await Anonymous(served, method, link)).Status);
        Assert.Equal("unconfirmed", await State(served, id));
        Assert.Contains("<form method=\"post\"><button name=\"confirm\" value=\"yes\">", (await Anonymous(served, HttpMethod.Get, link)).Body, StringComparison.Ordinal);
        Assert.Equal(400, (await Anonymous(served, HttpMethod.Post, link, ServedDesk.Content("x=y", Form))).Status);
        Assert.Equal("unconfirmed", await State(served, id));

        for (var twice = 0; twice < 2; twice++) Assert.Contains("It is confirmed", (await Anonymous(served, HttpMethod.Post, link, ServedDesk.Content("confirm=yes", Form))).Body, StringComparison.Ordinal);

        var told = (await served.Get($"/api/subscriptions/{id}")).Json;
        Assert.Equal(("asked", "confirmed", "high", "Europe/Berlin"), (told.GetProperty("from").GetString(), told.GetProperty("state").GetString(), told.GetProperty("min-severity").GetString(), told.GetProperty("time-zone").GetString()));
        Assert.Contains((await served.Get("/api/who?rule=dear")).Items, route => route.GetProperty("subscriber").GetString() == id && route.GetProperty("told").GetBoolean());
    }

    [Fact]
    public async Task The_answer_does_not_tell_whether_an_address_is_known_or_was_asked_before()
    {
        await using var served = await ServedDesk.WithEverything();

        var replies = new List<string>();
        foreach (var address in new[] { "nobody@example.com", ServedDesk.Anna, ServedDesk.Anna, "buyer@example.com", "nobody@example.com" })
        {
            var reply = await served.Post("/api/subscriptions", $$"""{"email":"{{address}}"}""", "application/json");
            replies.Add($"{reply.Status} {reply.Body} {string.Join(',', reply.Headers.Where(header => header.Key != "Date").Select(header => $"{header.Key}={string.Join(' ', header.Value)}"))}");
        }

        Assert.Single(replies.Distinct());
    }

    [Theory]
    [InlineData("{}", "'email' is missing")]
    [InlineData("""{"email":"bert"}""", "'email' is no address")]
    [InlineData("""{"email":"Bert <bert@example.com>"}""", "'email' is no address")]
    [InlineData("""{"email":"bert@example.com\r\nBcc: x@example.com"}""", "'email' is no address")]
    [InlineData("""{"email":["a@example.com","b@example.com"]}""", "'email' is of the wrong shape")]
    [InlineData("""{"email":"a@example.com","slack":"https://hooks.slack.com/x"}""", "unknown key 'slack'")]
    [InlineData("""{"email":"a@example.com","min-severity":"hihg"}""", "(nearest: high)")]
    [InlineData("""{"email":"a@example.com","time-zone":"Europe/Berln"}""", "unknown time zone")]
    [InlineData("""{"email":"a@example.com","digest":"often"}""", "no time of a digest")]
    [InlineData("""{"email":"a@example.com","match":{"rule":"a\nb"}}""", "'match' holds a text")]
    [InlineData("""{"email":"a@example.com","match":{"rule":"${HOME}"}}""", "nobody may ask for those")]
    [InlineData("""{"email":"${HOME}@example.com"}""", "nobody may ask for those")]
    public async Task A_wish_is_checked_as_subscribers_of_the_files_are(string body, string says)
    {
        await using var served = await ServedDesk.Start();

        var reply = await served.Post("/api/subscriptions", body, "application/json");

        Assert.Equal((400, "wrong-body"), (reply.Status, reply.Problem));
        Assert.Contains(says, reply.Body, StringComparison.Ordinal);
        Assert.Empty(await served.Desk.Subscriptions.Subscriptions(default));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_click_of_a_mail_program_unsubscribes_and_twice_is_once(bool onSqlite)
    {
        await using var served = await ServedDesk.WithNews(onSqlite);
        var link = new Uri(served.Desk.Sent[0].UnsubscribeUrl!).PathAndQuery;
        Assert.Equal(Out(served), link);

        for (var twice = 0; twice < 2; twice++) Assert.Equal(200, (await Anonymous(served, HttpMethod.Post, link, ServedDesk.Content("List-Unsubscribe=One-Click", Form))).Status);

        Assert.Equal("unsubscribed", await State(served, "buyer"));
        Assert.Equal("unsubscribed", (await served.Get("/api/who?rule=dear")).Items.First(route => route.GetProperty("subscriber").GetString() == "buyer").GetProperty("reason").GetString());
        var sent = served.Desk.Sent.Count;
        await served.Post("/api/publications?file=2025-04-22-prices.csv", "date,code,average\n2025-04-22,P,140\n");
        await served.Desk.Work();
        Assert.Equal(sent, served.Desk.Sent.Count);
    }

    [Fact]
    public async Task The_form_may_be_a_multipart_one()
    {
        await using var served = await ServedDesk.Start();
        using var form = new MultipartFormDataContent { { new StringContent("One-Click"), "List-Unsubscribe" } };

        Assert.Equal(200, (await Anonymous(served, HttpMethod.Post, Out(served), form)).Status);

        Assert.Equal("unsubscribed", await State(served, "buyer"));
    }

    [Theory]
    [InlineData("GET", "", 200)]
    [InlineData("HEAD", "", 200)]
    [InlineData("POST", "", 400)]
    [InlineData("POST", "List-Unsubscribe=Two-Clicks", 400)]
    [InlineData("POST", "list-unsubscribe=one-click", 400)]
    [InlineData("POST", "List-Unsubscribe=One-Click&List-Unsubscribe=One-Click", 400)]
    [InlineData("POST", "x=List-Unsubscribe=One-Click", 400)]
    public async Task A_scanner_of_mails_and_a_wrong_body_unsubscribe_nobody(string method, string body, int status)
    {
        await using var served = await ServedDesk.Start();

        Assert.Equal(status, (await Anonymous(served, new(method), Out(served), method == "POST" ? ServedDesk.Content(body, Form) : null)).Status);

        Assert.Equal("confirmed", await State(served, "buyer"));
    }

    [Fact]
    public async Task A_link_that_is_none_of_ours_or_for_something_else_is_404_and_changes_nothing()
    {
        await using var served = await ServedDesk.Start();
        var (leave, confirm) = (Out(served), await AskedLink(served));
        foreach (var link in new[] { leave[..^1] + (leave[^1] == 'A' ? 'B' : 'A'), "/u/x", confirm.Replace("/confirm/", "/u/", StringComparison.Ordinal), leave.Replace("/u/", "/confirm/", StringComparison.Ordinal) })
        {
            var body = link.StartsWith("/u/", StringComparison.Ordinal) ? "List-Unsubscribe=One-Click" : "confirm=yes";
            foreach (var reply in new[] { await Anonymous(served, HttpMethod.Get, link), await Anonymous(served, HttpMethod.Post, link, ServedDesk.Content(body, Form)) })
            {
                Assert.Equal(404, reply.Status);
                Assert.Contains("This link does nothing", reply.Body, StringComparison.Ordinal);
            }
        }
        Assert.Equal("confirmed", await State(served, "buyer"));
        Assert.Equal("unconfirmed", await State(served, Subscription.IdOf("bert@example.com")));
    }

    [Fact]
    public async Task Who_left_by_mistake_takes_it_back_on_the_page()
    {
        await using var served = await ServedDesk.Start();
        await Anonymous(served, HttpMethod.Post, Out(served), ServedDesk.Content("List-Unsubscribe=One-Click", Form));
        Assert.Contains("name=\"again\"", (await Anonymous(served, HttpMethod.Get, Out(served))).Body, StringComparison.Ordinal);

        Assert.Equal(200, (await Anonymous(served, HttpMethod.Post, Out(served), ServedDesk.Content("again=yes", Form))).Status);

        Assert.Equal("confirmed", await State(served, "buyer"));
    }

    [Fact]
    public async Task A_page_escapes_what_somebody_asked_for_and_neither_loads_nor_runs_anything()
    {
        await using var served = await ServedDesk.Start();
        await served.Post("/api/subscriptions", """{"email":"bert@example.com","match":{"<script>":"<img src=x>"}}""", "application/json");
        await served.Desk.Work();
        var text = served.Desk.Sent[^1].Message.Text;

        var page = await Anonymous(served, HttpMethod.Get, new Uri(text[text.IndexOf("https://", StringComparison.Ordinal)..].Split('\n')[0]).PathAndQuery);

        Assert.DoesNotContain("<script", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page.Body, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", page.Body, StringComparison.Ordinal);
        var style = SHA256.HashData(Encoding.UTF8.GetBytes(page.Body.Split("<style>")[1].Split("</style>")[0]));
        Assert.Equal($"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(style)}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'", page.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("no-referrer", page.Headers.GetValues("Referrer-Policy").Single());
    }

    [Fact]
    public async Task Somebody_who_looks_after_it_ends_a_subscription_that_was_asked_for_and_none_of_the_files()
    {
        await using var served = await ServedDesk.WithEverything();
        var id = Subscription.IdOf(ServedDesk.Anna);

        Assert.Equal("unsubscribed", (await served.Post($"/api/subscriptions/{id}/end")).Text("state"));

        Assert.Equal("unsubscribed", await State(served, id));
        Assert.Equal("in-the-files", (await served.Post("/api/subscriptions/buyer/end")).Problem);
    }
}
