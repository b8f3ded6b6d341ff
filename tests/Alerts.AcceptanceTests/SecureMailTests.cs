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
