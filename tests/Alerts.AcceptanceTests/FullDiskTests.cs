namespace Alerts.AcceptanceTests;

/// <summary>A disk that is full, or that may not be written: a clear word, nothing broken, and on it goes when there is room.</summary>
public sealed class FullDiskTests
{
    private const string Rows = "date,code,average\n2025-03-02,P,101\n";

    [SkippableFact]
    public void On_a_full_disk_it_says_so_once_and_goes_on_when_there_is_room()
    {
        using var alerts = ContinuousRunTests.Prices();
        using var disk = SmallDisk.At(alerts.In(".alerts"));
        using var run = ContinuousRunTests.Started(alerts);
        disk.Fill();

        alerts.Write("inbox/2025-03-02.csv", Rows);
        run.Until(() => run.Error.Contains("trying again until it works", StringComparison.Ordinal), "it says what is wrong");
        Thread.Sleep(TimeSpan.FromSeconds(4));
        Assert.Empty(ContinuousRunTests.Mails(alerts));
        disk.MakeRoom();

        run.Until(() => ContinuousRunTests.Mails(alerts).Count == 1, "it goes on");
        run.Until(() => run.Error.Contains("it works again", StringComparison.Ordinal), "it says so");
        var said = run.Terminate().Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(said.Distinct(StringComparer.Ordinal), said);
        IsWholeAndHasToldOnce(alerts);
    }

    [SkippableFact]
    public void A_single_run_on_a_full_disk_fails_in_a_clear_word_and_the_next_one_tells()
    {
        using var alerts = ContinuousRunTests.Prices();
        using var disk = SmallDisk.At(alerts.In(".alerts"));
        Assert.Equal(0, alerts.Run("run", alerts.Folder, "--once").ExitCode);
        alerts.Write("inbox/2025-03-02.csv", Rows);
        disk.Fill();

        var failed = alerts.Run("run", alerts.Folder, "--once", "--json");

        Assert.Equal(3, failed.ExitCode);
        Assert.Contains("disk is full", failed.Error, StringComparison.Ordinal);
        Assert.Empty(failed.OfType("alert."));
        Assert.Equal(0, alerts.Run("deliveries", "--workspace", alerts.Folder).ExitCode);
        disk.MakeRoom();
        Assert.Equal(0, alerts.Run("run", alerts.Folder, "--once").ExitCode);
        IsWholeAndHasToldOnce(alerts);
    }

    [SkippableFact]
    public void A_mail_folder_on_a_full_disk_gets_its_mail_when_there_is_room()
    {
        using var alerts = ContinuousRunTests.Prices();
        alerts.Write("inbox/2025-03-02.csv", Rows);
        using var disk = SmallDisk.At(alerts.In("outbox"));
        disk.Fill();

        var full = alerts.Run("run", alerts.Folder, "--once", "--json");
        disk.MakeRoom();
        alerts.Change("UPDATE notifications SET due_utc = '2025-01-01T00:00:00.0000000Z'; UPDATE work SET due_utc = '2025-01-01T00:00:00.0000000Z'");
        Assert.Equal(0, alerts.Run("run", alerts.Folder, "--once").ExitCode);

        Assert.Equal("retry", Assert.Single(full.OfType("delivery")).GetProperty("outcome").GetString());
        Assert.Equal([.. ContinuousRunTests.Mails(alerts)], Directory.GetFileSystemEntries(alerts.In("outbox")).Select(path => Path.GetFileName(path)));
        IsWholeAndHasToldOnce(alerts);
    }

    [SkippableFact]
    public void A_store_that_may_not_be_written_is_read_and_running_says_what_is_wrong()
    {
        using var alerts = ContinuousRunTests.Prices();
        alerts.Write("inbox/2025-03-02.csv", Rows);
        using var disk = SmallDisk.At(alerts.In(".alerts"));
        var told = Assert.Single(alerts.Run("run", alerts.Folder, "--once", "--json").OfType("alert."));
        disk.MakeReadOnly();

        foreach (var call in new[] { new[] { "run", alerts.Folder }, ["run", alerts.Folder, "--once"] })
        {
            var refused = alerts.Run(call);
            Assert.Equal(3, refused.ExitCode);
            Assert.Matches(@"^alerts: .* could not be written: .*[Rr]ead-only file system.*\n$", refused.Error);
        }
        foreach (var call in new[] { new[] { "backtest", alerts.Folder }, ["explain", ContinuousRunTests.Id(told), "--workspace", alerts.Folder], ["deliveries", "--workspace", alerts.Folder] })
            Assert.Equal((0, ""), alerts.Run(call) is var answer ? (answer.ExitCode, answer.Error) : default);
        disk.MakeWritable();
        IsWholeAndHasToldOnce(alerts);
    }

    [SkippableFact]
    public void A_store_that_a_killed_run_left_is_read_where_it_may_not_be_written()
    {
        using var alerts = ContinuousRunTests.Prices();
        alerts.Write("inbox/2025-03-02.csv", Rows);
        using var disk = SmallDisk.At(alerts.In(".alerts"));
        using (var run = ContinuousRunTests.Started(alerts))
        {
            run.Until(() => ContinuousRunTests.Mails(alerts).Count == 1, "it is told");
            run.Kill();
        }
        disk.MakeReadOnly();

        var ledger = alerts.Run("deliveries", "--json", "--workspace", alerts.Folder);

        Assert.Equal((0, ""), (ledger.ExitCode, ledger.Error));
        Assert.Single(ledger.Documents);
        disk.MakeWritable();
        IsWholeAndHasToldOnce(alerts);
    }

    private static void IsWholeAndHasToldOnce(AlertsCommand alerts)
    {
        Assert.Equal(["ok"], alerts.Ask("PRAGMA integrity_check"));
        Assert.Empty(alerts.Run("run", alerts.Folder, "--once", "--json").OfType("alert."));
        Assert.Single(ContinuousRunTests.Mails(alerts));
        Assert.Equal(["accepted"], alerts.Ask("SELECT status FROM notifications"));
    }
}
