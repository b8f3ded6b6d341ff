using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Alerts.Adapters.Channels;
using Alerts.Contracts;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;

namespace Alerts.Adapters.Tests.Channels;

/// <summary>Mail over SMTP to a server that we did not write.</summary>
public sealed class RealMailServerTests
{
    private static readonly Notification Mail = new(new("ntf_0123456789abcdef01234567"), new("evt_1"), "magnet-buyers", "email", "buyer@example.com", new("[high] Terbium oxide up 21.9 % — 氧化铽", "A line.\n.\nAfter the dot.\n", "<p>html</p>\n"));

    [SkippableFact]
    public async Task It_takes_the_mail_as_it_is()
    {
        await using var maildev = await Maildev.Start();

        var answer = await new SmtpChannel(new("127.0.0.1", maildev.Port, false, null, null), "Alerts <alerts@example.com>", TimeProvider.System).Send(Mail, default);

        Assert.Equal(Outcome.Accepted, answer.Outcome);
        var mail = (await maildev.Received()).Single();
        Assert.Equal(Mail.Message.Subject, mail.GetProperty("subject").GetString());
        Assert.Equal("A line.\n.\nAfter the dot.\n", mail.GetProperty("text").GetString()!.ReplaceLineEndings("\n"));
        Assert.Equal("<ntf_0123456789abcdef01234567@example.com>", mail.GetProperty("headers").GetProperty("message-id").GetString());
    }

    [SkippableFact]
    public async Task It_lets_in_who_knows_the_password_and_makes_all_others_wait()
    {
        await using var maildev = await Maildev.Start("--incoming-user", "desk", "--incoming-pass", "right");

        var wrong = await new SmtpChannel(new("127.0.0.1", maildev.Port, false, "desk", "wrong"), "Alerts <alerts@example.com>", TimeProvider.System).Send(Mail, default);
        var right = await new SmtpChannel(new("127.0.0.1", maildev.Port, false, "desk", "right"), "Alerts <alerts@example.com>", TimeProvider.System).Send(Mail, default);

        Assert.Equal((Outcome.Retry, true), (wrong.Outcome, wrong.HoldsDestination));
        Assert.EndsWith("the mail server does not take our login", wrong.Detail, StringComparison.Ordinal);
        Assert.Equal(Outcome.Accepted, right.Outcome);
        Assert.Single(await maildev.Received());
    }

    private sealed class Maildev : IAsyncDisposable
    {
        private readonly Process _process;
        private readonly int _web;

        private Maildev(string program, int port, int web, string[] options)
        {
            (Port, _web) = (port, web);
            _process = Process.Start(new ProcessStartInfo("node", [program, "--smtp", $"{port}", "--web", $"{web}", "--ip", "127.0.0.1", "--web-ip", "127.0.0.1", .. options]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
            _process.BeginOutputReadLine();
            _process.BeginErrorReadLine();
        }

        public int Port { get; }

        public static async Task<Maildev> Start(params string[] options)
        {
            var program = Path.Combine(Approved.Repository(), "tests", "tools", "node_modules", ".bin", "maildev");
            Skip.IfNot(File.Exists(program), "maildev is not installed: npm install --prefix tests/tools");
            var maildev = new Maildev(program, LoopbackPort.Free(), LoopbackPort.Free(), options);
            foreach (var port in (int[])[maildev.Port, maildev._web]) await LoopbackPort.Reachable(port, maildev._process, TimeSpan.FromSeconds(30));
            return maildev;
        }

        public async Task<List<JsonElement>> Received()
        {
            using var http = new HttpClient();
            return [.. JsonDocument.Parse(await http.GetStringAsync($"http://127.0.0.1:{_web}/api/email")).RootElement.EnumerateArray()];
        }

        public async ValueTask DisposeAsync()
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }
    }
}
