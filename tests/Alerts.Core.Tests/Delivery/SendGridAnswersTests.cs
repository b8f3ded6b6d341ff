using Alerts.Core.Delivery;
using Alerts.Core.Notifications;

namespace Alerts.Core.Tests.Delivery;

public sealed class SendGridAnswersTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_767_225_600);

    [Theory]
    [InlineData(202, Outcome.Accepted)]
    [InlineData(200, Outcome.Failed)]
    [InlineData(204, Outcome.Failed)]
    [InlineData(302, Outcome.Failed)]
    [InlineData(400, Outcome.Failed)]
    [InlineData(401, Outcome.Failed)]
    [InlineData(403, Outcome.Failed)]
    [InlineData(404, Outcome.Failed)]
    [InlineData(405, Outcome.Failed)]
    [InlineData(406, Outcome.Failed)]
    [InlineData(408, Outcome.Retry)]
    [InlineData(413, Outcome.Failed)]
    [InlineData(415, Outcome.Failed)]
    [InlineData(429, Outcome.Retry)]
    [InlineData(500, Outcome.Retry)]
    [InlineData(502, Outcome.Retry)]
    [InlineData(503, Outcome.Retry)]
    [InlineData(504, Outcome.Retry)]
    public void Each_status_has_its_outcome(int status, Outcome outcome) => Assert.Equal(outcome, Of(status).Outcome);

    [Fact]
    public void In_the_sandbox_a_message_is_checked_with_200() =>
        Assert.Equal(new Answer(Outcome.Accepted, "200 checked in the sandbox, not sent"), SendGridAnswers.Of(200, "", isSandbox: true, _ => null, Now));

    [Fact]
    public void What_was_taken_over_names_the_message_as_the_provider_does() => Assert.Equal("202 LRzXl_NHStOGhQ4kofSm_A", Of(202, headers: ("X-Message-Id", "LRzXl_NHStOGhQ4kofSm_A")).Detail);

    [Theory]
    [InlineData("""{"errors":[{"message":"The from address does not match a verified Sender Identity.","field":"from","help":null}]}""", "403 the API key may not send, or the sender is not verified: from: The from address does not match a verified Sender Identity.")]
    [InlineData("""{"errors":[{"message":"access forbidden","field":null,"help":null},{"message":"and more"}]}""", "403 the API key may not send, or the sender is not verified: access forbidden; and more")]
    [InlineData("""<html>no</html>""", "403 the API key may not send, or the sender is not verified: <html>no</html>")]
    [InlineData("""{"errors":"?"}""", "403 the API key may not send, or the sender is not verified: {\"errors\":\"?\"}")]
    [InlineData("", "403 the API key may not send, or the sender is not verified")]
    public void The_ledger_has_the_provider_s_own_words(string body, string detail) => Assert.Equal(detail, Of(403, body).Detail);

    [Fact]
    public void Nothing_of_an_answer_breaks_a_line_of_the_ledger() => Assert.Equal("400 a  b", Of(400, "a\r\nb").Detail);

    [Theory]
    [InlineData("X-RateLimit-Reset", "1767225630", 30)]
    [InlineData("X-RateLimit-Reset", "1767225600", null)]
    [InlineData("X-RateLimit-Reset", "1767225000", null)]
    [InlineData("X-RateLimit-Reset", "9999999999999", 86_400)]
    [InlineData("X-RateLimit-Reset", "soon", null)]
    [InlineData("Retry-After", "7", 7)]
    [InlineData("X-Other", "7", null)]
    public void Who_sends_too_much_waits_until_the_limit_is_lifted(string header, string value, int? seconds)
    {
        var answer = Of(429, headers: (header, value));

        Assert.Equal((seconds is { } wait ? TimeSpan.FromSeconds(wait) : (TimeSpan?)null, true), (answer.RetryAfter, answer.HoldsDestination));
    }

    [Fact]
    public void Retry_after_goes_before_the_reset() => Assert.Equal(TimeSpan.FromSeconds(7), Of(429, "", ("X-RateLimit-Reset", "1767225630"), ("Retry-After", "7")).RetryAfter);

    [Theory]
    [InlineData("", "alerts@example.com", null)]
    [InlineData("Alerts", "alerts@example.com", null)]
    [InlineData("Älerts", "alerts@example.com", "SendGrid takes a sender in plain ASCII alone")]
    [InlineData("Alerts", "älerts@example.com", "SendGrid takes a sender in plain ASCII alone")]
    [InlineData("Alerts\r\nBcc: x", "alerts@example.com", "SendGrid takes a sender in plain ASCII alone")]
    [InlineData("Desk; Alerts", "alerts@example.com", "SendGrid takes no sender with ; or , in its name")]
    [InlineData("Desk, Alerts", "alerts@example.com", "SendGrid takes no sender with ; or , in its name")]
    public void A_sender_is_plain(string name, string address, string? fault) => Assert.Equal(fault, SendGridLimits.SenderFault(name, address));

    [Fact]
    public void What_is_beyond_a_limit_is_refused_and_what_is_just_within_is_not()
    {
        Assert.Null(SendGridLimits.ArgumentsFault([new("delivery_id", new string('é', (10_000 - 11) / 2))]));
        Assert.NotNull(SendGridLimits.ArgumentsFault([new("delivery_id1", new string('é', (10_000 - 11) / 2)), new("a", "")]));
        Assert.Null(SendGridLimits.SizeFault(new string('a', 29_999_999)));
        Assert.NotNull(SendGridLimits.SizeFault(new string('a', 30_000_000)));
        Assert.Null(SendGridLimits.HeaderFault("subject", "Terbium oxide up"));
        Assert.Equal("the subject of the mail would hold a line break", SendGridLimits.HeaderFault("subject", "Terbium\nBcc: all@example.com"));
    }

    [Fact]
    public void A_link_out_names_its_receiver_to_nobody_else()
    {
        var links = new UnsubscribeLinks("https://alerts.example/u/", "stop@alerts.example", "a secret of 32 letters, at least");
        var notification = new Notification(new("ntf_1"), new("evt_1"), "magnet-buyers", Notification.Email, "Buyer@example.com", new("s", "t", "h"));
        var token = links.Token("magnet-buyers", "buyer@example.com");

        Assert.Equal(
            [new("List-Unsubscribe", $"<https://alerts.example/u/{token}>, <mailto:stop@alerts.example?subject={token}>"), new("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")],
            links.Headers(notification));
        Assert.Matches("^[0-9a-f]{32}$", token);
        Assert.Equal(4, new[] { token, links.Token("others", "buyer@example.com"), links.Token("magnet-buyers", "other@example.com"), (links with { Secret = "another" }).Token("magnet-buyers", "buyer@example.com") }.Distinct().Count());
        Assert.Equal($"<https://alerts.example/u/{token}>", (links with { Mailbox = null }).Headers(notification).First().Value);
    }

    private static Answer Of(int status, string body = "", params (string Name, string Value)[] headers) =>
        SendGridAnswers.Of(status, body, isSandbox: false, name => headers.Where(header => header.Name == name).Select(header => header.Value).FirstOrDefault(), Now);
}
