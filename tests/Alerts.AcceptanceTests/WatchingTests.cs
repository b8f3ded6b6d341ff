namespace Alerts.AcceptanceTests;

/// <summary>What `alerts run` makes of the files that people, editors and copying programs leave about.</summary>
public sealed class WatchingTests
{
    private const string Price = "date,code,average\n";

    [SkippableFact]
    public void A_file_that_is_renamed_into_place_is_read_once_under_its_name()
    {
        using var alerts = ContinuousRunTests.Prices();
        using var run = ContinuousRunTests.Started(alerts);

        alerts.Write("inbox/.2025-03-02.csv.part", Price + "2025-03-02,P,101\n");
        File.Move(alerts.In("inbox/.2025-03-02.csv.part"), alerts.In("inbox/2025-03-02.csv"));

        run.Until(() => ContinuousRunTests.Mails(alerts).Count == 1, "the message is sent");
        Assert.Equal(["2025-03-01.csv", "2025-03-02.csv"], run.Terminate().OfType("file.read").Select(file => file.GetProperty("file").GetString()));
    }

    [SkippableFact]
    public void A_file_that_is_replaced_is_read_again_as_a_revision()
    {
        using var alerts = ContinuousRunTests.Prices();
        using var run = ContinuousRunTests.Started(alerts);

        alerts.Write("next.csv", Price + "2025-03-01,P,102\n");
        File.Move(alerts.In("next.csv"), alerts.In("inbox/2025-03-01.csv"), overwrite: true);

        run.Until(() => ContinuousRunTests.Mails(alerts).Count == 1, "the message is sent");
        Assert.Equal(["2025-03-01.csv", "2025-03-01.csv"], run.Terminate().OfType("file.read").Select(file => file.GetProperty("file").GetString()));
    }

    [SkippableFact]
    public void Hidden_files_and_backups_of_an_editor_are_no_configuration()
    {
        using var alerts = ContinuousRunTests.Prices();
        using var run = ContinuousRunTests.Started(alerts);

        alerts.Write("rules/.rules.yaml", "half: written");
        alerts.Write("rules/rules.yaml~", "half: written");
        alerts.Write("rules/.rules.yaml.swp", "half: written");
        File.CreateSymbolicLink(alerts.In("rules/.#rules.yaml"), "somebody@a-machine.4711");
        alerts.Write("rules/more.yaml", "rules:\n  - id: cheap\n    title: P is cheap\n    severity: high\n    when: p < 200 CNY/kg\n");

        run.Until(() => ContinuousRunTests.Mails(alerts).Count == 1, "the rule of the good file says where it stands");
        run.Until(() => run.Error.Length > 0, "it says that the configuration is in use");
        Assert.Equal("alerts: the changed configuration is in use\n", run.Error);
        Assert.Equal(0, alerts.Run("check", alerts.Folder).ExitCode);
    }

    [SkippableFact]
    public void A_file_of_rules_that_is_deleted_tells_nothing_more()
    {
        using var alerts = ContinuousRunTests.Prices();
        using var run = ContinuousRunTests.Started(alerts);

        File.Delete(alerts.In("rules/rules.yaml"));
        run.Until(() => run.Error.Contains("the changed configuration is in use", StringComparison.Ordinal), "it is taken over");
        alerts.Write("inbox/2025-03-02.csv", Price + "2025-03-02,P,101\n");
        run.Until(() => run.Output.Contains("2025-03-02.csv", StringComparison.Ordinal), "the file is read");

        Assert.Empty(run.Terminate().OfType("alert."));
    }
}
