using System.Net.Sockets;
using Alerts.Contracts;
using Alerts.Core.UseCases;
using static Alerts.Adapters.Tests.Channels.Posted;

namespace Alerts.Adapters.Tests.Channels;

/// <summary>Every row of the tables of Microsoft Teams, against a server on loopback: the outcome, the next attempt, the ledger.</summary>
public sealed class TeamsTableTests
{
    private static string Connector(int error) => $"Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error {error} with ContextId tcid=1,server=X";

    [Theory]
    [InlineData(202, "", "accepted", null)]
    [InlineData(200, "", "accepted", null)]
    [InlineData(200, "1", "accepted", null)]
    [InlineData(200, "{\"done\":true}", "accepted", null)]
    [InlineData(204, "", "accepted", null)]
    [InlineData(299, "", "accepted", null)]
    [InlineData(300, "", "failed", null)]
    [InlineData(302, "", "failed", null)]
    [InlineData(307, "", "failed", null)]
    [InlineData(400, "TriggerInputSchemaMismatch", "failed", null)]
    [InlineData(401, "DirectApiAuthorizationRequired", "dead-endpoint", null)]
    [InlineData(403, "", "dead-endpoint", null)]
    [InlineData(404, "WorkflowNotFound", "dead-endpoint", null)]
    [InlineData(410, "", "dead-endpoint", null)]
    [InlineData(405, "", "failed", null)]
    [InlineData(413, "", "failed", null)]
    [InlineData(415, "", "failed", null)]
    [InlineData(408, "", "retry", 5.0)]
    [InlineData(429, "", "retry", 5.0)]
    [InlineData(500, "", "retry", 5.0)]
    [InlineData(502, "", "retry", 5.0)]
    [InlineData(503, "", "retry", 5.0)]
    [InlineData(504, "", "retry", 5.0)]
    public async Task Each_answer_of_a_workflow_has_its_outcome_and_its_next_attempt(int status, string body, string outcome, double? wait)
    {
        using var server = new RecordingServer(status, body);

        var entry = await Teams(server.Url);

        AssertLedger(entry, outcome, wait);
        Assert.StartsWith($"{status}", entry.Attempts[0].Detail, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(413, "failed", null)]
    [InlineData(429, "retry", 5.0)]
    [InlineData(404, "dead-endpoint", null)]
    [InlineData(410, "dead-endpoint", null)]
    [InlineData(500, "retry", 5.0)]
    [InlineData(503, "retry", 5.0)]
    public async Task An_error_that_comes_under_the_status_200_is_an_error(int error, string outcome, double? wait)
    {
        using var server = new RecordingServer(200, Connector(error));

        AssertLedger(await Teams(server.Url), outcome, wait);
    }

    [Theory]
    [InlineData(429, "30", 30.0)]
    [InlineData(503, "30", 30.0)]
    [InlineData(429, "99999999999", 86400.0)]
    [InlineData(500, "30", 5.0)]
    public async Task A_workflow_that_asks_to_wait_is_heard(int status, string header, double wait)
    {
        using var server = new RecordingServer(status, "", ("Retry-After", header));

        AssertLedger(await Teams(server.Url), "retry", wait);
    }

    [Fact]
    public async Task Without_an_answer_a_message_is_sent_once_more_and_no_oftener()
    {
        using var server = new RecordingServer((_, stream, _) =>
        {
            stream.Socket.LingerState = new LingerOption(true, 0);
            stream.Socket.Close();
            return Task.CompletedTask;
        });

        var entry = await Teams(server.Url, attempts: 2);

        Assert.Equal(["unknown", "unknown"], entry.Attempts.Select(attempt => Alerts.Core.Delivery.Outcomes.Text(attempt.Outcome)));
        Assert.Equal((NotificationStatus.Dead, "MayHaveArrived"), (entry.Status, entry.Attempts[^1].Decision));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_workflow_that_stalls_is_unknown_and_one_that_has_answered_is_accepted()
    {
        using var silent = new RecordingServer((_, _, cancel) => Task.Delay(Timeout.Infinite, cancel));
        using var drops = new RecordingServer(async (_, stream, cancel) =>
        {
            await stream.WriteAsync("HTTP/1.1 202 Accepted\r\nContent-Length: 5\r\n\r\nx"u8.ToArray(), cancel);
            await Task.Delay(Timeout.Infinite, cancel);
        });

        AssertLedger(await Teams(silent.Url, seconds: 1), "unknown", 5);
        AssertLedger(await Teams(drops.Url, seconds: 1), "accepted", null);
    }

    [Fact]
    public async Task Nobody_at_the_port_is_tried_again_and_may_not_have_arrived()
    {
        using var nobody = new SilentPort();

        AssertLedger(await Teams($"http://127.0.0.1:{nobody.Port}/"), "retry", 5);
    }

    [Fact]
    public async Task No_answer_in_the_ledger_holds_the_signature_of_the_address()
    {
        using var server = new RecordingServer((request, stream, cancel) => RecordingServer.Write(stream, 500, "no", [], cancel));

        var entry = await Teams(server.Url + "?sig=s3cretSignature01");

        Assert.DoesNotContain("s3cret", entry.Notification.Address + entry.Attempts[0].Detail, StringComparison.Ordinal);
    }
}
