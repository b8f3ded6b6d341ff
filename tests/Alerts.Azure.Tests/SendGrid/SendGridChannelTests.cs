using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Alerts.Azure.SendGrid;
using Alerts.Contracts;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;

namespace Alerts.Azure.Tests.SendGrid;

public sealed class SendGridChannelTests
{
    private const string From = "Alerts <alerts@example.com>";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly UnsubscribeLinks Links = new("https://alerts.example/u/", "stop@alerts.example", "a secret of 32 letters, at least");
    private static readonly FakeClock Clock = new(DateTimeOffset.FromUnixTimeSeconds(1_767_225_600));

    [Theory]
    [InlineData("mail.json", false, false)]
    [InlineData("mail-with-a-way-out.json", true, false)]
    [InlineData("mail-in-the-sandbox.json", false, true)]
    public async Task A_message_is_handed_over_in_the_approved_form(string approved, bool hasWayOut, bool isSandbox)
    {
        using var server = new RecordingServer(isSandbox ? 200 : 202, "", ("X-Message-Id", "LRzXl_NHStOGhQ4kofSm_A"));
        using var channel = Channel(server, new(hasWayOut ? Links : null, isSandbox));

        var answer = await channel.Send(Message(), default);

        Assert.Equal(isSandbox ? new(Outcome.Accepted, "200 checked in the sandbox, not sent") : new Answer(Outcome.Accepted, "202 LRzXl_NHStOGhQ4kofSm_A"), answer);
        var request = Assert.Single(server.Requests);
        Assert.Equal(("POST", "/v3/mail/send", "Bearer SG.key", "application/json"), (request.Method, request.Path, request.Headers["Authorization"], request.Headers["Content-Type"].Split(';')[0]));
        Approved.Matches(JsonNode.Parse(request.Body)!.ToJsonString(Readable) + "\n", approved);
    }

    [Fact]
    public async Task A_message_without_html_has_one_part()
    {
        using var server = new RecordingServer(202);
        using var channel = Channel(server);

        await channel.Send(Message() with { Message = new("s", "t", "") }, default);

        Assert.Equal("text/plain", Assert.Single(JsonNode.Parse(server.Requests.Single().Body)!["content"]!.AsArray())!["type"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(200, Outcome.Failed)]
    [InlineData(400, Outcome.Failed)]
    [InlineData(401, Outcome.Failed)]
    [InlineData(403, Outcome.Failed)]
    [InlineData(404, Outcome.Failed)]
    [InlineData(405, Outcome.Failed)]
    [InlineData(413, Outcome.Failed)]
    [InlineData(415, Outcome.Failed)]
    [InlineData(302, Outcome.Failed)]
    [InlineData(500, Outcome.Retry)]
    [InlineData(502, Outcome.Retry)]
    [InlineData(503, Outcome.Retry)]
    [InlineData(504, Outcome.Retry)]
    public async Task Each_answer_has_its_outcome_and_is_asked_for_once(int status, Outcome outcome)
    {
        using var server = new RecordingServer(status, """{"errors":[{"message":"no","field":"from"}]}""", ("Location", "http://127.0.0.1:1/"));
        using var channel = Channel(server);

        var answer = await channel.Send(Message(), default);

        Assert.Equal(outcome, answer.Outcome);
        Assert.Contains(status == 302 ? "redirects" : "from: no", answer.Detail, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("Retry-After", "7", 7)]
    [InlineData("X-RateLimit-Reset", "1767225630", 30)]
    public async Task Who_sends_too_much_waits_as_long_as_SendGrid_says(string header, string value, int seconds)
    {
        using var server = new RecordingServer(429, "", (header, value));
        using var channel = Channel(server);

        var answer = await channel.Send(Message(), default);

        Assert.Equal((Outcome.Retry, TimeSpan.FromSeconds(seconds), true), (answer.Outcome, answer.RetryAfter, answer.HoldsDestination));
    }

    [Fact]
    public async Task Without_a_connection_nothing_can_have_arrived()
    {
        using var silent = new SilentPort();
        using var channel = new SendGridChannel("SG.key", From, new(Host: $"http://127.0.0.1:{silent.Port}"), Clock);

        Assert.Equal(new Answer(Outcome.Retry, "no connection to SendGrid"), await channel.Send(Message(), default));
    }

    [Fact]
    public async Task A_connection_that_breaks_before_the_answer_leaves_it_unknown()
    {
        using var server = new RecordingServer((_, stream, _) =>
        {
            stream.Socket.Close(0);
            return Task.CompletedTask;
        });
        using var channel = Channel(server);

        Assert.Equal(new Answer(Outcome.Unknown, "the connection broke: it may have arrived"), await channel.Send(Message(), default));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task An_answer_that_does_not_come_in_time_leaves_it_unknown()
    {
        using var server = new RecordingServer((_, _, cancel) => Task.Delay(Timeout.Infinite, cancel));
        using var channel = new SendGridChannel("SG.key", From, new(Host: $"http://127.0.0.1:{server.Port}"), Clock, TimeSpan.FromSeconds(2));

        Assert.Equal(new Answer(Outcome.Unknown, "no answer in time: it may have arrived"), await channel.Send(Message(), default));
    }

    [Fact]
    public async Task Who_ends_the_program_hears_no_answer()
    {
        using var server = new RecordingServer(202);
        using var channel = Channel(server);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => channel.Send(Message(), new CancellationToken(canceled: true)));
    }

    [Theory]
    [InlineData("buyer@example.com\r\nBcc: all@example.com", "Subject", From, "the receiver is no mail address")]
    [InlineData("nobody", "Subject", From, "the receiver is no mail address")]
    [InlineData("buyer@example.com", "Subject\r\nBcc: all@example.com", From, "the subject of the mail would hold a line break")]
    [InlineData("buyer@example.com", "Subject", "Älerts <alerts@example.com>", "SendGrid takes a sender in plain ASCII alone")]
    [InlineData("buyer@example.com", "Subject", "\"Desk; Alerts\" <alerts@example.com>", "SendGrid takes no sender with ; or , in its name")]
    public async Task What_SendGrid_would_refuse_costs_no_request(string to, string subject, string from, string fault)
    {
        using var server = new RecordingServer(202);
        using var channel = new SendGridChannel("SG.key", from, new(Host: $"http://127.0.0.1:{server.Port}"), Clock);

        Assert.Equal(new Answer(Outcome.Failed, fault), await channel.Send(Message(to) with { Message = new(subject, "t", "h") }, default));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_message_of_30_MB_is_refused()
    {
        using var server = new RecordingServer(202);
        using var channel = Channel(server);

        Assert.Equal(new Answer(Outcome.Failed, "the message has 30000000 bytes or more"), await channel.Send(Message() with { Message = new("s", new string('a', 30_000_000), "") }, default));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Ids_beyond_the_limit_of_arguments_are_refused()
    {
        using var server = new RecordingServer(202);
        using var channel = Channel(server);

        Assert.Equal(new Answer(Outcome.Failed, "the custom arguments have 10000 bytes or more"), await channel.Send(Message() with { Id = new(new string('a', 10_000)) }, default));
    }

    private static SendGridChannel Channel(RecordingServer server, SendGridSettings? settings = null) => new("SG.key", From, (settings ?? new()) with { Host = $"http://127.0.0.1:{server.Port}" }, Clock);

    private static Notification Message(string to = "buyer@example.com") =>
        new(new("ntf_0123456789abcdef01234567"), new("evt_0123456789abcdef01234567"), "magnet-buyers", Notification.Email, to, new("[high] Terbium oxide up 21.9 %: 6,550 CNY/kg", "Terbium oxide (氧化铽) …\n", "<p>Terbium oxide &amp; more</p>\n"));
}
