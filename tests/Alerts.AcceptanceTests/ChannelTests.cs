using System.Diagnostics;
using System.Text.Json;
using Alerts.Contracts;
using Alerts.Core.Delivery;

namespace Alerts.AcceptanceTests;

/// <summary>Webhooks and Slack from outside: a workspace, a receiver on loopback, and what the ledger says.</summary>
public sealed class ChannelTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static AlertsCommand Workspace(string channels)
    {
        var alerts = AlertsCommand.OnSample();
        alerts.Write("alerts.yaml", "name: Desk\ntime-zone: Asia/Shanghai\nannounce-from: 2025-03-20\nallow-hosts: [\"127.0.0.1:*\"]\n");
        alerts.Write("subscribers.yaml", $"subscribers:\n  - id: erp\n    match: {{ rule: terbium-spike }}\n{channels}\n");
        return alerts;
    }

    private static string Webhook(string url) => $"    webhook: {{ url: \"{url}\", secret: \"{Secret}\" }}";

    [Fact]
    public void An_event_is_posted_once_signed_with_the_notifications_id()
    {
        using var server = new RecordingServer(200);
        using var alerts = Workspace(Webhook(server.Url));

        var run = alerts.Run("run", alerts.Folder, "--once", "--json");
        alerts.Run("run", alerts.Folder, "--once");

        var delivery = Assert.Single(run.OfType("delivery"));
        Assert.Equal(("delivered", 1), (delivery.GetProperty("outcome").GetString(), delivery.GetProperty("attempt").GetInt32()));
        var request = Assert.Single(server.Requests);
        Assert.Equal(delivery.GetProperty("notification").GetString(), request.Headers["webhook-id"]);
        Assert.True(WebhookSignature.IsValid([Secret], request.Headers.GetValueOrDefault, request.Body, DateTimeOffset.UtcNow, TimeSpan.FromMinutes(5)));
        Assert.Equal(delivery.GetProperty("event").GetString(), JsonDocument.Parse(request.Body).RootElement.GetProperty("data").GetProperty("id").GetString());
    }

    [Fact]
    public void A_receiver_that_breaks_is_tried_again_later_under_the_same_id()
    {
        var status = 500;
        using var server = new RecordingServer((_, stream, cancel) => RecordingServer.Write(stream, status, "", [("Retry-After", "1")], cancel));
        using var alerts = Workspace(Webhook(server.Url));
        status = 503;

        var first = alerts.Run("run", alerts.Folder, "--once", "--json").OfType("delivery").Single();
        status = 200;
        var second = first;
        for (var since = Stopwatch.StartNew(); since.Elapsed < TimeSpan.FromSeconds(20) && second.GetProperty("outcome").GetString() != "delivered";)
            second = alerts.Run("run", alerts.Folder, "--once", "--json").OfType("delivery").LastOrDefault(second);

        Assert.Equal(("retry", "delivered"), (first.GetProperty("outcome").GetString(), second.GetProperty("outcome").GetString()));
        Assert.Single(server.Requests.Select(request => request.Headers["webhook-id"]).Distinct());
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public void A_receiver_that_is_gone_is_dead_until_it_is_replayed()
    {
        var status = 410;
        using var server = new RecordingServer((_, stream, cancel) => RecordingServer.Write(stream, status, "gone", [], cancel));
        using var alerts = Workspace(Webhook(server.Url));

        var run = alerts.Run("run", alerts.Folder, "--once", "--json");
        var dead = alerts.Run("deliveries", "--dead", "--json");
        status = 200;
        var gone = run.OfType("delivery").Single(delivery => delivery.GetProperty("channel").GetString() == "webhook");
        var id = gone.GetProperty("notification").GetString()!;
        var replay = alerts.Run("replay", id, "--json");

        Assert.Equal((1, 1, 0), (run.ExitCode, dead.ExitCode, replay.ExitCode));
        Assert.Equal("dead-endpoint", gone.GetProperty("outcome").GetString());
        Assert.Equal("delivered", replay.OfType("delivery").Single(delivery => delivery.GetProperty("notification").GetString() == id).GetProperty("outcome").GetString());
        // A ping comes before it.
        Assert.Equal([id, id], server.Requests.Select(request => request.Headers["webhook-id"]).Where(sent => sent == id));
        Assert.Equal(0, alerts.Run("deliveries", "--dead").ExitCode);
    }

    [Fact]
    public void A_test_opens_a_receiver_that_was_gone_and_what_is_replayed_comes_oldest_first()
    {
        var status = 410;
        using var server = new RecordingServer((_, stream, cancel) => RecordingServer.Write(stream, status, "gone", [], cancel));
        using var alerts = Workspace(Webhook(server.Url));
        alerts.Write("subscribers.yaml", $"subscribers:\n  - id: erp\n{Webhook(server.Url)}\n");
        alerts.Run("run", alerts.Folder, "--once");
        var ids = alerts.Ask("SELECT id FROM notifications ORDER BY number");

        Assert.Equal(1, alerts.Run("test-channel", "erp").ExitCode);
        status = 200;
        Assert.Equal(0, alerts.Run("test-channel", "erp").ExitCode);
        Assert.Equal(0, alerts.Run(["replay", .. ids.AsEnumerable().Reverse()]).ExitCode);

        Assert.NotInRange(ids.Count, 0, 1);
        Assert.Equal(ids, server.Requests.TakeLast(ids.Count).Select(request => request.Headers["webhook-id"]));
        Assert.Equal(["410", "410", "200"], alerts.Ask("SELECT substr(detail, 1, 3) FROM attempts WHERE detail NOT LIKE 'not sent%' ORDER BY at, number").Take(3));
    }

    [Theory]
    [InlineData(401, "webhook to erp needs somebody: 401 no: the receiver does not let us in, its owner must look at the address and the secret")]
    [InlineData(410, "webhook to erp needs somebody: 410 no; nothing more is sent there until 'alerts test-channel' or 'alerts replay' opens it again")]
    [InlineData(302, null)]
    [InlineData(500, null)]
    public void What_does_not_pass_by_itself_is_told_on_standard_error(int status, string? told)
    {
        using var server = new RecordingServer(status, "no");
        using var alerts = Workspace(Webhook(server.Url));

        var run = alerts.Run("run", alerts.Folder, "--once", "--json");

        Assert.Equal(told is null ? "" : $"alerts: {told}\n", run.Error);
    }

    [Fact]
    public void A_channel_is_tried_out_over_the_path_that_alerts_use()
    {
        using var server = new RecordingServer(200, "ok");
        using var alerts = Workspace($"{Webhook(server.Url)}\n    slack: \"{server.Url}/T000/s3cret\"");

        var test = alerts.Run("test-channel", "erp", "--json");

        Assert.True(test.ExitCode == 0, test.Error);
        Assert.Equal(["delivered", "delivered"], test.OfType("delivery").Select(delivery => delivery.GetProperty("outcome").GetString()));
        Assert.Equal(["/hook/T000/s3cret", "/hook"], server.Requests.Select(request => request.Path));
        Assert.Equal(2, alerts.Run("deliveries", "--json").OfType("notification").Count + alerts.Run("deliveries", "--json").OfType("delivery").Count);
        Assert.DoesNotContain("s3cret", alerts.Run("deliveries").Output + test.Output + test.Error + alerts.Run("who", "terbium-spike").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("replay", "ntf_unknown")]
    [InlineData("test-channel", "nobody")]
    [InlineData("test-channel", "erp", "--channel", "email")]
    public void What_is_not_there_is_a_wrong_call(params string[] call)
    {
        using var server = new RecordingServer(200);
        using var alerts = Workspace(Webhook(server.Url));

        Assert.Equal(2, alerts.Run(call).ExitCode);
    }

    [Fact]
    public void An_address_inside_is_a_mistake_of_the_configuration()
    {
        using var alerts = Workspace(Webhook("https://169.254.169.254/latest/meta-data"));

        var check = alerts.Run("check");

        Assert.Equal(2, check.ExitCode);
        Assert.Contains("subscribers.yaml:4:21: error: the address of 'webhook' is refused: its host is a literal address", check.Output + check.Error, StringComparison.Ordinal);
    }
}
