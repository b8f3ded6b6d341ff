using System.Text.Json;

namespace Alerts.AcceptanceTests;

/// <summary>`alerts run` that keeps going, from outside: files come, signals come, the configuration changes.</summary>
public sealed class ContinuousRunTests
{
    private const string Price = "date,code,average\n";

    [SkippableFact]
    public void A_file_that_comes_while_it_runs_is_told_of()
    {
        using var alerts = Prices();
        using var run = Started(alerts);

        alerts.Write("inbox/2025-03-02.csv", Price + "2025-03-02,P,101\n");

        run.Until(() => Mails(alerts).Count == 1, "the message is sent");
        var heartbeat = Heartbeat(alerts);
        Assert.Equal((run.Id, "heartbeat"), (heartbeat.GetProperty("pid").GetInt32(), heartbeat.GetProperty("type").GetString()));
        run.Until(() => Heartbeat(alerts) is var beat && beat.TryGetProperty("last-file", out var file) && file.GetString() == "2025-03-02.csv" && beat.GetProperty("waiting").GetInt32() == 0, "the heartbeat names the file");
        Assert.Equal("", run.Error);
    }

    [SkippableFact]
    public void A_file_that_is_written_slowly_is_read_once_and_whole()
    {
        using var alerts = Prices();
        using var run = Started(alerts);

        using (var slow = new FileStream(alerts.In("inbox/2025-03-31.csv"), FileMode.Create, FileAccess.Write, FileShare.ReadWrite))
        {
            slow.Write("date,code,average\n"u8);
            for (var day = 2; day <= 8; day++, Thread.Sleep(500))
            {
                slow.Write(System.Text.Encoding.UTF8.GetBytes($"2025-03-0{day},P,{90 + day}\n"));
                slow.Flush();
            }
        }

        run.Until(() => run.Output.Contains("2025-03-31.csv", StringComparison.Ordinal), "the file is read");
        var ended = run.Terminate();
        var read = Assert.Single(ended.OfType("file.read"), file => file.GetProperty("file").GetString() == "2025-03-31.csv");
        Assert.Equal(7, read.GetProperty("accepted").GetInt32());
    }

    [SkippableFact]
    public void A_file_that_is_being_written_holds_back_those_published_after_it()
    {
        using var alerts = Prices();
        using var run = Started(alerts);

        alerts.Write("inbox/2025-03-02.csv", Price);
        alerts.Write("inbox/2025-03-03.csv", Price + "2025-03-03,P,101\n");
        File.SetLastWriteTimeUtc(alerts.In("inbox/2025-03-03.csv"), new DateTime(2025, 3, 3, 0, 0, 0, DateTimeKind.Utc));
        Thread.Sleep(TimeSpan.FromSeconds(1));
        File.AppendAllText(alerts.In("inbox/2025-03-02.csv"), "2025-03-02,P,95\n");

        run.Until(() => Mails(alerts).Count == 1, "the message is sent");
        Assert.Equal(["2025-03-01.csv", "2025-03-02.csv", "2025-03-03.csv"], run.Terminate().OfType("file.read").Select(file => file.GetProperty("file").GetString()));
    }

    [SkippableFact]
    public void A_message_whose_work_was_lost_is_sent_when_it_is_due()
    {
        using var alerts = Prices();
        alerts.Write("inbox/2025-03-02.csv", Price + "2025-03-02,P,101\n");
        alerts.Write("outbox", "in the way");
        alerts.Run("run", alerts.Folder, "--once");
        File.Delete(alerts.In("outbox"));
        alerts.Change("DELETE FROM work; UPDATE notifications SET due_utc = strftime('%Y-%m-%dT%H:%M:%S', 'now', '+3 seconds') || '.0000000Z'");

        using var run = Started(alerts);

        Assert.Empty(Mails(alerts));
        run.Until(() => Mails(alerts).Count == 1, "the message is sent");
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_signal_ends_it_well_and_the_next_start_goes_on(bool terminates)
    {
        using var alerts = AlertsCommand.OnSample();
        using var undisturbed = AlertsCommand.OnSample();
        var expected = undisturbed.Run("run", undisturbed.Folder, "--once", "--json").OfType("alert.").Select(Id);

        using var run = Started(alerts, waits: false);
        run.Until(() => run.Output.Contains("file.read", StringComparison.Ordinal), "a file is read");
        var ended = terminates ? run.Terminate() : run.Interrupt();
        var rest = alerts.Run("run", alerts.Folder, "--once", "--json");

        Assert.True(ended.ExitCode == 0, ended.Error);
        Assert.Single(ended.OfType("summary"));
        Assert.Equal(expected, ended.OfType("alert.").Concat(rest.OfType("alert.")).Select(Id));
        Assert.Equal(Mails(undisturbed), Mails(alerts));
    }

    [SkippableFact]
    public void A_second_process_is_refused_at_once_and_readers_are_not()
    {
        using var alerts = Prices();
        using var run = Started(alerts);

        foreach (var call in new[] { new[] { "run", alerts.Folder }, ["run", alerts.Folder, "--once"], ["ingest", alerts.Folder, alerts.In("inbox/2025-03-01.csv")] })
        {
            var refused = alerts.Run(call);
            Assert.Equal(3, refused.ExitCode);
            Assert.Matches($@"^alerts: another process \(pid {run.Id}, since \d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d\) runs on this workspace \(ALERTS_DEBUG=1 shows the details\)\n$", refused.Error);
        }
        foreach (var call in new[] { new[] { "check", alerts.Folder }, ["backtest", alerts.Folder], ["who", "dear", "--workspace", alerts.Folder], ["deliveries", "--workspace", alerts.Folder] })
            Assert.Equal((0, ""), alerts.Run(call) is var answer ? (answer.ExitCode, answer.Error) : default);
        Assert.False(run.HasEnded);
    }

    [SkippableFact]
    public void A_good_change_takes_over_and_a_wrong_one_is_told_once()
    {
        using var alerts = Prices();
        using var run = Started(alerts);

        alerts.Write("rules/rules.yaml", "rules:\n  - id: dear\n    title: P is dear\n    severity: high\n    when: p > 100 EUR\n  - id: dear\n    title: P\n    severty: high\n    when: p > 100 CNY/kg\n");
        run.Until(() => run.Error.Contains("the last good one stays in use", StringComparison.Ordinal), "the mistakes are told");
        alerts.Write("inbox/2025-03-02.csv", Price + "2025-03-02,P,101\n");
        run.Until(() => Mails(alerts).Count == 1, "the last good rule tells");
        Assert.Equal(1, Times("severty", run.Error.Split('\n').Where(line => line.StartsWith("rules/", StringComparison.Ordinal))));

        alerts.Write("rules/rules.yaml", "rules:\n  - id: dear\n    title: P is dear\n    severity: high\n    when: p > 100 CNY/kg\n  - id: cheap\n    title: P is cheap\n    severity: high\n    when: p < 200 CNY/kg\n");
        run.Until(() => Mails(alerts).Count == 2, "the new rule says where it stands");
        run.Until(() => run.Error.Contains("the changed configuration is in use", StringComparison.Ordinal), "it says which configuration is in use");

        Assert.Equal(1, Times("the changed configuration is in use", run.Error.Split('\n')));
        Assert.Equal(1, Times("the last good one stays in use", run.Error.Split('\n')));
    }

    [SkippableFact]
    public void A_file_that_no_dataset_reads_is_read_once_one_does()
    {
        using var alerts = Prices();
        using var run = Started(alerts);
        alerts.Write("inbox/2025-03-02.txt", Price + "2025-03-02,P,101\n");
        run.Until(() => run.Output.Contains("unmatched", StringComparison.Ordinal), "no dataset reads it");

        alerts.Write("datasets/prices.yaml", Dataset("*"));

        run.Until(() => Mails(alerts).Count == 1, "it is told of");
    }

    [SkippableFact]
    public void Where_the_raw_files_cannot_be_kept_it_says_so_once_and_goes_on_when_they_can()
    {
        using var alerts = Prices();
        using var run = Started(alerts);
        Directory.Move(alerts.In(".alerts/raw"), alerts.In("raw-elsewhere"));
        alerts.Write(".alerts/raw", "in the way");

        alerts.Write("inbox/2025-03-02.csv", Price + "2025-03-02,P,101\n");
        run.Until(() => run.Error.Contains("could not be kept", StringComparison.Ordinal), "it says what is wrong");
        Thread.Sleep(TimeSpan.FromSeconds(2));
        File.Delete(alerts.In(".alerts/raw"));

        run.Until(() => Mails(alerts).Count == 1, "it goes on");
        run.Until(() => run.Error.Contains("it works again", StringComparison.Ordinal), "it says so");
        Assert.Equal(2, run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    internal static RunningCommand Started(AlertsCommand alerts, bool waits = true)
    {
        Skip.If(OperatingSystem.IsWindows(), "signals are those of Unix");
        var run = alerts.Running("run", alerts.Folder, "--json");
        if (waits) run.Until(() => run.Output.Contains("2025-03-01.csv", StringComparison.Ordinal) && File.Exists(alerts.In(".alerts/heartbeat.json")), "the first file is read");
        return run;
    }

    /// <summary>One price, and a rule that fires above 100; the first file is there.</summary>
    internal static AlertsCommand Prices()
    {
        var alerts = new AlertsCommand();
        alerts.Write("alerts.yaml", "name: Prices\ntime-zone: Asia/Shanghai\nannounce-from: 2025-01-01\nemail: { from: \"Alerts <alerts@example.com>\", via: \"folder:outbox\" }\n");
        alerts.Write("datasets/prices.yaml", Dataset("*.csv"));
        alerts.Write("rules/rules.yaml", "rules:\n  - id: dear\n    title: P is dear\n    severity: high\n    when: p > 100 CNY/kg\n");
        alerts.Write("subscribers.yaml", "subscribers:\n  - id: buyer\n    email: [buyer@example.com]\n");
        alerts.Write("inbox/2025-03-01.csv", Price + "2025-03-01,P,90\n");
        return alerts;
    }

    internal static List<string> Mails(AlertsCommand alerts) => Directory.Exists(alerts.In("outbox"))
        ? [.. Directory.GetFiles(alerts.In("outbox"), "*.eml").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)]
        : [];

    internal static string Id(JsonElement alert) => alert.GetProperty("id").GetString()!;

    private static string Dataset(string files) =>
        $"datasets:\n  - id: prices\n    publisher: Nobody\n    format: csv\n    files: \"{files}\"\n    columns: {{ period: date, series: code, value: average }}\n    frequency: daily\n    series:\n      P: {{ id: p, title: P, unit: CNY/kg, basis: ex works }}\n";

    private static JsonElement Heartbeat(AlertsCommand alerts) => JsonDocument.Parse(File.ReadAllText(alerts.In(".alerts/heartbeat.json"))).RootElement;

    private static int Times(string text, IEnumerable<string> lines) => lines.Count(line => line.Contains(text, StringComparison.Ordinal));
}
