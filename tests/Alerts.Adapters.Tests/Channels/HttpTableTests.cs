using Alerts.Contracts;
using Alerts.Core.Delivery;
using Alerts.Core.UseCases;
using static Alerts.Adapters.Tests.Channels.Posted;

namespace Alerts.Adapters.Tests.Channels;

/// <summary>Every row of the tables of webhook and Slack, against a server on loopback: the outcome, the next attempt, the ledger.</summary>
public sealed class HttpTableTests
{
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
}
