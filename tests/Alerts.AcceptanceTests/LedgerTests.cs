using System.Text;
using System.Text.Json;
using Alerts.Contracts;

namespace Alerts.AcceptanceTests;

/// <summary>What a person does with the ledger: explains a message, exports it, sends again what was given up, hears of a receiver that is gone.</summary>
public sealed class LedgerTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static AlertsCommand Desk(string channels)
    {
        var alerts = AlertsCommand.OnSample();
        alerts.Write("alerts.yaml", "name: Desk\ntime-zone: Asia/Shanghai\nowner: desk@example.com\nannounce-from: 2025-03-20\nallow-hosts: [\"127.0.0.1:*\"]\nemail: { from: \"Alerts <alerts@example.com>\", via: \"folder:outbox\" }\n");
        alerts.Write("subscribers.yaml", $"subscribers:\n  - id: erp\n{channels}\n");
        return alerts;
    }

    private static string Webhook(string url) => $"    webhook: {{ url: \"{url}\", secret: \"{Secret}\" }}";

    [Fact]
    public void A_receiver_that_is_gone_is_told_to_the_owner_by_mail_and_to_the_subscriber_by_another_channel()
    {
        using var gone = new RecordingServer(410, "gone");
        using var slack = new RecordingServer(200, "ok");
        using var alerts = Desk($"{Webhook(gone.Url)}\n    slack: \"{slack.Url}/T000\"");

        alerts.Run("run", alerts.Folder, "--once");

        var mail = Assert.Single(Directory.GetFiles(alerts.In("outbox"), "*.eml"), file => File.ReadAllText(file).Contains("[disabled]", StringComparison.Ordinal));
        Assert.Contains("To: desk@example.com", File.ReadAllText(mail), StringComparison.Ordinal);
        var told = Assert.Single(slack.Requests, request => Encoding.UTF8.GetString(request.Body).Contains("no longer arrive", StringComparison.Ordinal));
        Assert.DoesNotContain(Secret, Encoding.UTF8.GetString(told.Body), StringComparison.Ordinal);
    }

    [Fact]
    public void A_webhook_that_was_gone_is_pinged_and_then_gets_all_that_was_given_up_the_oldest_first()
    {
        var status = 410;
        using var server = new RecordingServer((_, stream, cancel) => RecordingServer.Write(stream, status, "", [], cancel));
        using var alerts = Desk(Webhook(server.Url));
        alerts.Run("run", alerts.Folder, "--once");
        var ids = alerts.Ask("SELECT id FROM notifications WHERE channel = 'webhook' ORDER BY number");
        var before = server.Requests.Count;

        var stillGone = alerts.Run("replay", "--all-dead");
        var pinged = server.Requests.Skip(before).ToList();
        status = 200;
        var back = alerts.Run("replay", "--all-dead", "--json");

        Assert.NotInRange(ids.Count, 0, 1);
        Assert.Equal((1, 0), (stillGone.ExitCode, back.ExitCode));
        Assert.Equal(["ping"], pinged.Select(Type));
        var after = server.Requests.Skip(before + 1).ToList();
        Assert.Equal("ping", Type(after[0]));
        Assert.Equal(ids, after.Select(request => request.Headers["webhook-id"]).Where(ids.Contains));
        Assert.Equal(0, alerts.Run("deliveries", "--dead").ExitCode);
        Assert.Equal("No message was given up.\n", alerts.Run("replay", "--all-dead").Output);
    }

    private static string? Type(Recorded request) => JsonDocument.Parse(request.Body).RootElement.GetProperty("type").GetString();

    [Fact]
    public void A_message_is_explained_attempt_by_attempt_with_what_each_decision_means()
    {
        using var gone = new RecordingServer(410, "gone");
        using var alerts = Desk(Webhook(gone.Url));
        alerts.Run("run", alerts.Folder, "--once");
        var id = alerts.Ask("SELECT id FROM notifications WHERE channel = 'webhook' ORDER BY number").First();

        var told = alerts.Run("explain", id);
        var document = alerts.Run("explain", id, "--json").OfType("delivery").Single();

        Assert.Equal(0, told.ExitCode);
        Assert.Contains("attempt 1 at ", told.Output, StringComparison.Ordinal);
        Assert.Contains("ReceiverGone: the destination is gone", told.Output, StringComparison.Ordinal);
        Assert.Contains($"To send it again: alerts replay {id}", told.Output, StringComparison.Ordinal);
        Assert.Equal("410 gone", document.GetProperty("attempts")[0].GetProperty("detail").GetString());
        Assert.Equal(2, alerts.Run("explain", "ntf_unknown").ExitCode);
    }

    [Fact]
    public void What_was_told_of_together_stands_where_its_message_stands()
    {
        var status = 400;
        using var server = new RecordingServer((_, stream, cancel) => RecordingServer.Write(stream, status, status == 200 ? "ok" : "", [], cancel));
        using var alerts = Desk($"    slack: \"{server.Url}/T000\"\n    group: release");
        alerts.Run("run", alerts.Folder, "--once");
        var parts = alerts.Run("deliveries", "--json").OfType("delivery").Where(entry => entry.TryGetProperty("in", out _)).ToList();
        status = 200;
        var replayed = alerts.Run("replay", parts[0].GetProperty("notification").GetString()!);
        var after = alerts.Run("deliveries", "--json").OfType("delivery");

        Assert.All(parts, part => Assert.Equal(("dead", 1), (part.GetProperty("status").GetString(), part.GetProperty("attempt").GetInt32())));
        Assert.Equal(0, replayed.ExitCode);
        var message = parts[0].GetProperty("in").GetString();
        Assert.Equal(["delivered"], after.Where(entry => entry.GetProperty("notification").GetString() == message || (entry.TryGetProperty("in", out var told) && told.GetString() == message)).Select(entry => entry.GetProperty("status").GetString()).Distinct());
    }

    [Fact]
    public void The_ledger_is_exported_as_a_table_without_formulas()
    {
        using var server = new RecordingServer(200);
        using var alerts = Desk(Webhook(server.Url));
        alerts.Run("run", alerts.Folder, "--once");
        alerts.Change("UPDATE notifications SET subject = '=HYPERLINK(\"http://example.com\")'; UPDATE attempts SET detail = char(9) || '+1'");

        var written = alerts.Run("deliveries", "--csv", "ledger.csv");

        Assert.True(written.ExitCode == 0, written.Error);
        var csv = File.ReadAllText(alerts.In("ledger.csv"));
        Assert.Contains("\"'=HYPERLINK(\"\"http://example.com\"\")\"", csv, StringComparison.Ordinal);
        Assert.Contains("\"' +1\"", csv, StringComparison.Ordinal);
        Assert.Equal(3, alerts.Run("deliveries", "--csv", "no/such/folder/ledger.csv").ExitCode);
    }

    [Fact]
    public void A_team_is_tried_out_and_told_over_its_workflow()
    {
        using var teams = new RecordingServer(202);
        using var alerts = Desk($"    teams: \"{teams.Url}?sig=s3cretSignature01\"");

        var test = alerts.Run("test-channel", "erp", "--channel", "teams", "--json");
        var run = alerts.Run("run", alerts.Folder, "--once", "--json");

        Assert.True(test.ExitCode == 0, test.Error);
        Assert.Equal("accepted", test.OfType("delivery").Single().GetProperty("outcome").GetString());
        Assert.All(run.OfType("delivery"), delivery => Assert.Equal(("teams", "accepted"), (delivery.GetProperty("channel").GetString(), delivery.GetProperty("outcome").GetString())));
        Assert.All(teams.Requests, request => Assert.Equal("AdaptiveCard", JsonDocument.Parse(request.Body).RootElement.GetProperty("attachments")[0].GetProperty("content").GetProperty("type").GetString()));
        Assert.DoesNotContain("s3cret", test.Output + run.Output + run.Error + alerts.Run("deliveries", "--json").Output, StringComparison.Ordinal);
    }
}
