using Alerts.Contracts;

namespace Alerts.AcceptanceTests;

/// <summary>Mail to a server that wants STARTTLS, from outside: whose certificate is trusted is the machine's to say.</summary>
public sealed class SecureMailTests
{
    private static AlertsCommand Desk(ScriptedMailServer server)
    {
        var alerts = AlertsCommand.OnSample();
        alerts.Write("alerts.yaml", $"name: Desk\ntime-zone: Asia/Shanghai\nannounce-from: 2025-03-20\nemail: {{ from: \"Alerts <alerts@example.com>\", via: \"smtps://desk:right@localhost:{server.Port}\" }}\n");
        alerts.Write("subscribers.yaml", "subscribers:\n  - id: buyers\n    match: { rule: terbium-spike }\n    email: [buyer@example.com, planner@example.com]\n");
        return alerts;
    }

    [SkippableFact]
    public void A_server_whose_certificate_is_trusted_gets_login_and_mail_under_TLS()
    {
        Skip.If(OperatingSystem.IsWindows(), "whom to trust is told as on Unix");
        var script = new Script(OffersTls: true);
        using var server = new ScriptedMailServer(script);
        using var alerts = Desk(server);
        alerts.Write("mail.pem", LoopbackCertificate.Pem);
        alerts.Variables["SSL_CERT_FILE"] = alerts.In("mail.pem");

        var run = alerts.Run("run", alerts.Folder, "--once", "--json");

        Assert.Equal(["accepted", "accepted"], run.OfType("delivery").Select(delivery => delivery.GetProperty("outcome").GetString()));
        Assert.Equal(["EHLO", "STARTTLS", "EHLO", "AUTH"], script.Said.Select(line => line.Split(' ')[0]).Take(4));
        Assert.Equal("", run.Error);
    }

    [SkippableTheory]
    [InlineData("235 ok", "ok", "it can be reached")]
    [InlineData("535 5.7.8 wrong", "fail", "the mail server does not take our login: 535 5.7.8 wrong")]
    public void The_doctor_tries_the_login_under_TLS_and_begins_no_mail(string login, string health, string says)
    {
        Skip.If(OperatingSystem.IsWindows(), "whom to trust is told as on Unix");
        var script = new Script(OffersTls: true, Login: login);
        using var server = new ScriptedMailServer(script);
        using var alerts = Desk(server);
        alerts.Write("mail.pem", LoopbackCertificate.Pem);
        alerts.Variables["SSL_CERT_FILE"] = alerts.In("mail.pem");

        var finding = alerts.Run("doctor", "--json").OfType("finding").First(finding => finding.GetProperty("check").GetString() == "email localhost");

        Assert.Equal((health, says), (finding.GetProperty("health").GetString(), finding.GetProperty("says").GetString()));
        Assert.DoesNotContain(script.Said, line => line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public void A_server_whose_certificate_nobody_vouches_for_is_asked_once_and_the_owner_is_told()
    {
        var script = new Script(OffersTls: true);
        using var server = new ScriptedMailServer(script);
        using var alerts = Desk(server);

        var run = alerts.Run("run", alerts.Folder, "--once", "--json");

        Assert.Equal(["retry", "retry"], run.OfType("delivery").Select(delivery => delivery.GetProperty("outcome").GetString()));
        Assert.Equal("alerts: email to buyers needs somebody: the certificate of the mail server does not hold, and mail is not sent in the clear\n", run.Error);
        Assert.Equal(["EHLO", "STARTTLS"], script.Said.Select(line => line.Split(' ')[0]));
    }
}
