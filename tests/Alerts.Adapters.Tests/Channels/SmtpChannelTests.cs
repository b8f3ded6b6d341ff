using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Alerts.Adapters.Channels;
using Alerts.Contracts;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;
using Alerts.Core.UseCases;

namespace Alerts.Adapters.Tests.Channels;

/// <summary>Mail over SMTP: against a scripted server for each reply, and a real one.</summary>
public sealed class SmtpChannelTests
{
    private static readonly Notification Mail = new(new("ntf_0123456789abcdef01234567"), new("evt_1"), "magnet-buyers", "email", "buyer@example.com", new("[high] Terbium oxide up 21.9 % — 氧化铽", "A line.\n.\nAfter the dot.\n", "<p>html</p>\n"));

    private static async Task<Answer> Send(Script script, bool tls = false, string? user = null)
    {
        using var server = new ScriptedMailServer(script);
        return await new SmtpChannel(new("127.0.0.1", server.Port, tls, user, user is null ? null : "wrong"), "Alerts <alerts@example.com>", TimeProvider.System, TimeSpan.FromSeconds(5)).Send(Mail, default);
    }

    private static async Task<LedgerEntry> Ledger(Script script, int attempts = 1)
    {
        using var server = new ScriptedMailServer(script);
        var channel = new SmtpChannel(new("127.0.0.1", server.Port, false, null, null), "Alerts <alerts@example.com>", TimeProvider.System, TimeSpan.FromSeconds(5));
        return await Ledgered.Of(Mail, notification => channel.Send(notification, default), Schedule.Smtp, Some.Morning, attempts);
    }

    [Theory]
    [InlineData("250 2.0.0 queued", "accepted", NotificationStatus.Accepted)]
    [InlineData("421 4.3.0 closing", "retry", NotificationStatus.Waiting)]
    [InlineData("450 4.2.0 busy", "retry", NotificationStatus.Waiting)]
    [InlineData("451 4.3.0 later", "retry", NotificationStatus.Waiting)]
    [InlineData("452 4.3.1 no room", "retry", NotificationStatus.Waiting)]
    [InlineData("452 4.2.2 mailbox full", "retry", NotificationStatus.Waiting)]
    [InlineData("552 5.2.2 mailbox full", "failed", NotificationStatus.Dead)]
    [InlineData("450 4.7.1 greylisted", "retry", NotificationStatus.Waiting)]
    [InlineData("550 5.1.1 unknown", "dead-endpoint", NotificationStatus.Dead)]
    [InlineData("550 5.1.10 null MX", "dead-endpoint", NotificationStatus.Dead)]
    [InlineData("550 5.1.2 no such host", "dead-endpoint", NotificationStatus.Dead)]
    [InlineData("550 5.1.3 bad syntax", "dead-endpoint", NotificationStatus.Dead)]
    [InlineData("550 no such user", "dead-endpoint", NotificationStatus.Dead)]
    [InlineData("550 5.2.1 disabled", "dead-endpoint", NotificationStatus.Dead)]
    [InlineData("552 5.3.4 too large", "failed", NotificationStatus.Dead)]
    [InlineData("554 5.4.6 loop", "failed", NotificationStatus.Dead)]
    [InlineData("554 5.5.4 protocol", "failed", NotificationStatus.Dead)]
    [InlineData("554 5.7.1 refused", "failed", NotificationStatus.Dead)]
    [InlineData("550 5.7.26 unauthenticated", "failed", NotificationStatus.Dead)]
    [InlineData("554 refused", "failed", NotificationStatus.Dead)]
    public async Task Each_reply_has_its_outcome_and_its_next_attempt_wherever_it_comes(string reply, string outcome, NotificationStatus status)
    {
        foreach (var script in new[] { new Script(AfterData: reply), new Script(Recipient: reply) })
        {
            if (reply.StartsWith("250", StringComparison.Ordinal) && script.Recipient == reply) continue;

            var entry = await Ledger(script);

            Assert.Equal((outcome, status), (entry.Attempts[0].Outcome.Text(), entry.Status));
            Assert.Equal(status == NotificationStatus.Waiting ? 5.5 : null, (entry.Due - Some.Morning)?.TotalMinutes);
        }
    }

    [Theory]
    [InlineData("421 4.3.2 closing", "retry")]
    [InlineData("554 5.7.1 go away", "failed")]
    [InlineData(null, "retry")]
    public async Task The_greeting_decides_as_well(string? greeting, string outcome) => Assert.Equal(outcome, (await Send(new(Greeting: greeting))).Outcome.Text());

    [Fact]
    public async Task A_connection_that_drops_before_the_message_cannot_have_delivered_it() => Assert.Equal(new Answer(Outcome.Retry, "no connection to the mail server"), await Send(new(Recipient: null)));

    [Fact]
    public async Task A_server_that_says_nothing_cannot_have_delivered_anything()
    {
        using var server = new ScriptedMailServer(new(Greeting: ""));

        var answer = await new SmtpChannel(new("127.0.0.1", server.Port, false, null, null), "a@example.com", TimeProvider.System, TimeSpan.FromSeconds(0.3)).Send(Mail, default);

        Assert.Equal(new Answer(Outcome.Retry, "the mail server does not answer"), answer);
    }

    [Fact]
    public async Task A_mail_that_may_have_arrived_is_sent_once_more_with_the_same_id_and_then_left_to_a_person()
    {
        var script = new Script(AfterData: null);

        var once = await Ledger(script);
        Assert.Equal((Outcome.Unknown, NotificationStatus.Waiting), (once.Attempts[0].Outcome, once.Status));
        var twice = await Ledger(script, attempts: 2);

        Assert.Equal(("MayHaveArrived", NotificationStatus.Dead), (twice.Attempts[1].Decision, twice.Status));
        Assert.Equal(["Message-ID: <ntf_0123456789abcdef01234567@example.com>"], script.Lines.Where(line => line.StartsWith("Message-ID", StringComparison.OrdinalIgnoreCase)).Distinct());
    }

    [Fact]
    public async Task What_is_too_large_is_sent_once_more_in_its_short_form()
    {
        var large = Mail with { Message = Mail.Message with { Text = string.Concat(Enumerable.Repeat("A line of the mail.\n", 500)) } };
        var script = new Script(AfterData: "552 5.3.4 too large");
        using var server = new ScriptedMailServer(script);

        var answer = await new SmtpChannel(new("127.0.0.1", server.Port, false, null, null), "Alerts <alerts@example.com>", TimeProvider.System, TimeSpan.FromSeconds(5)).Send(large, default);

        Assert.Equal(Outcome.Failed, answer.Outcome);
        Assert.Equal(2, script.Said.Count(line => line == "DATA"));
        var sizes = string.Join('\n', script.Lines).Split("\n.\n").Select(mail => mail.Length).ToList();
        Assert.True(sizes[1] < 3000 && sizes[0] > 13_000, string.Join(", ", sizes));
    }

    [Fact]
    public async Task One_receiver_who_is_refused_keeps_the_mail_from_nobody_else()
    {
        using var server = new ScriptedMailServer(new(Refused: "gone@example.com"));
        var channel = new SmtpChannel(new("127.0.0.1", server.Port, false, null, null), "Alerts <alerts@example.com>", TimeProvider.System, TimeSpan.FromSeconds(5));

        Assert.Equal(Outcome.DeadEndpoint, (await channel.Send(Mail with { Address = "gone@example.com" }, default)).Outcome);
        Assert.Equal(Outcome.Accepted, (await channel.Send(Mail, default)).Outcome);
    }

    [Theory]
    [InlineData("buyer@example.com\r\nBcc: all@example.com", "subject")]
    [InlineData("buyer@example.com", "subject\r\nBcc: all@example.com")]
    [InlineData("nobody", "subject")]
    [InlineData("", "subject")]
    public async Task A_header_that_would_hold_more_than_it_should_is_refused(string address, string subject)
    {
        using var nobody = new SilentPort();
        var mail = Mail with { Address = address, Message = new(subject, "text", "") };

        Assert.Equal(Outcome.Failed, (await new SmtpChannel(new("127.0.0.1", nobody.Port, false, null, null), "a@example.com", TimeProvider.System).Send(mail, default)).Outcome);
        Assert.Equal(Outcome.Failed, (await new MailFolder(Path.Combine(Path.GetTempPath(), "nowhere"), "a@example.com").Send(mail, default)).Outcome);
    }

    [Fact]
    public async Task A_mail_server_whose_certificate_does_not_hold_is_told_nothing()
    {
        var script = new Script(OffersTls: true);

        var answer = await Send(script, tls: true, user: "somebody");

        Assert.Equal((Outcome.Retry, true, "the certificate of the mail server does not hold, and mail is not sent in the clear"), (answer.Outcome, answer.HoldsDestination, answer.Detail));
        Assert.DoesNotContain(script.Said, line => line.StartsWith("MAIL", StringComparison.Ordinal) || line.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_line_of_a_mail_fits_and_a_dot_alone_does_not_end_it()
    {
        var script = new Script();
        using var server = new ScriptedMailServer(script);
        var wide = Mail with { Message = new("[high] " + new string('氧', 150), new string('x', 5000) + "\n.\n", "<p>" + new string('y', 5000) + "</p>") };

        await new SmtpChannel(new("127.0.0.1", server.Port, false, null, null), "Alerts <alerts@example.com>", TimeProvider.System, TimeSpan.FromSeconds(5)).Send(wide, default);

        Assert.All(script.Lines, line => Assert.InRange(line.Length, 0, 998));
        foreach (var header in new[] { "Date:", "Message-ID:", "MIME-Version:", "Auto-Submitted: auto-generated" }) Assert.Contains(script.Lines, line => line.StartsWith(header, StringComparison.OrdinalIgnoreCase));
        Assert.Single(script.Said, line => line == "DATA");
    }

    [Fact]
    public async Task Without_STARTTLS_nothing_is_sent_in_the_clear()
    {
        var script = new Script();

        var answer = await Send(script, tls: true);

        Assert.Equal((Outcome.Retry, true), (answer.Outcome, answer.HoldsDestination));
        Assert.DoesNotContain(script.Said, line => line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    // System.Net.Mail goes on without a login that was refused; the server then refuses the sender, or to pass the mail on.
    public static TheoryData<string> NotLetIn => ["a bad login", "no login offered", "a bad login, told late", "no STARTTLS", "a certificate that does not hold"];

    [Theory]
    [MemberData(nameof(NotLetIn))]
    public async Task A_server_that_does_not_let_us_in_is_asked_once_in_five_minutes_whoever_the_mail_is_for(string why)
    {
        var script = why switch
        {
            "a bad login" => new Script(Login: "535 5.7.8 bad login"),
            "no login offered" => new Script(OffersLogin: false, Login: "530 5.7.0"),
            "a bad login, told late" => new Script(Recipient: "554 5.7.1 <buyer@example.com>: Relay access denied"),
            "no STARTTLS" => new Script(),
            _ => new Script(OffersTls: true),
        };
        var (clock, isLogin) = (new FakeClock(Some.Morning), why.Contains("login", StringComparison.Ordinal));
        using var server = new ScriptedMailServer(script);
        var channel = new SmtpChannel(new("127.0.0.1", server.Port, !isLogin, isLogin ? "somebody" : null, "wrong"), "Alerts <alerts@example.com>", clock, TimeSpan.FromSeconds(5));

        var first = await channel.Send(Mail, default);
        clock.Pass(TimeSpan.FromMinutes(2));
        var other = await channel.Send(Mail with { Address = "other@example.com" }, default);

        Assert.Equal((Outcome.Retry, TimeSpan.FromMinutes(5), true, 1), (first.Outcome, first.RetryAfter, first.HoldsDestination, first.NeedsOwnerFrom));
        Assert.Equal(new Answer(Outcome.Retry, $"not tried: {first.Detail}", TimeSpan.FromMinutes(3), HoldsDestination: true), other);
        Assert.Single(script.Said, line => line.StartsWith("EHLO", StringComparison.Ordinal));

        clock.Pass(TimeSpan.FromMinutes(3));
        await channel.Send(Mail, default);

        Assert.Equal(2, script.Said.Count(line => line.StartsWith("EHLO", StringComparison.Ordinal)));
        Assert.DoesNotContain("DATA", script.Said);
    }

    [Fact]
    public async Task Nobody_at_the_port_is_tried_again()
    {
        using var nobody = new SilentPort();

        Assert.Equal(new Answer(Outcome.Retry, "no connection to the mail server"), await new SmtpChannel(new("127.0.0.1", nobody.Port, false, null, null), "a@example.com", TimeProvider.System).Send(Mail, default));
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
}
