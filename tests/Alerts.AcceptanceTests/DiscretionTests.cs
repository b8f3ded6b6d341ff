using System.Net;
using System.Net.Sockets;
using System.Text;
using Alerts.Contracts;

namespace Alerts.AcceptanceTests;

/// <summary>Receivers that repeat all that they were sent: none of it may show where people and machines read.</summary>
public sealed class DiscretionTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Buyer = "quiet.buyer@customer.example";

    private static readonly string[] Hidden = [Secret, Secret["whsec_".Length..], "T0SECRET1", "B0SECRET2", "hook-s3cret", "t0ken-of-the-hook", Buyer, "alerts@desk.example", "smtp-user-1", "smtp-passw0rd", "header-s3cret"];

    [Fact]
    public void No_secret_and_no_address_is_told_whatever_the_receivers_answer()
    {
        using var collector = new Collector();
        using var echo = new RecordingServer((request, stream, cancel) =>
            RecordingServer.Write(stream, 500, $"no luck with {request.Path} {string.Join(' ', request.Headers.Values)} {Secret} {Buyer}", [], cancel));
        using var mail = new RudeMailServer();
        using var alerts = Desk(echo, mail);
        collector.Serve(alerts);
        alerts.Variables["OTEL_EXPORTER_OTLP_HEADERS"] = "x-key=header-s3cret";

        var once = alerts.Run("run", alerts.Folder, "--once", "--json", "--log", "json", "--log-level", "debug");
        var plain = alerts.Run("deliveries");
        var ledger = alerts.Run("deliveries", "--json");
        alerts.Variables["ALERTS_DEBUG"] = "1";
        using var run = alerts.Running("run", alerts.Folder, "--log", "text");
        run.Until(() => File.Exists(alerts.In(".alerts/heartbeat.json")), "it runs");
        var ended = run.Terminate();

        Assert.Equal(["email", "slack", "webhook"], once.OfType("delivery").Select(delivery => delivery.GetProperty("channel").GetString()).Order());
        Assert.All(once.OfType("delivery"), delivery => Assert.Contains(delivery.GetProperty("outcome").GetString(), new[] { "retry", "dead-endpoint" }));
        Assert.Contains("[hidden]", ledger.Output, StringComparison.Ordinal);
        Assert.True(mail.WasAsked, "the mail server was asked");
        var texts = new Dictionary<string, string>
        {
            ["output"] = once.Output,
            ["log"] = once.Error,
            ["deliveries"] = plain.Output + plain.Error,
            ["ledger"] = ledger.Output + ledger.Error,
            ["running"] = ended.Output + ended.Error,
            ["heartbeat"] = File.ReadAllText(alerts.In(".alerts/heartbeat.json")),
            ["telemetry"] = collector.Text,
            ["attempts"] = string.Join('\n', alerts.Ask("SELECT detail FROM attempts")),
        };
        Assert.All(texts, text => Assert.NotEqual("", text.Value));
        Assert.Empty(texts.SelectMany(text => Hidden.Where(secret => text.Value.Contains(secret, StringComparison.OrdinalIgnoreCase)).Select(secret => $"{secret} in {text.Key}: {text.Value}")));
    }

    private static AlertsCommand Desk(RecordingServer echo, RudeMailServer mail)
    {
        var alerts = ContinuousRunTests.Prices();
        alerts.Variables["SLACK"] = $"http://127.0.0.1:{echo.Port}/services/T0SECRET1/B0SECRET2";
        alerts.Variables["HOOK"] = $"http://127.0.0.1:{echo.Port}/hook-s3cret?key=t0ken-of-the-hook";
        alerts.Variables["SIGNED"] = Secret;
        alerts.Write("alerts.yaml", $"name: Prices\nannounce-from: 2025-01-01\nallow-hosts: [\"127.0.0.1:*\"]\nemail: {{ from: \"Alerts <alerts@desk.example>\", via: \"smtp://smtp-user-1:smtp-passw0rd@127.0.0.1:{mail.Port}\" }}\n");
        alerts.Write("subscribers.yaml", $"subscribers:\n  - id: buyer\n    email: [{Buyer}]\n    slack: ${{SLACK}}\n    webhook: {{ url: \"${{HOOK}}\", secret: \"${{SIGNED}}\" }}\n");
        alerts.Write("inbox/2025-03-02.csv", "date,code,average\n2025-03-02,P,101\n");
        return alerts;
    }

    /// <summary>Refuses every mail, and says whose it was.</summary>
    private sealed class RudeMailServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public RudeMailServer()
        {
            _listener.Start();
            _ = Serve();
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public bool WasAsked { get; private set; }

        public void Dispose() => _listener.Dispose();

        private async Task Serve()
        {
            try
            {
                while (true)
                {
                    using var client = await _listener.AcceptTcpClientAsync();
                    await Talk(client.GetStream());
                }
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException or IOException)
            {
                // The test is over.
            }
        }

        private async Task Talk(NetworkStream stream)
        {
            using var reader = new StreamReader(stream, Encoding.ASCII);
            await Say(stream, "220 rude.example");
            while (await reader.ReadLineAsync() is { } line)
            {
                WasAsked |= line.StartsWith("MAIL", StringComparison.OrdinalIgnoreCase);
                await Say(stream, line.StartsWith("RCPT", StringComparison.OrdinalIgnoreCase)
                    ? $"450 4.2.0 <{Buyer}>: not for you, alerts@desk.example, smtp-user-1 smtp-passw0rd"
                    : "250 fine");
            }
        }

        private static async Task Say(NetworkStream stream, string line) => await stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"));
    }
}
