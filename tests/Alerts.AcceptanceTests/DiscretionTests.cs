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

    private static readonly string[] Hidden = [Secret, Secret["whsec_".Length..], "T0SECRET1", "B0SECRET2", "hook-s3cret", "t0ken-of-the-hook", Buyer, "alerts@desk.example", "smtp-user-1", "smtp-passw0rd", "header-s3cret", "teams-s1gnature-0a", "watchd0g-t0ken-0a"];

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
        var rest = new[] { alerts.Run("doctor"), alerts.Run("doctor", "--json"), alerts.Run("deliveries", "--csv", "ledger.csv"), alerts.Run("explain", alerts.Ask("SELECT id FROM notifications").First()), alerts.Run("backup", "backup.zip"), alerts.Run("test-channel", "buyer") };
        alerts.Variables["ALERTS_DEBUG"] = "1";
        using var run = alerts.Running("run", alerts.Folder, "--log", "text");
        run.Until(() => File.Exists(alerts.In(".alerts/heartbeat.json")), "it runs");
        var ended = run.Terminate();

        Assert.Equal(["email", "slack", "teams", "webhook"], once.OfType("delivery").Select(delivery => delivery.GetProperty("channel").GetString()).Order());
        Assert.All(once.OfType("delivery"), delivery => Assert.Contains(delivery.GetProperty("outcome").GetString(), new[] { "retry", "dead-endpoint" }));
        Assert.Contains("[hidden]", ledger.Output, StringComparison.Ordinal);
        Assert.True(mail.WasAsked, "the mail server was asked");
        var texts = new Dictionary<string, string>
        {
            ["output"] = once.Output,
            ["log"] = once.Error,
            ["deliveries"] = plain.Output + plain.Error,
            ["ledger"] = ledger.Output + ledger.Error,
            ["rest"] = string.Concat(rest.Select(answer => answer.Output + answer.Error)) + File.ReadAllText(alerts.In("ledger.csv")),
            ["running"] = ended.Output + ended.Error,
            ["heartbeat"] = File.ReadAllText(alerts.In(".alerts/heartbeat.json")),
            ["telemetry"] = collector.Text,
            ["attempts"] = string.Join('\n', alerts.Ask("SELECT detail FROM attempts")),
        };
        Assert.All(texts, text => Assert.NotEqual("", text.Value));
        Assert.Empty(texts.SelectMany(text => Hidden.Where(secret => text.Value.Contains(secret, StringComparison.OrdinalIgnoreCase)).Select(secret => $"{secret} in {text.Key}: {text.Value}")));
    }

    [Fact]
    public void No_secret_is_written_to_any_file_of_the_workspace()
    {
        using var echo = new RecordingServer((request, stream, cancel) => RecordingServer.Write(stream, 410, $"gone {request.Path} {Secret} smtp-passw0rd", [], cancel));
        using var mail = new RudeMailServer();
        using var alerts = Desk(echo, mail);

        alerts.Run("run", alerts.Folder, "--once", "--log", "json");
        alerts.Run("deliveries", "--csv", "ledger.csv");
        alerts.Run("backup", "backup.zip");
        System.IO.Compression.ZipFile.ExtractToDirectory(alerts.In("backup.zip"), alerts.In("backup"));

        // Of the addresses of mail the store has to know where they lead; of the rest nothing.
        var secrets = Hidden.Where(secret => !secret.Contains('@', StringComparison.Ordinal)).ToList();
        var files = Directory.GetFiles(alerts.Folder, "*", SearchOption.AllDirectories);
        Assert.Contains(files, file => file.EndsWith("alerts.db", StringComparison.Ordinal));
        Assert.Empty(files.SelectMany(file => secrets.Where(secret => Encoding.Latin1.GetString(File.ReadAllBytes(file)).Contains(secret, StringComparison.OrdinalIgnoreCase)).Select(secret => $"{secret} in {file}")));
    }

    private static AlertsCommand Desk(RecordingServer echo, RudeMailServer mail)
    {
        var alerts = ContinuousRunTests.Prices();
        alerts.Variables["SLACK"] = $"http://127.0.0.1:{echo.Port}/services/T0SECRET1/B0SECRET2";
        alerts.Variables["HOOK"] = $"http://127.0.0.1:{echo.Port}/hook-s3cret?key=t0ken-of-the-hook";
        alerts.Variables["SIGNED"] = Secret;
        alerts.Variables["MAIL"] = $"smtp://smtp-user-1:smtp-passw0rd@127.0.0.1:{mail.Port}";
        alerts.Variables["TEAMS"] = $"http://127.0.0.1:{echo.Port}/workflows/0a1b?sig=teams-s1gnature-0a";
        alerts.Variables["WATCHDOG"] = $"http://127.0.0.1:{echo.Port}/watchd0g-t0ken-0a";
        alerts.Write("alerts.yaml", $"name: Prices\nowner: owner@desk.example\nwatchdog: {{ url: \"${{WATCHDOG}}\" }}\nannounce-from: 2025-01-01\nallow-hosts: [\"127.0.0.1:*\"]\nemail: {{ from: \"Alerts <alerts@desk.example>\", via: \"${{MAIL}}\" }}\n");
        alerts.Write("subscribers.yaml", $"subscribers:\n  - id: buyer\n    email: [{Buyer}]\n    slack: ${{SLACK}}\n    teams: ${{TEAMS}}\n    webhook: {{ url: \"${{HOOK}}\", secret: \"${{SIGNED}}\" }}\n");
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
