using System.Globalization;
using System.Text.Json;

namespace Alerts.AcceptanceTests;

/// <summary>`alerts run` that is killed again and again: what comes of it in the end is what an undisturbed run comes to.</summary>
public sealed class KilledTests
{
    private const int Files = 60;
    private const int Usual = 10;

    [SkippableFact]
    public void Whenever_it_is_killed_nothing_is_lost_and_nothing_is_told_twice()
    {
        Skip.If(OperatingSystem.IsWindows(), "signals are those of Unix");
        var kills = int.TryParse(Environment.GetEnvironmentVariable("ALERTS_TEST_CASES"), NumberStyles.None, CultureInfo.InvariantCulture, out var cases) ? cases : Usual;
        var random = new Random(20250324);
        using var undisturbed = Busy();
        var expected = undisturbed.Run("run", undisturbed.Folder, "--once", "--json");
        Assert.True(expected.ExitCode == 0, expected.Error);
        var files = Stack(undisturbed.In("inbox"));

        using var alerts = Busy();
        var held = alerts.In("held");
        Directory.Move(alerts.In("inbox"), held);
        Directory.CreateDirectory(alerts.In("inbox"));
        for (var kill = 0; kill < kills; kill++)
        {
            // Files keep coming, so that there is something to do at each kill.
            foreach (var _ in Enumerable.Range(0, (Files / kills) + 1).Where(_ => files.Count > 0)) Bring(alerts, held, files.Pop());
            using var run = alerts.Running("run", alerts.Folder, "--json");
            run.Until(() => Holds(alerts, run), "it has started");
            Thread.Sleep(random.Next(0, 1000));
            run.Kill();
        }
        while (files.Count > 0) Bring(alerts, held, files.Pop());
        using (var last = alerts.Running("run", alerts.Folder, "--json"))
        {
            last.Until(() => Holds(alerts, last) && IsAtRest(alerts), "all is done");
            Assert.Equal(0, last.Terminate().ExitCode);
        }

        Assert.Equal(Events(undisturbed), Events(alerts));
        Assert.Equal(Ledger(undisturbed), Ledger(alerts));
        Assert.All(Ledger(alerts), entry => Assert.EndsWith(" accepted", entry, StringComparison.Ordinal));
        Assert.Equal(Ledger(alerts).Select(entry => entry.Split(' ')[0] + ".eml"), ContinuousRunTests.Mails(alerts));
        Assert.Equal(ContinuousRunTests.Mails(undisturbed), ContinuousRunTests.Mails(alerts));
        Assert.Empty(alerts.Run("run", alerts.Folder, "--once", "--json").OfType("alert."));
    }

    // A price that swings about the threshold; every fourth file revises the day before.
    private static AlertsCommand Busy()
    {
        var alerts = ContinuousRunTests.Prices();
        alerts.Write("rules/rules.yaml", "rules:\n  - id: dear\n    title: P is dear\n    severity: high\n    when: p > 100 CNY/kg\n  - id: jump\n    title: P jumps\n    severity: warning\n    when: change(p, 1 days) > 5%\n    again-every: period\n");
        alerts.Write("subscribers.yaml", "subscribers:\n  - id: buyer\n    email: [buyer@example.com, second@example.com]\n  - id: desk\n    min-severity: high\n    email: [desk@example.com]\n");
        var first = new DateOnly(2025, 3, 2);
        for (var file = 0; file < Files; file++)
        {
            var day = first.AddDays(file);
            alerts.Write($"inbox/{day:yyyy-MM-dd}.csv", string.Create(CultureInfo.InvariantCulture, $"date,code,average\n{day.AddDays(-1):yyyy-MM-dd},P,{Value(file - 1) + (file % 4 == 0 ? 3 : 0)}\n{day:yyyy-MM-dd},P,{Value(file)}\n"));
        }
        foreach (var file in Directory.GetFiles(alerts.In("inbox"))) File.SetLastWriteTimeUtc(file, new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        return alerts;
    }

    private static int Value(int file) => file < 0 ? 90 : 92 + (file * 7 % 17);

    private static Stack<string> Stack(string folder) => new(Directory.GetFiles(folder).Select(file => Path.GetFileName(file)).OrderDescending(StringComparer.Ordinal));

    private static void Bring(AlertsCommand alerts, string from, string file) => File.Move(Path.Combine(from, file), Path.Combine(alerts.In("inbox"), file));

    private static bool Holds(AlertsCommand alerts, RunningCommand run) =>
        File.Exists(alerts.In(".alerts/lock.holder")) && File.ReadAllText(alerts.In(".alerts/lock.holder")).StartsWith($"pid {run.Id},", StringComparison.Ordinal);

    private static bool IsAtRest(AlertsCommand alerts)
    {
        if (!File.Exists(alerts.In(".alerts/heartbeat.json"))) return false;
        var beat = JsonDocument.Parse(File.ReadAllText(alerts.In(".alerts/heartbeat.json"))).RootElement;
        return beat.GetProperty("waiting").GetInt32() == 0 && alerts.Ask("SELECT (SELECT count(*) FROM files) || ' ' || (SELECT count(*) FROM work)") is [var state] && state == $"{Files + 1} 0";
    }

    private static List<string> Events(AlertsCommand alerts) => alerts.Ask("SELECT type || ' ' || period || ' ' || id FROM events ORDER BY rule, number");

    private static List<string> Ledger(AlertsCommand alerts) => alerts.Ask("SELECT id || ' ' || status FROM notifications ORDER BY id");
}
