using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Alerts.Adapters.Channels;
using Alerts.Contracts;
using Alerts.Core.Alerting;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;
using Alerts.Core.Observations;
using Alerts.Core.Routing;

namespace Alerts.Adapters.Tests.Channels;

/// <summary>Webhook and Slack against real servers on loopback.</summary>
public sealed class HttpChannelTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string OtherSecret = "whsec_yPlpxnzyXKkPqxVlgHXNTqNoGuh5LWJa";

    private static readonly FakeClock Clock = new(Some.Morning);
    private static readonly AlertEvent Told = Some.Event(new(1, Some.Midnight("2025-03-24"), "smm-prices", "2025-03-24-smm.csv", Some.Sha(1)));

    private static Notification Webhook(string url) => new(new("ntf_0123456789abcdef01234567"), Told.Id, "erp", Notification.Webhook, SecretAddress.Named(url), WebhookMessages.Of(Told));

    private static Notification Slack(string url) => new(new("ntf_0123456789abcdef01234567"), Told.Id, "erp", Notification.Slack, SecretAddress.Named(url),
        SlackMessages.Of(new("Desk", Told, "A rule", new Dictionary<string, SeriesDefinition>(), [], "erp", "they are told of everything")));

    private static async Task<Answer> SendWebhook(string url, TimeSpan? patience = null, string[]? allowed = null, params string[] secrets)
    {
        using var http = new GuardedHttp(new AddressGuard(allowed ?? ["127.0.0.1:*"]), patience);
        return await new WebhookChannel(http, Clock).Send(Webhook(url), new WebhookSettings(url, secrets.Length == 0 ? [Secret] : secrets), default);
    }

    private static async Task<Answer> SendSlack(string url, TimeSpan? patience = null)
    {
        using var http = new GuardedHttp(new AddressGuard(["127.0.0.1:*"]), patience);
        return await new SlackChannel(http, Clock).Send(Slack(url), url, default);
    }

    [Fact]
    public async Task A_webhook_is_signed_and_carries_the_event()
    {
        using var server = new RecordingServer(200);

        var answer = await SendWebhook(server.Url);

        Assert.Equal(new Answer(Outcome.Delivered, "200"), answer);
        var request = server.Requests.Single();
        Assert.Equal(("POST", "/hook", "application/json; charset=utf-8"), (request.Method, request.Path, request.Headers["Content-Type"]));
        Assert.StartsWith("Alerts/", request.Headers["User-Agent"], StringComparison.Ordinal);
        Assert.Equal("ntf_0123456789abcdef01234567", request.Headers["webhook-id"]);
        Assert.True(WebhookSignature.IsValid([Secret], request.Headers.GetValueOrDefault, request.Body, Clock.GetUtcNow(), TimeSpan.Zero));
        using var body = JsonDocument.Parse(request.Body);
        Assert.Equal("alert.firing", body.RootElement.GetProperty("type").GetString());
        Assert.Equal(EventJson.Write(Told), body.RootElement.GetProperty("data").GetRawText());
        Approved.Matches(Encoding.UTF8.GetString(request.Body) + "\n", "webhook.json");
    }

    [Fact]
    public async Task While_a_secret_is_changed_both_receivers_can_verify()
    {
        using var server = new RecordingServer(200);

        await SendWebhook(server.Url, secrets: [OtherSecret, Secret]);

        var request = server.Requests.Single();
        Assert.True(WebhookSignature.IsValid([Secret], request.Headers.GetValueOrDefault, request.Body, Clock.GetUtcNow(), TimeSpan.Zero));
        Assert.True(WebhookSignature.IsValid([OtherSecret], request.Headers.GetValueOrDefault, request.Body, Clock.GetUtcNow(), TimeSpan.Zero));
    }

    [Fact]
    public async Task A_body_that_is_larger_than_a_receiver_has_to_take_is_not_sent()
    {
        using var server = new RecordingServer(200);
        using var http = new GuardedHttp(new AddressGuard(["127.0.0.1:*"]));
        var large = Webhook(server.Url) with { Message = new("subject", new string('x', WebhookMessages.Largest + 1), "") };

        var answer = await new WebhookChannel(http, Clock).Send(large, new WebhookSettings(server.Url, [Secret]), default);

        Assert.Equal(new Answer(Outcome.Failed, "not sent: 262145 bytes are more than a receiver has to take"), answer);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        using var elsewhere = new RecordingServer(200);
        using var server = new RecordingServer(307, "", ("Location", elsewhere.Url));

        Assert.Equal(Outcome.Retry, (await SendWebhook(server.Url)).Outcome);
        Assert.Empty(elsewhere.Requests);
    }

    [Theory]
    [InlineData(410, Outcome.DeadEndpoint)]
    [InlineData(500, Outcome.Retry)]
    [InlineData(404, Outcome.Retry)]
    public async Task What_a_receiver_says_is_taken_as_the_table_says(int status, Outcome outcome)
    {
        using var server = new RecordingServer(status, "a reason");

        var answer = await SendWebhook(server.Url);

        Assert.Equal((outcome, $"{status} a reason"), (answer.Outcome, answer.Detail));
    }

    [Fact]
    public async Task A_limit_holds_the_destination_for_as_long_as_it_asks()
    {
        using var server = new RecordingServer(429, "", ("Retry-After", "2"));

        Assert.Equal(new Answer(Outcome.Retry, "429", TimeSpan.FromSeconds(2), HoldsDestination: true), await SendWebhook(server.Url));
    }

    [Fact]
    public async Task A_receiver_that_never_answers_is_left_in_time()
    {
        using var server = new RecordingServer((_, _, cancel) => Task.Delay(Timeout.Infinite, cancel));

        Assert.Equal(new Answer(Outcome.Retry, "no answer within 0.3 s"), await SendWebhook(server.Url, TimeSpan.FromSeconds(0.3)));
        Assert.Equal(Outcome.Unknown, (await SendSlack(server.Url, TimeSpan.FromSeconds(0.3))).Outcome);
    }

    [Fact]
    public async Task A_body_that_drips_does_not_undo_a_delivery()
    {
        using var server = new RecordingServer(async (_, stream, cancel) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\no"u8.ToArray(), cancel);
            await Task.Delay(Timeout.Infinite, cancel);
        });

        Assert.Equal(Outcome.Delivered, (await SendWebhook(server.Url, TimeSpan.FromSeconds(2))).Outcome);
        Assert.Equal(Outcome.Unknown, (await SendSlack(server.Url, TimeSpan.FromSeconds(2))).Outcome);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nok")]
    public async Task A_connection_that_breaks_leaves_slack_unknown_and_a_webhook_to_be_tried_again(string answered)
    {
        using var server = new RecordingServer(async (_, stream, cancel) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answered), cancel);
            stream.Socket.LingerState = new LingerOption(true, 0);
            stream.Socket.Close();
        });

        Assert.Equal(Outcome.Unknown, (await SendSlack(server.Url)).Outcome);
        Assert.Equal(answered.Length == 0 ? Outcome.Retry : Outcome.Delivered, (await SendWebhook(server.Url)).Outcome);
    }

    [Fact]
    public async Task Nobody_at_the_port_is_tried_again()
    {
        using var nobody = new SilentPort();

        Assert.Equal(new Answer(Outcome.Retry, "no connection"), await SendWebhook($"http://127.0.0.1:{nobody.Port}/"));
    }

    [Fact]
    public async Task A_host_that_is_unknown_is_tried_again() =>
        Assert.Equal(Outcome.Retry, (await SendWebhook("https://nobody.invalid/hook")).Outcome);

    [Fact]
    public async Task A_server_that_does_not_speak_TLS_is_tried_again()
    {
        using var server = new RecordingServer((_, _, _) => Task.CompletedTask);

        Assert.Equal(Outcome.Retry, (await SendWebhook($"https://127.0.0.1:{server.Port}/", TimeSpan.FromSeconds(2))).Outcome);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("8.8.8.8", "169.254.169.254")]
    [InlineData("::ffff:10.0.0.1")]
    public async Task A_name_that_leads_inside_is_refused_when_it_is_connected_to(params string[] addresses)
    {
        using var http = new GuardedHttp(new AddressGuard([]), resolve: (_, _) => Task.FromResult(addresses.Select(System.Net.IPAddress.Parse).ToArray()));

        var answer = await new WebhookChannel(http, Clock).Send(Webhook("https://example.com/"), new("https://example.com/", [Secret]), default);

        Assert.Equal(new Answer(Outcome.Failed, "the address is refused: the host leads to an address that is not public"), answer);
    }

    [Fact]
    public async Task A_name_that_changes_where_it_leads_is_checked_at_each_attempt()
    {
        var leads = new Queue<string>(["192.0.2.1", "127.0.0.1"]);
        using var http = new GuardedHttp(new AddressGuard([]), TimeSpan.FromSeconds(1), (_, _) => Task.FromResult(new[] { System.Net.IPAddress.Parse(leads.Dequeue()) }));
        var channel = new WebhookChannel(http, Clock);

        Assert.Equal(Outcome.Failed, (await channel.Send(Webhook("https://example.com/"), new("https://example.com/", [Secret]), default)).Outcome);
        Assert.Equal(Outcome.Failed, (await channel.Send(Webhook("https://example.com/"), new("https://example.com/", [Secret]), default)).Outcome);
        Assert.Empty(leads);
    }

    [Fact]
    public async Task An_address_inside_is_refused_and_not_tried_again()
    {
        using var server = new RecordingServer(200);

        var answer = await SendWebhook(server.Url, allowed: []);

        Assert.Equal(new Answer(Outcome.Failed, "the address is refused: its scheme is http, not https"), answer);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_slack_message_is_delivered_when_slack_says_ok()
    {
        using var server = new RecordingServer(200, "ok");

        Assert.Equal(new Answer(Outcome.Delivered, "200 ok"), await SendSlack(server.Url));
        Approved.Matches(Encoding.UTF8.GetString(server.Requests.Single().Body) + "\n", "slack.json");
    }

    [Fact]
    public async Task No_answer_names_the_address_or_a_secret()
    {
        using var server = new RecordingServer(500, "no");
        var url = server.Url + "/T000/B000/s3cret";

        Assert.DoesNotContain("s3cret", (await SendSlack(url)).Detail + (await SendWebhook(url)).Detail + SecretAddress.Named(url), StringComparison.Ordinal);
    }
}
