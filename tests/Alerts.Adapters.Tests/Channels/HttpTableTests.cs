using System.Net.Sockets;
using System.Text;
using Alerts.Adapters.Channels;
using Alerts.Contracts;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;
using Alerts.Core.UseCases;

namespace Alerts.Adapters.Tests.Channels;

/// <summary>Every row of the tables of webhook and Slack, against a server on loopback: the outcome, the next attempt, the ledger.</summary>
public sealed class HttpTableTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static readonly DateTimeOffset Now = new(2015, 10, 21, 7, 27, 0, TimeSpan.Zero);

    private static Notification To(string channel, string url) => new(new("ntf_0123456789abcdef01234567"), new("evt_1"), "erp", channel, SecretAddress.Named(url), new("subject", "{}", ""));

    private static GuardedHttp Http(double seconds = 15) => new(new AddressGuard(["127.0.0.1:*"]), TimeSpan.FromSeconds(seconds));

    private static async Task<LedgerEntry> Webhook(string url, int attempts = 1, double seconds = 15)
    {
        using var http = Http(seconds);
        var channel = new WebhookChannel(http, new FakeClock(Now));
        return await Ledgered.Of(To(Notification.Webhook, url), notification => channel.Send(notification, new(url, [Secret]), default), Schedule.Webhook, Now, attempts);
    }

    private static async Task<LedgerEntry> Slack(string url, double seconds = 15)
    {
        using var http = Http(seconds);
        var channel = new SlackChannel(http, new FakeClock(Now));
        return await Ledgered.Of(To(Notification.Slack, url), notification => channel.Send(notification, url, default), Schedule.Webhook, Now);
    }

    /// <param name="wait">Seconds until the next attempt; null: there is none.</param>
    private static void AssertLedger(LedgerEntry entry, string outcome, double? wait)
    {
        var attempt = Assert.Single(entry.Attempts);
        var status = wait is not null ? NotificationStatus.Waiting : outcome switch { "delivered" => NotificationStatus.Delivered, _ => NotificationStatus.Dead };
        Assert.Equal((outcome, status, wait), (attempt.Outcome.Text(), entry.Status, (entry.Due - Now)?.TotalSeconds));
    }

    [Theory]
    [InlineData(200, null, "delivered", null)]
    [InlineData(202, null, "delivered", null)]
    [InlineData(204, null, "delivered", null)]
    [InlineData(299, null, "delivered", null)]
    [InlineData(300, null, "retry", 5.0)]
    [InlineData(301, null, "retry", 5.0)]
    [InlineData(399, null, "retry", 5.0)]
    [InlineData(400, null, "retry", 5.0)]
    [InlineData(404, null, "retry", 5.0)]
    [InlineData(405, null, "retry", 5.0)]
    [InlineData(413, null, "retry", 5.0)]
    [InlineData(415, null, "retry", 5.0)]
    [InlineData(422, null, "retry", 5.0)]
    [InlineData(501, null, "retry", 5.0)]
    [InlineData(401, null, "retry", 5.0)]
    [InlineData(403, null, "retry", 5.0)]
    [InlineData(410, null, "dead-endpoint", null)]
    [InlineData(408, "60", "retry", 5.0)]
    [InlineData(425, "60", "retry", 5.0)]
    [InlineData(500, "60", "retry", 5.0)]
    [InlineData(502, "60", "retry", 5.0)]
    [InlineData(504, "60", "retry", 5.0)]
    [InlineData(418, null, "retry", 5.0)]
    [InlineData(599, null, "retry", 5.0)]
    [InlineData(429, "60", "retry", 60.0)]
    [InlineData(503, "60", "retry", 60.0)]
    [InlineData(429, null, "retry", 5.0)]
    [InlineData(503, null, "retry", 5.0)]
    public async Task Each_answer_to_a_webhook_has_its_outcome_and_its_next_attempt(int status, string? retryAfter, string outcome, double? wait)
    {
        using var server = new RecordingServer(status, status == 204 ? "" : "a reason", retryAfter is null ? [] : [("Retry-After", retryAfter)]);

        var entry = await Webhook(server.Url);

        AssertLedger(entry, outcome, wait);
        Assert.StartsWith($"{status}", entry.Attempts[0].Detail, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("120", 120.0)]
    [InlineData("0", 5.0)]
    [InlineData(" 120 ", 120.0)]
    [InlineData("120.5", 121.0)]
    [InlineData("-1", 5.0)]
    [InlineData("2147483648", 86400.0)]
    [InlineData("99999999999", 86400.0)]
    [InlineData("Wed, 21 Oct 2015 07:28:00 GMT", 60.0)]
    [InlineData("Wednesday, 21-Oct-15 07:28:00 GMT", 60.0)]
    [InlineData("Wed Oct 21 07:28:00 2015", 60.0)]
    [InlineData("Wed, 21 Oct 2015 07:28:00 +0000", 60.0)]
    [InlineData("Wed, 21 Oct 2015 07:00:00 GMT", 5.0)]
    [InlineData("2015-10-21T07:28:00Z", 5.0)]
    [InlineData("soon", 5.0)]
    [InlineData("", 5.0)]
    [InlineData("120, 60", 5.0)]
    public async Task A_receiver_that_asks_to_wait_is_heard_over_the_wire(string header, double wait)
    {
        using var server = new RecordingServer(429, "", ("Retry-After", header));

        AssertLedger(await Webhook(server.Url), "retry", wait);
    }

    [Theory]
    [InlineData(200, "ok", "delivered", null)]
    [InlineData(200, "something else", "failed", null)]
    [InlineData(200, "", "failed", null)]
    [InlineData(302, "", "failed", null)]
    [InlineData(400, "invalid_payload", "failed", null)]
    [InlineData(400, "invalid_blocks", "failed", null)]
    [InlineData(400, "invalid_blocks_format", "failed", null)]
    [InlineData(400, "no_text", "failed", null)]
    [InlineData(400, "too_many_attachments", "failed", null)]
    [InlineData(400, "user_not_found", "dead-endpoint", null)]
    [InlineData(403, "action_prohibited", "dead-endpoint", null)]
    [InlineData(403, "posting_to_general_channel_denied", "dead-endpoint", null)]
    [InlineData(403, "invalid_token", "dead-endpoint", null)]
    [InlineData(403, "team_disabled", "dead-endpoint", null)]
    [InlineData(404, "channel_not_found", "dead-endpoint", null)]
    [InlineData(404, "no_service", "dead-endpoint", null)]
    [InlineData(404, "no_service_id", "dead-endpoint", null)]
    [InlineData(404, "no_team", "dead-endpoint", null)]
    [InlineData(404, "no_active_hooks", "dead-endpoint", null)]
    [InlineData(410, "channel_is_archived", "dead-endpoint", null)]
    [InlineData(500, "rollup_error", "retry", 5.0)]
    [InlineData(502, "", "retry", 5.0)]
    [InlineData(503, "", "retry", 5.0)]
    public async Task Each_answer_of_slack_has_its_outcome_and_its_next_attempt(int status, string body, string outcome, double? wait)
    {
        using var server = new RecordingServer(status, body);

        var entry = await Slack(server.Url);

        AssertLedger(entry, outcome, wait);
        Assert.StartsWith($"{status} {body}".TrimEnd(), entry.Attempts[0].Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("30", "", 30.0)]
    [InlineData(null, "{\"retry_after\":7,\"ok\":false,\"error\":\"rate_limited\"}", 7.0)]
    [InlineData("30", "{\"retry_after\":7,\"ok\":false,\"error\":\"rate_limited\"}", 30.0)]
    [InlineData(null, "", 1.0)]
    [InlineData(null, "{\"retry_after\":-1}", 1.0)]
    public async Task Slack_that_limits_is_left_alone_for_as_long_as_it_asks(string? header, string body, double wait)
    {
        using var server = new RecordingServer(429, body, header is null ? [] : [("Retry-After", header)]);

        var entry = await Slack(server.Url);

        AssertLedger(entry, "retry", wait);
        Assert.Equal("ReceiverAskedToWait", entry.Attempts[0].Decision);
    }

    [Fact]
    public async Task Ten_failures_are_the_end_and_the_message_is_kept()
    {
        using var server = new RecordingServer(500);

        var entry = await Webhook(server.Url, attempts: 10);

        Assert.Equal((NotificationStatus.Dead, null), (entry.Status, entry.Due));
        Assert.Equal(
            ["00:00:00", "00:00:05", "00:05:05", "00:35:05", "02:35:05", "07:35:05", "17:35:05", "1.07:35:05", "2.03:35:05", "3.03:35:05"],
            entry.Attempts.Select(attempt => (attempt.At - Now).ToString()));
        Assert.Equal("OutOfTime", entry.Attempts[^1].Decision);
        Assert.Single(server.Requests.Select(request => request.Headers["webhook-id"]).Distinct());
    }

    [Theory]
    [InlineData("nothing at all", "retry", "unknown")]
    [InlineData("half a status line", "retry", "unknown")]
    [InlineData("half a body", "delivered", "unknown")]
    public async Task A_receiver_that_stalls_is_left_in_time(string how, string webhook, string slack)
    {
        using var server = new RecordingServer(async (_, stream, cancel) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(how switch { "half a status line" => "HTTP/1.", "half a body" => "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no", _ => "" }), cancel);
            await Task.Delay(Timeout.Infinite, cancel);
        });

        AssertLedger(await Webhook(server.Url, seconds: 1), webhook, webhook == "delivered" ? null : 5);
        AssertLedger(await Slack(server.Url, seconds: 1), slack, 5);
    }

    [Fact]
    public async Task A_body_that_drips_for_ever_is_left_after_the_time_of_the_whole_request()
    {
        using var server = new RecordingServer(async (_, stream, cancel) =>
        {
            await stream.WriteAsync("HTTP/1.1 500 X\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray(), cancel);
            while (true)
            {
                await stream.WriteAsync("1\r\nx\r\n"u8.ToArray(), cancel);
                await Task.Delay(20, cancel);
            }
        });

        AssertLedger(await Webhook(server.Url, seconds: 1), "retry", 5);
        AssertLedger(await Slack(server.Url, seconds: 1), "retry", 5);
    }

    [Fact]
    public async Task Of_a_body_without_end_four_kilobytes_are_read()
    {
        using var server = new RecordingServer(async (_, stream, cancel) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray(), cancel);
            while (true) await stream.WriteAsync(Encoding.ASCII.GetBytes($"400\r\n{new string('x', 1024)}\r\n"), cancel);
        });

        var entry = await Webhook(server.Url);

        AssertLedger(entry, "delivered", null);
        Assert.InRange(entry.Attempts[0].Detail.Length, 1, 250);
    }

    [Fact]
    public async Task A_connection_that_is_reset_leaves_a_webhook_to_be_tried_again()
    {
        using var server = new RecordingServer((_, stream, _) =>
        {
            stream.Socket.LingerState = new LingerOption(true, 0);
            stream.Socket.Close();
            return Task.CompletedTask;
        });

        AssertLedger(await Webhook(server.Url), "retry", 5);
        AssertLedger(await Slack(server.Url), "unknown", 5);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_tried_again_and_nothing_is_said_to_the_server()
    {
        using var server = new TlsServer();

        var (webhook, slack) = (await Webhook($"https://127.0.0.1:{server.Port}/"), await Slack($"https://127.0.0.1:{server.Port}/"));

        AssertLedger(webhook, "retry", 5);
        AssertLedger(slack, "retry", 5);
        Assert.Equal("no secure connection: the certificate does not hold", webhook.Attempts[0].Detail);
        Assert.False(server.WasTrusted);
    }

    [Fact]
    public async Task A_name_that_leads_nowhere_is_tried_again()
    {
        using var http = new GuardedHttp(new AddressGuard([]), resolve: (_, _) => Task.FromResult(Array.Empty<System.Net.IPAddress>()));
        var channel = new WebhookChannel(http, new FakeClock(Now));

        var entry = await Ledgered.Of(To(Notification.Webhook, "https://example.com/"), notification => channel.Send(notification, new("https://example.com/", [Secret]), default), Schedule.Webhook, Now);

        AssertLedger(entry, "retry", 5);
        Assert.Equal("the host is unknown", entry.Attempts[0].Detail);
    }

    [Fact]
    public async Task A_lookup_that_hangs_cannot_have_delivered_anything()
    {
        using var http = new GuardedHttp(new AddressGuard([]), TimeSpan.FromSeconds(0.3), async (_, cancel) =>
        {
            await Task.Delay(Timeout.Infinite, cancel);
            return [];
        });
        var channel = new SlackChannel(http, new FakeClock(Now));

        var entry = await Ledgered.Of(To(Notification.Slack, "https://example.com/"), notification => channel.Send(notification, "https://example.com/", default), Schedule.Webhook, Now);

        AssertLedger(entry, "retry", 5);
        Assert.Equal("no connection in time", entry.Attempts[0].Detail);
    }

    [Fact]
    public async Task An_address_inside_is_dead_at_once()
    {
        var entry = await Webhook("https://10.0.0.1/");

        AssertLedger(entry, "failed", null);
        Assert.Equal("the address is refused: its host is a literal address", entry.Attempts[0].Detail);
    }
}
