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

    private static Notification Webhook(string url) => new(new("ntf_0123456789abcdef01234567"), Told.Id, "erp", Notification.Webhook, SecretAddress.Named(url), WebhookMessages.Of(Told, []));

    private static Notification Slack(string url) => new(new("ntf_0123456789abcdef01234567"), Told.Id, "erp", Notification.Slack, SecretAddress.Named(url),
        SlackMessages.Of(new("Desk", Told, "A rule", new Dictionary<string, SeriesDefinition>(), [], "erp", "they are told of everything")));

    private static async Task<Answer> SendWebhook(string url, params string[] secrets)
    {
        using var http = new GuardedHttp(new AddressGuard(["127.0.0.1:*"]));
        return await new WebhookChannel(http, Clock).Send(Webhook(url), new WebhookSettings(url, secrets.Length == 0 ? [Secret] : secrets), default);
    }

    private static async Task<Answer> SendTeams(string url, Message? message = null)
    {
        using var http = new GuardedHttp(new AddressGuard(["127.0.0.1:*"]));
        message ??= TeamsMessages.Of(new("Desk", Told, "A rule", new Dictionary<string, SeriesDefinition>(), [], "erp", "they are told of everything"));
        return await new TeamsChannel(http, Clock).Send(new(new("ntf_0123456789abcdef01234567"), Told.Id, "erp", Notification.Teams, SecretAddress.Named(url), message), url, default);
    }

    private static async Task<Answer> SendSlack(string url)
    {
        using var http = new GuardedHttp(new AddressGuard(["127.0.0.1:*"]));
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

    [Fact]
    public async Task A_slack_message_is_delivered_when_slack_says_ok()
    {
        using var server = new RecordingServer(200, "ok");

        Assert.Equal(new Answer(Outcome.Delivered, "200 ok"), await SendSlack(server.Url));
        Approved.Matches(Encoding.UTF8.GetString(server.Requests.Single().Body) + "\n", "slack.json");
    }

    [Fact]
    public async Task A_card_for_teams_is_accepted_and_never_delivered()
    {
        using var server = new RecordingServer(202);

        Assert.Equal(new Answer(Outcome.Accepted, "202"), await SendTeams(server.Url));
        Approved.Matches(Encoding.UTF8.GetString(server.Requests.Single().Body) + "\n", "teams.json");
    }

    [Fact]
    public async Task A_card_that_is_larger_than_teams_takes_is_not_sent()
    {
        using var server = new RecordingServer(202);

        Assert.Equal(new Answer(Outcome.Failed, "not sent: 18001 bytes are more than Teams takes"), await SendTeams(server.Url, new("subject", new string('x', TeamsMessages.Largest + 1), "")));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task No_answer_names_the_address_or_a_secret()
    {
        using var server = new RecordingServer(500, "no");
        var url = server.Url + "/T000/B000/s3cret";

        Assert.DoesNotContain("s3cret", (await SendSlack(url)).Detail + (await SendWebhook(url)).Detail + SecretAddress.Named(url), StringComparison.Ordinal);
    }
}
