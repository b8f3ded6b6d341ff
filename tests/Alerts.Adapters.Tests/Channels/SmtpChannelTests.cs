using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Alerts.Adapters.Channels;
using Alerts.Contracts;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;

namespace Alerts.Adapters.Tests.Channels;

/// <summary>Mail over SMTP: against a scripted server for each reply, and a real one.</summary>
public sealed class SmtpChannelTests
{
    private static readonly Notification Mail = new(new("ntf_0123456789abcdef01234567"), new("evt_1"), "magnet-buyers", "email", "buyer@example.com", new("[high] Terbium oxide up 21.9 % — 氧化铽", "A line.\n.\nAfter the dot.\n", "<p>html</p>\n"));

    private static async Task<Answer> Send(Script script, bool tls = false, string? user = null)
    {
        using var server = new ScriptedServer(script);
        return await new SmtpChannel(new("127.0.0.1", server.Port, tls, user, user is null ? null : "wrong"), "Alerts <alerts@example.com>", TimeSpan.FromSeconds(5)).Send(Mail, default);
    }

    [Theory]
    [InlineData("250 2.0.0 queued", "accepted")]
    [InlineData("451 4.3.0 later", "retry")]
    [InlineData("452 4.2.2 mailbox full", "retry")]
    [InlineData("552 5.3.4 too large", "failed")]
    [InlineData("554 5.7.1 refused", "failed")]
    [InlineData("550 5.7.26 unauthenticated", "failed")]
    public async Task The_reply_after_the_message_decides(string reply, string outcome) => Assert.Equal(outcome, (await Send(new(AfterData: reply))).Outcome.Text());

    [Theory]
    [InlineData("550 5.1.1 no such user", "dead-endpoint")]
    [InlineData("550 5.2.1 disabled", "dead-endpoint")]
    [InlineData("450 4.7.1 greylisted", "retry")]
    public async Task The_reply_to_the_receiver_decides(string reply, string outcome) => Assert.Equal(outcome, (await Send(new(Recipient: reply))).Outcome.Text());

    [Fact]
    public async Task A_server_that_is_closing_is_tried_again() => Assert.Equal(Outcome.Retry, (await Send(new(Greeting: "421 4.3.2 closing"))).Outcome);

    [Fact]
    public async Task A_connection_that_drops_after_the_message_leaves_it_unknown() => Assert.Equal(Outcome.Unknown, (await Send(new(AfterData: null))).Outcome);

    [Fact]
    public async Task Without_STARTTLS_nothing_is_sent_in_the_clear()
    {
        var script = new Script();

        var answer = await Send(script, tls: true);

        Assert.Equal((Outcome.Retry, true), (answer.Outcome, answer.HoldsDestination));
        Assert.DoesNotContain(script.Said, line => line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    // System.Net.Mail goes on without a login that was refused; the server then refuses the sender.
    [Fact]
    public async Task A_bad_login_makes_mail_wait() => Assert.Equal(Outcome.Retry, (await Send(new(Login: "535 5.7.8 bad login"), user: "somebody")).Outcome);

    [Fact]
    public async Task Nobody_at_the_port_is_tried_again()
    {
        using var nobody = new SilentPort();

        Assert.Equal(new Answer(Outcome.Retry, "no connection to the mail server"), await new SmtpChannel(new("127.0.0.1", nobody.Port, false, null, null), "a@example.com").Send(Mail, default));
    }

    [Theory]
    [InlineData("smtp://mail.example.com", "mail.example.com", 25, false, null, null)]
    [InlineData("smtp://127.0.0.1:1025", "127.0.0.1", 1025, false, null, null)]
    [InlineData("smtps://me%40example.com:p%3Aw@mail.example.com", "mail.example.com", 587, true, "me@example.com", "p:w")]
    public void An_address_of_a_server_is_read(string text, string host, int port, bool tls, string? user, string? password) => Assert.Equal(new SmtpServer(host, port, tls, user, password), SmtpServer.Read(text));

    [Theory]
    [InlineData("http://mail.example.com")]
    [InlineData("smtp://mail.example.com/path")]
    [InlineData("mail.example.com")]
    public void What_is_no_server_is_refused(string text) => Assert.Null(SmtpServer.Read(text));

    [SkippableFact]
    public async Task A_real_mail_server_takes_the_mail_as_it_is()
    {
        var maildev = Path.Combine(Approved.Repository(), "tests", "tools", "node_modules", ".bin", "maildev");
        Skip.IfNot(File.Exists(maildev), "maildev is not installed: npm install --prefix tests/tools");
        var (smtp, web) = (FreePort(), FreePort());
        using var server = Process.Start(new ProcessStartInfo("node", [maildev, "--smtp", $"{smtp}", "--web", $"{web}", "--ip", "127.0.0.1", "--web-ip", "127.0.0.1"]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        try
        {
            await Reachable(smtp);
            await Reachable(web);

            var answer = await new SmtpChannel(new("127.0.0.1", smtp, false, null, null), "Alerts <alerts@example.com>").Send(Mail, default);

            Assert.Equal(Outcome.Accepted, answer.Outcome);
            using var http = new HttpClient();
            using var received = JsonDocument.Parse(await http.GetStringAsync($"http://127.0.0.1:{web}/api/email"));
            var mail = received.RootElement.EnumerateArray().Single();
            Assert.Equal(Mail.Message.Subject, mail.GetProperty("subject").GetString());
            Assert.Equal("A line.\n.\nAfter the dot.\n", mail.GetProperty("text").GetString()!.ReplaceLineEndings("\n"));
            Assert.Equal("<ntf_0123456789abcdef01234567@example.com>", mail.GetProperty("headers").GetProperty("message-id").GetString());
        }
        finally
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync();
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task Reachable(int port)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException) when (tries < 200)
            {
                await Task.Delay(50);
            }
        }
    }

    /// <summary>What a server says; null breaks the connection.</summary>
    private sealed record Script(string? Greeting = "220 ready", string? Login = "235 ok", string? Recipient = "250 ok", string? AfterData = "250 ok")
    {
        public List<string> Said { get; } = [];
    }

    private sealed class ScriptedServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly Script _script;

        public ScriptedServer(Script script)
        {
            _script = script;
            _listener.Start();
            _ = Serve();
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public void Dispose() => _listener.Dispose();

        private async Task Serve()
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync();
                using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
                await Say(client, _script.Greeting);
                var isData = false;
                while (await reader.ReadLineAsync() is { } line)
                {
                    if (!isData) _script.Said.Add(line);
                    var reply = Reply(line, ref isData);
                    if (reply is { Length: 0 }) continue;
                    await Say(client, reply);
                    if (reply is null) return;
                }
            }
            catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException)
            {
                // The other side has gone, or the test is over.
            }
        }

        private string? Reply(string line, ref bool isData)
        {
            if (isData)
            {
                if (line != ".") return "";
                isData = false;
                return _script.AfterData;
            }
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "EHLO": return "250-here\r\n250 AUTH LOGIN";
                case "AUTH": return "334 UGFzc3dvcmQ6";
                case "RCPT": return _script.Recipient;
                case "DATA":
                    isData = true;
                    return "354 go on";
                case "QUIT": return "221 bye";
                case "MAIL": return _script.Login is "235 ok" ? "250 ok" : "530 5.7.0 authentication required";
                case "RSET": return "250 ok";
                default: return _script.Login;
            }
        }

        private static async Task Say(TcpClient client, string? reply)
        {
            if (reply is null)
            {
                client.Client.LingerState = new LingerOption(true, 0);
                client.Close();
                return;
            }
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(reply + "\r\n"));
        }
    }
}
