using Alerts.Core.Delivery;
using Alerts.Core.UseCases;

namespace Alerts.Core.Tests.Delivery;

public sealed class AnswersTests
{
    private static readonly DateTimeOffset Now = new(2025, 3, 24, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(200, null, "delivered", null)]
    [InlineData(204, null, "delivered", null)]
    [InlineData(299, null, "delivered", null)]
    [InlineData(301, null, "retry", null)]
    [InlineData(307, null, "retry", null)]
    [InlineData(400, null, "retry", null)]
    [InlineData(401, null, "retry", null)]
    [InlineData(403, null, "retry", null)]
    [InlineData(404, null, "retry", null)]
    [InlineData(405, null, "retry", null)]
    [InlineData(408, "60", "retry", null)]
    [InlineData(410, null, "dead-endpoint", null)]
    [InlineData(413, null, "retry", null)]
    [InlineData(415, null, "retry", null)]
    [InlineData(422, null, "retry", null)]
    [InlineData(425, null, "retry", null)]
    [InlineData(429, "2", "retry", 2)]
    [InlineData(429, null, "retry", null)]
    [InlineData(429, "soon", "retry", null)]
    [InlineData(500, "60", "retry", null)]
    [InlineData(501, null, "retry", null)]
    [InlineData(502, null, "retry", null)]
    [InlineData(503, "60", "retry", 60)]
    [InlineData(503, null, "retry", null)]
    [InlineData(504, null, "retry", null)]
    public void Each_answer_of_a_webhook_has_its_meaning(int status, string? retryAfter, string outcome, int? holdSeconds)
    {
        var answer = HttpAnswers.Webhook(status, "body", retryAfter, Now);

        Assert.Equal((outcome, holdSeconds, holdSeconds is not null), (answer.Outcome.Text(), (int?)answer.RetryAfter?.TotalSeconds, answer.HoldsDestination));
    }

    [Theory]
    [InlineData("https://desk.webhook.office.com/webhookb2/x", true)]
    [InlineData("https://DESK.webhook.office.com./webhookb2/x", true)]
    [InlineData("https://webhook.office.com/x", true)]
    [InlineData("https://outlook.office.com/webhook/x", true)]
    [InlineData("https://outlook.office365.com/webhook/x", true)]
    [InlineData("https://outlook.office.com/mail", false)]
    [InlineData("https://prod-12.westeurope.logic.azure.com/workflows/x", false)]
    [InlineData("https://webhook.office.com.example.com/x", false)]
    [InlineData("webhook.office.com", false)]
    public void An_address_of_a_retired_connector_is_recognised(string url, bool isConnector) => Assert.Equal(isConnector, TeamsConnector.Is(url));

    [Theory]
    [InlineData(200, "ok", "delivered")]
    [InlineData(200, "something else", "failed")]
    [InlineData(400, "invalid_payload", "failed")]
    [InlineData(400, "invalid_blocks", "failed")]
    [InlineData(400, "invalid_blocks_format", "failed")]
    [InlineData(400, "no_text", "failed")]
    [InlineData(400, "too_many_attachments", "failed")]
    [InlineData(400, "user_not_found", "dead-endpoint")]
    [InlineData(403, "action_prohibited", "dead-endpoint")]
    [InlineData(403, "posting_to_general_channel_denied", "dead-endpoint")]
    [InlineData(403, "invalid_token", "dead-endpoint")]
    [InlineData(403, "team_disabled", "dead-endpoint")]
    [InlineData(404, "channel_not_found", "dead-endpoint")]
    [InlineData(404, "no_service", "dead-endpoint")]
    [InlineData(404, "no_service_id", "dead-endpoint")]
    [InlineData(404, "no_team", "dead-endpoint")]
    [InlineData(404, "no_active_hooks", "dead-endpoint")]
    [InlineData(410, "channel_is_archived", "dead-endpoint")]
    [InlineData(429, "{\"retry_after\":1,\"ok\":false,\"error\":\"rate_limited\"}", "retry")]
    [InlineData(500, "rollup_error", "retry")]
    [InlineData(503, "", "retry")]
    public void Each_answer_of_slack_has_its_meaning(int status, string body, string outcome) => Assert.Equal(outcome, HttpAnswers.Slack(status, body, null, Now).Outcome.Text());

    [Theory]
    [InlineData(401, 1)]
    [InlineData(403, 1)]
    [InlineData(301, 3)]
    [InlineData(308, 3)]
    [InlineData(404, null)]
    [InlineData(500, null)]
    public void An_owner_is_told_of_what_does_not_pass_by_itself(int status, int? from)
    {
        var answer = HttpAnswers.Webhook(status, "", null, Now);

        Assert.Equal(from, answer.NeedsOwnerFrom);
        for (var number = 1; number < 5; number++) Assert.Equal(number >= from, new DeliveryAttempt(null!, number, answer, default).NeedsOwner);
    }

    [Fact]
    public void Slack_that_limits_holds_the_destination()
    {
        var answer = HttpAnswers.Slack(429, "", "30", Now);

        Assert.Equal((TimeSpan.FromSeconds(30), true), (answer.RetryAfter, answer.HoldsDestination));
    }

    [Theory]
    [InlineData(250, "2.0.0 queued", "accepted")]
    [InlineData(421, "4.3.0 closing", "retry")]
    [InlineData(450, "mailbox busy", "retry")]
    [InlineData(451, "4.3.0 local error", "retry")]
    [InlineData(452, "4.2.2 mailbox full", "retry")]
    [InlineData(552, "5.2.2 mailbox full", "failed")]
    [InlineData(450, "4.7.1 greylisted", "retry")]
    [InlineData(550, "5.1.1 no such user", "dead-endpoint")]
    [InlineData(550, "5.1.10 null MX", "dead-endpoint")]
    [InlineData(550, "5.1.2 bad domain", "dead-endpoint")]
    [InlineData(553, "5.1.3 bad address", "dead-endpoint")]
    [InlineData(550, "no such user here", "dead-endpoint")]
    [InlineData(550, "5.2.1 disabled", "dead-endpoint")]
    [InlineData(552, "5.3.4 too large", "failed")]
    [InlineData(554, "5.4.6 loop", "failed")]
    [InlineData(501, "5.5.2 syntax", "failed")]
    [InlineData(550, "5.7.1 refused", "failed")]
    [InlineData(550, "5.7.26 unauthenticated", "failed")]
    [InlineData(554, "refused", "failed")]
    [InlineData(535, "5.7.8 bad login", "retry")]
    [InlineData(354, "go on", "retry")]
    [InlineData(0, "", "retry")]
    public void Each_reply_of_a_mail_server_has_its_meaning(int code, string text, string outcome) => Assert.Equal(outcome, SmtpReply.Meaning(code, text).Outcome.Text());

    [Fact]
    public void A_bad_login_makes_all_mail_wait() => Assert.True(SmtpReply.Meaning(535, "5.7.8 bad login").HoldsDestination);

    [Fact]
    public void A_greylisted_mail_is_not_tried_before_five_minutes() =>
        Assert.Equal(Now.AddMinutes(5), DeliveryDecision.After(SmtpReply.Meaning(450, "4.7.1 later"), 1, Now, null, 0, Schedule.Smtp, Now, jitter: 0).Again);

    [Fact]
    public void Nothing_of_an_answer_breaks_a_line_of_the_ledger() => Assert.Equal("500 a  b", HttpAnswers.Webhook(500, "a\r\nb", null, Now).Detail);
}
