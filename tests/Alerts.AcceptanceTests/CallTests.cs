namespace Alerts.AcceptanceTests;

/// <summary>Wrong calls: exit code 2, nothing done, and a sentence that helps.</summary>
public sealed class CallTests
{
    [Theory]
    [InlineData("rnu", "'rnu' is no verb (nearest: run)")]
    [InlineData("run --onec", "unknown option --onec (nearest: --once)")]
    [InlineData("run . elsewhere", "Unrecognized command or argument 'elsewhere'")]
    [InlineData("explain", "Required argument 'ID' missing")]
    [InlineData("check elsewhere", "elsewhere is no workspace: it has no alerts.yaml")]
    [InlineData("run elsewhere --once", "elsewhere is no workspace: it has no alerts.yaml")]
    [InlineData("check . --workspace elsewhere", "which workspace, . or --workspace elsewhere?")]
    [InlineData("run --once --published 24.03.2025", "--published '24.03.2025' is neither a date such as 2025-03-24 nor ISO 8601 with offset")]
    [InlineData("backtest --from yesterday", "--from 'yesterday' is no date")]
    [InlineData("backtest --rule terbium-spkie", "there is no enabled rule 'terbium-spkie' (nearest: terbium-spike)")]
    [InlineData("who nobody", "there is no enabled rule 'nobody'")]
    [InlineData("who terbium-spike --severity hgih", "there is no severity 'hgih' (nearest: high)")]
    [InlineData("explain evt_1", "there is no event 'evt_1'")]
    [InlineData("ingest .", "which files?")]
    [InlineData("ingest . nowhere.csv", "there is no file nowhere.csv")]
    [InlineData("ingest . alerts.yaml --dataset smm-price", "there is no dataset 'smm-price' (nearest: smm-prices)")]
    [InlineData("ingest . alerts.yaml --period Feb", "--period 'Feb' is no month")]
    public void A_wrong_call_is_refused(string call, string sentence)
    {
        using var alerts = AlertsCommand.OnSample();

        var answer = alerts.Run(call.Split(' '));

        Assert.Equal((2, ""), (answer.ExitCode, answer.Output));
        Assert.StartsWith("alerts: ", answer.Error, StringComparison.Ordinal);
        Assert.Contains(sentence, answer.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(alerts.In(".alerts")));
        Assert.False(Directory.Exists(alerts.In("outbox")));
    }

    [Fact]
    public void A_configuration_with_mistakes_is_refused_by_every_verb_that_needs_it()
    {
        using var alerts = AlertsCommand.OnSample();
        alerts.Write("rules/wrong.yaml", "rules:\n  - id: wrong\n    when: smm.terbium-oxid > 1 CNY/kg\n");

        foreach (var call in new string[][] { ["check"], ["run", "--once"], ["ingest", ".", "alerts.yaml"], ["backtest"], ["explain", "evt_1"], ["who", "wrong"], ["deliveries"] })
        {
            var answer = alerts.Run(call);
            Assert.Equal(2, answer.ExitCode);
            Assert.Contains("rules/wrong.yaml:3:11: error: ", call[0] == "check" ? answer.Output : answer.Error, StringComparison.Ordinal);
        }
        Assert.False(Directory.Exists(alerts.In(".alerts")));
    }

    [Fact]
    public void A_run_needs_every_variable_that_the_workspace_names_and_a_check_only_warns()
    {
        using var alerts = AlertsCommand.OnSample();
        alerts.Write("subscribers/more.yaml", "subscribers:\n  - id: more\n    email: [\"${ALERTS_TEST_UNSET}@example.com\"]\n");

        var check = alerts.Run("check");
        var run = alerts.Run("run", "--once");

        Assert.Equal((2, "alerts: the workspace names ${ALERTS_TEST_UNSET}, and it is not set\n"), (run.ExitCode, run.Error));
        Assert.Equal(0, check.ExitCode);
        Assert.Contains("subscribers/more.yaml:3:13: warning: the environment variable ALERTS_TEST_UNSET is not set", check.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(alerts.In(".alerts")));
    }

    [Fact]
    public void The_workspace_may_be_an_argument_an_option_or_the_folder_it_is_started_in()
    {
        using var alerts = AlertsCommand.OnSample();

        Assert.Equal(0, alerts.Run("check").ExitCode);
        Assert.Equal(0, alerts.Run("check", alerts.Folder).ExitCode);
        Assert.Equal(0, alerts.Run("check", "--workspace", alerts.Folder).ExitCode);
        Assert.Equal(0, alerts.Run("--workspace", alerts.Folder, "check").ExitCode);
        Assert.Equal(0, alerts.Run("ingest", "--workspace", ".", "inbox/2025-03-24-smm.csv").ExitCode);
    }

    [Fact]
    public void A_failure_is_one_line_and_its_details_are_there_when_asked_for()
    {
        using var alerts = AlertsCommand.OnSample();
        alerts.Write(".alerts/alerts.db", new string('x', 5000));

        var run = alerts.Run("run", "--once");

        Assert.Equal((3, ""), (run.ExitCode, run.Output));
        Assert.Matches(@"\Aalerts: the store .* is broken or is no SQLite database \(ALERTS_DEBUG=1 shows the details\)\n\z", run.Error);
    }
}
