using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Alerts.AcceptanceTests;

/// <summary>The program as it runs: cut off, doubled, stopped, and fed while it works.</summary>
public sealed partial class RunningTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static string[] Messages(AlertsCommand alerts) =>
        Directory.Exists(alerts.In("outbox")) ? [.. Directory.GetFiles(alerts.In("outbox"), "*.eml").Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)] : [];

    private static string[] Ledger(AlertsCommand alerts) =>
        [.. alerts.Run("deliveries", "--json").Documents.Select(line => $"{line.GetProperty("notification").GetString()} {line.GetProperty("status").GetString()}").Order(StringComparer.Ordinal)];

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(21)]
    [InlineData(40)]
    public void A_run_that_is_killed_is_finished_by_the_next_one(int afterLines)
    {
        using var whole = AlertsCommand.OnSample();
        whole.Run("run", "--once");
        using var alerts = AlertsCommand.OnSample();
        using (var run = alerts.Start("run", "--once", "--json"))
        {
            for (var line = 0; line < afterLines; line++) run.StandardOutput.ReadLine();
            run.Kill();
            run.WaitForExit();
        }

        Assert.Equal(0, alerts.Run("run", "--once").ExitCode);

        Assert.Equal(Messages(whole), Messages(alerts));
        Assert.Equal(Ledger(whole), Ledger(alerts));
        Assert.All(Directory.GetFiles(alerts.In("outbox")), file => Assert.EndsWith(".eml", file, StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task A_program_that_keeps_going_takes_what_comes_and_ends_when_it_is_asked_to()
    {
        Skip.If(OperatingSystem.IsWindows(), "needs signals");
        using var alerts = AlertsCommand.OnSample();
        var late = Path.Combine(alerts.In("inbox"), "2025-07-20-gacc.csv");
        File.Move(late, alerts.In("late"));
        using var run = alerts.Start("run", "--json");
        await Until(run, line => line.Contains("myanmar-rebound", StringComparison.Ordinal) && line.Contains("2025-05", StringComparison.Ordinal));

        File.Move(alerts.In("late"), late);
        await Until(run, line => line.Contains("alert.retracted", StringComparison.Ordinal));
        alerts.Write("rules/more.yaml", "rules:\n  - id: terbium-level\n    when: smm.terbium-oxide > 6000 CNY/kg\n");
        await Until(run, line => line.Contains("terbium-level", StringComparison.Ordinal));
        Send(run, SignalToEnd);

        var summary = await Until(run, line => line.Contains("\"summary\"", StringComparison.Ordinal));
        await run.WaitForExitAsync();
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(7, JsonDocument.Parse(summary).RootElement.GetProperty("files").GetInt32());
    }

    [SkippableFact]
    public async Task A_changed_configuration_with_mistakes_is_told_and_left_aside()
    {
        Skip.If(OperatingSystem.IsWindows(), "needs signals");
        using var alerts = AlertsCommand.OnSample();
        using var run = alerts.Start("run");
        await Until(run, line => line.StartsWith("2025-07-20-gacc.csv", StringComparison.Ordinal));

        alerts.Write("rules/more.yaml", "rules:\n  - id: wrong\n    when: smm.terbium-oxid > 6000 CNY/kg\n");
        var complaint = "";
        using var patience = new CancellationTokenSource(Patience);
        while (!complaint.Contains("the last good one stays in use", StringComparison.Ordinal)) complaint += await run.StandardError.ReadLineAsync(patience.Token) + "\n";
        Send(run, SignalToEnd);
        await run.WaitForExitAsync();

        Assert.Contains("rules/more.yaml:3:11: error: ", complaint, StringComparison.Ordinal);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public void Messages_that_cannot_be_written_wait_for_a_later_run()
    {
        using var alerts = AlertsCommand.OnSample();
        alerts.Write("outbox", "a file where the folder should be\n");

        var run = alerts.Run("run", "--once");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("33 messages will be tried again by a later run", run.Output, StringComparison.Ordinal);
        var waiting = alerts.Run("deliveries", "--json").Documents;
        Assert.All(waiting, line => Assert.Equal(("waiting", "retry", 1), (line.GetProperty("status").GetString(), line.GetProperty("outcome").GetString(), line.GetProperty("attempt").GetInt32())));
        Assert.Equal("No message was given up.\n", alerts.Run("deliveries", "--dead").Output);
    }

    [Fact]
    public void A_new_rule_says_where_it_stands_and_a_changed_one_what_is_different()
    {
        using var alerts = AlertsCommand.OnSample();
        alerts.Run("run", "--once");
        alerts.Write("rules/more.yaml", "rules:\n  - id: terbium-level\n    when: smm.terbium-oxide > 6000 CNY/kg\n");
        Assert.Equal(["alert.firing terbium-level"], Told());

        alerts.Write("rules/more.yaml", "rules:\n  - id: terbium-level\n    when: smm.terbium-oxide > 9000 CNY/kg\n");
        Assert.Equal(["alert.resolved terbium-level"], Told());
        Assert.Empty(Told());

        string[] Told() => [.. alerts.Run("run", "--once", "--json").OfType("alert.").Select(told => $"{told.GetProperty("type").GetString()} {told.GetProperty("rule").GetString()}")];
    }

    [Fact]
    public void A_file_that_is_published_at_a_given_instant_counts_from_then()
    {
        using var alerts = AlertsCommand.OnSample();

        var run = alerts.Run("run", "--once", "--published", "2025-03-24T09:30:00Z", "--json");

        Assert.All(run.OfType("file.read"), file => Assert.Equal("2025-03-24T17:30:00+08:00", file.GetProperty("published").GetString()));
    }

    [Fact]
    public void A_file_without_months_of_its_own_is_read_for_those_that_are_given()
    {
        using var alerts = AlertsCommand.OnSample();
        File.Copy(AlertsCommand.Data("golden/gacc_2025-01_2025-02_combined.csv"), alerts.In("2025-03-20-gacc.csv"));
        Assert.Equal(1, alerts.Run("ingest", ".", "2025-03-20-gacc.csv").ExitCode);

        var ingest = alerts.Run("ingest", ".", "2025-03-20-gacc.csv", "--period", "2025-01..2025-02");

        Assert.Equal(0, ingest.ExitCode);
        Assert.Contains("cn.imports.mm.re-oxides-and-compounds: 2025-01..2025-02, 1 new", ingest.Output, StringComparison.Ordinal);
    }

    private static async Task<string> Until(Process run, Predicate<string> isIt)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await run.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            if (isIt(line)) return line;
        throw new InvalidOperationException($"the program ended before: {await run.StandardError.ReadToEndAsync(patience.Token)}");
    }

    private const int SignalToEnd = 15;

    private static void Send(Process run, int signal) => Assert.Equal(0, SendSignal(run.Id, signal));

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}
