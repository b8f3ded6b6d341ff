using System.Net.Sockets;
using System.Text;
using Alerts.Contracts;
using static Alerts.Adapters.Tests.Channels.Posted;

namespace Alerts.Adapters.Tests.Channels;

/// <summary>Servers that stall, drip, break off, or are not there: the outcome, the next attempt, the ledger.</summary>
public sealed class HttpTroubleTests
{
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

    [Theory]
    [InlineData("", "retry", 5.0)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nok", "delivered", null)]
    public async Task A_connection_that_is_reset_leaves_slack_unknown_and_a_webhook_to_be_tried_again(string answered, string webhook, double? wait)
    {
        using var server = new RecordingServer(async (_, stream, cancel) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answered), cancel);
            stream.Socket.LingerState = new LingerOption(true, 0);
            stream.Socket.Close();
        });

        AssertLedger(await Webhook(server.Url), webhook, wait);
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
    public async Task Nobody_at_the_port_is_tried_again()
    {
        using var nobody = new SilentPort();

        var entry = await Webhook($"http://127.0.0.1:{nobody.Port}/");

        AssertLedger(entry, "retry", 5);
        Assert.Equal("no connection", entry.Attempts[0].Detail);
    }

    [Fact]
    public async Task A_server_that_does_not_speak_TLS_is_tried_again()
    {
        using var server = new RecordingServer((_, _, _) => Task.CompletedTask);

        AssertLedger(await Webhook($"https://127.0.0.1:{server.Port}/", seconds: 2), "retry", 5);
    }

    [Fact]
    public async Task A_host_that_is_unknown_is_tried_again() => AssertLedger(await Webhook("https://nobody.invalid/hook"), "retry", 5);
}
