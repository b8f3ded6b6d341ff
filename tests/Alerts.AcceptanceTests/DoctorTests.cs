using Alerts.Contracts;

namespace Alerts.AcceptanceTests;

/// <summary>`alerts doctor`: what is well, what is not, and what to do; nothing is sent.</summary>
public sealed class DoctorTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static AlertsCommand Desk(string? hook = null, string via = "folder:outbox")
    {
        var alerts = ContinuousRunTests.Prices();
        alerts.Write("alerts.yaml", $"name: Prices\nannounce-from: 2025-01-01\nallow-hosts: [\"127.0.0.1:*\"]\nemail: {{ from: \"Alerts <alerts@example.com>\", via: \"{via}\" }}\n");
        alerts.Write("subscribers.yaml", $"subscribers:\n  - id: erp\n    email: [buyer@example.com]\n{(hook is null ? "" : $"    webhook: {{ url: \"{hook}\", secret: \"{Secret}\" }}\n")}");
        return alerts;
    }

    private static (string? Health, string? Says, string? Do) Of(Answer answer, string check)
    {
        var finding = answer.OfType("finding").First(finding => finding.GetProperty("check").GetString()!.StartsWith(check, StringComparison.Ordinal));
        return (finding.GetProperty("health").GetString(), finding.GetProperty("says").GetString(), finding.TryGetProperty("do", out var what) ? what.GetString() : null);
    }

    [Fact]
    public void A_workspace_that_is_well_is_told_so_line_by_line_and_nobody_is_sent_anything()
    {
        using var server = new RecordingServer((_, stream, cancel) => RecordingServer.Write(stream, 404, "", [("Date", DateTimeOffset.UtcNow.ToString("R"))], cancel));
        using var alerts = Desk(server.Url + "/s3cret-path01");
        alerts.Run("run", alerts.Folder, "--once");
        var sent = server.Requests.Count;

        var doctor = alerts.Run("doctor", "--json");
        var people = alerts.Run("doctor");

        Assert.True(doctor.ExitCode == 0, doctor.Output + doctor.Error);
        Assert.Equal("ok", Of(doctor, "store").Health);
        Assert.Equal("ok", Of(doctor, "queue").Health);
        Assert.Equal("ok", Of(doctor, "email outbox").Health);
        Assert.Equal(("ok", "it can be reached", null), Of(doctor, "webhook 127.0.0.1"));
        Assert.Equal(("ok", "as the receivers'", null), Of(doctor, "clock"));
        Assert.Equal("warn", Of(doctor, "process").Health);
        Assert.Equal("warn", Of(doctor, "dataset").Health);
        Assert.All(server.Requests.Skip(sent), request => Assert.Equal(("HEAD", "/"), (request.Method, request.Path)));
        Assert.StartsWith("ok   configuration: good\n", people.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", people.Output + doctor.Output + people.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(600, "fail")]
    [InlineData(-600, "fail")]
    [InlineData(60, "warn")]
    public void A_clock_that_is_off_is_seen_beside_the_receivers(int seconds, string health)
    {
        using var server = new RecordingServer((_, stream, cancel) => RecordingServer.Write(stream, 200, "", [("Date", DateTimeOffset.UtcNow.AddSeconds(seconds).ToString("R"))], cancel));
        using var alerts = Desk(server.Url);

        Assert.Equal(health, Of(alerts.Run("doctor", "--json"), "clock").Health);
    }

    [Fact]
    public void A_receiver_that_is_not_there_is_a_failure_with_what_to_do()
    {
        using var nobody = new SilentPort();
        using var alerts = Desk($"http://127.0.0.1:{nobody.Port}/hook");

        var doctor = alerts.Run("doctor", "--json");

        Assert.Equal(1, doctor.ExitCode);
        Assert.Equal(("fail", "no connection", "see the name, the network, and the address in the workspace"), Of(doctor, "webhook 127.0.0.1"));
    }

    [Fact]
    public void A_damaged_store_a_variable_that_is_not_set_and_a_stuck_queue_are_failures()
    {
        using var alerts = Desk();
        alerts.Run("run", alerts.Folder, "--once");
        alerts.Write("subscribers.yaml", "subscribers:\n  - id: erp\n    email: [\"${NOBODY_SETS_THIS}\"]\n");
        alerts.Change("INSERT INTO work (kind, key, due_utc) VALUES ('deliver', 'ntf_lost', '2025-01-01T00:00:00.0000000Z')");

        var stuck = alerts.Run("doctor", "--json");
        using (var store = new FileStream(alerts.In(".alerts/alerts.db"), FileMode.Open))
        {
            store.Position = 4096;
            store.Write(new byte[8192]);
        }
        var broken = alerts.Run("doctor", "--json");

        Assert.Equal(("fail", "${NOBODY_SETS_THIS} is not set"), (Of(stuck, "environment").Health, Of(stuck, "environment").Says));
        Assert.Equal("fail", Of(stuck, "queue").Health);
        Assert.Equal("fail", Of(broken, "store").Health);
        Assert.Contains("alerts restore", Of(broken, "store").Do, StringComparison.Ordinal);
        Assert.Equal((1, 1), (stuck.ExitCode, broken.ExitCode));
    }

    [Fact]
    public void A_process_that_runs_is_told_with_its_id()
    {
        using var alerts = Desk();
        using var run = alerts.Running("run", alerts.Folder);
        run.Until(() => File.Exists(alerts.In(".alerts/heartbeat.json")), "it runs");

        var process = Of(alerts.Run("doctor", "--json"), "process");

        Assert.Equal("ok", process.Health);
        Assert.Contains($"pid {run.Id}", process.Says, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("220 ready", false, "smtp", null)]
    [InlineData("554 not you", false, "smtp", "554 not you")]
    [InlineData(null, false, "smtp", "the mail server broke off")]
    [InlineData("220 ready", false, "smtps", "the mail server does not offer STARTTLS, and mail is not sent in the clear")]
    [InlineData("220 ready", true, "smtps", "the certificate of the mail server does not hold")]
    public void A_mail_server_is_greeted_and_sent_nothing(string? greeting, bool offersTls, string scheme, string? trouble)
    {
        var script = new Script(Greeting: greeting, OffersTls: offersTls);
        using var server = new ScriptedMailServer(script);
        using var alerts = Desk(via: $"{scheme}://127.0.0.1:{server.Port}");

        var mail = Of(alerts.Run("doctor", "--json"), "email 127.0.0.1");

        Assert.Equal(trouble is null ? "ok" : "fail", mail.Health);
        if (trouble is not null && greeting is not null) Assert.Equal(trouble, mail.Says);
        Assert.DoesNotContain(script.Said, line => line.StartsWith("MAIL", StringComparison.Ordinal));
    }
}
