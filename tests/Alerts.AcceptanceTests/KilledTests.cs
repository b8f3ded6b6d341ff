using System.Globalization;
using Alerts.Contracts;
using Xunit.Abstractions;

namespace Alerts.AcceptanceTests;

/// <summary>`alerts run` that is ended again and again under load: what comes of it in the end is what an undisturbed run comes to.</summary>
public sealed class KilledTests(ITestOutputHelper log)
{
    private const int LatestMoment = 500;
    private const int SlowestAnswer = 20;
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("ALERTS_TEST_CASES") is not null;

    [SkippableFact]
    public void Whenever_it_is_killed_nothing_is_lost_and_only_the_request_at_hand_comes_twice_under_its_id()
    {
        var (moments, requests) = Disturbed(IsLong ? 100 : 10, run => run.Kill());

        Assert.InRange(requests.Count - requests.Select(Id).Distinct().Count(), 0, moments);
        Assert.All(requests.GroupBy(Id), repeats => Assert.Single(repeats.Select(request => Convert.ToHexString(request.Body)).Distinct()));
    }

    [SkippableFact]
    public void Whenever_it_is_asked_to_end_nothing_is_lost_and_nothing_comes_twice()
    {
        var (_, requests) = Disturbed(IsLong ? 50 : 5, run =>
        {
            var ended = run.Terminate();
            Assert.True(ended.ExitCode == 0, ended.Error);
        });

        Assert.Equal(requests.Select(Id).Distinct(), requests.Select(Id));
    }

    // The same receiver for both: ids of notifications name where they go.
    private (int Moments, IReadOnlyList<Recorded> Requests) Disturbed(int moments, Action<RunningCommand> end)
    {
        Skip.If(OperatingSystem.IsWindows(), "signals are those of Unix");
        var random = new Random(20250324);
        using var receiver = new RecordingServer(async (request, stream, cancel) =>
        {
            await Task.Delay(request.Body.Length % SlowestAnswer, cancel);
            await RecordingServer.Write(stream, 200, "", [], cancel);
        });
        var files = IsLong ? 150 : 30;
        using var undisturbed = Busy(files, receiver.Url);
        var expected = undisturbed.Run("run", undisturbed.Folder, "--once", "--json");
        Assert.True(expected.ExitCode == 0, expected.Error);
        var told = receiver.Requests.Select(Id).Order(StringComparer.Ordinal).ToList();
        receiver.Requests.Clear();

        using var alerts = Busy(files, receiver.Url);
        var underWay = EndAtRandom(alerts, moments, random, end);

        var requests = receiver.Requests.ToList();
        log.WriteLine($"{moments} moments, {underWay} of them with work under way; {expected.OfType("alert.").Count} events, {told.Count} webhooks, {requests.Count - requests.Select(Id).Distinct().Count()} of them twice");
        Assert.NotInRange(underWay, 0, moments / 4);
        Assert.True(told.Count > 5 * files, $"{told.Count} webhooks are no load");
        Assert.Equal(told, requests.Select(Id).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(Events(undisturbed), Events(alerts));
        Assert.Equal(Ledger(undisturbed), Ledger(alerts));
        Assert.Equal(ContinuousRunTests.Mails(undisturbed), ContinuousRunTests.Mails(alerts));
        Assert.Equal(["ok"], alerts.Ask("PRAGMA integrity_check"));
        Assert.Empty(alerts.Run("run", alerts.Folder, "--once", "--json").OfType("alert."));
        return (moments, requests);
    }

    private static int EndAtRandom(AlertsCommand alerts, int moments, Random random, Action<RunningCommand> end)
    {
        var held = alerts.In("held");
        Directory.Move(alerts.In("inbox"), held);
        Directory.CreateDirectory(alerts.In("inbox"));
        var files = new Stack<string>(Directory.GetFiles(held).Select(file => Path.GetFileName(file)).OrderDescending(StringComparer.Ordinal));
        var (all, underWay) = (files.Count, 0);
        for (var moment = 0; moment < moments; moment++)
        {
            // Files keep coming, so that there is something to do at each moment.
            for (var upTo = all - (all * (moment + 1) / moments); files.Count > upTo;) Bring(alerts, held, files.Pop());
            using var run = alerts.Running("run", alerts.Folder, "--json");
            run.Until(() => Holds(alerts, run), "it has started");
            Thread.Sleep(random.Next(0, LatestMoment));
            end(run);
            underWay += IsDone(alerts) ? 0 : 1;
        }
        using var last = alerts.Running("run", alerts.Folder, "--json");
        last.Until(() => Holds(alerts, last) && IsDone(alerts), "all is done");
        Assert.Equal(0, last.Terminate().ExitCode);
        return underWay;
    }

    // Four prices that swing about the threshold; every fourth file revises the day before.
    private static AlertsCommand Busy(int files, string url)
    {
        var alerts = new AlertsCommand();
        string[] codes = ["a", "b", "c", "d"];
        alerts.Write("alerts.yaml", "name: Prices\ntime-zone: Asia/Shanghai\nannounce-from: 2025-01-01\nemail: { from: \"Alerts <alerts@example.com>\", via: \"folder:outbox\" }\nallow-hosts: [\"127.0.0.1:*\"]\n");
        alerts.Write("datasets/prices.yaml", $"datasets:\n  - id: prices\n    publisher: Nobody\n    format: csv\n    files: \"*.csv\"\n    columns: {{ period: date, series: code, value: average }}\n    frequency: daily\n    series:\n{string.Concat(codes.Select(code => $"      {code}: {{ id: p.{code}, title: {code}, unit: CNY/kg, basis: ex works }}\n"))}");
        alerts.Write("rules/rules.yaml", "rules:\n  - id: dear\n    title: P is dear\n    severity: high\n    when: p.* > 100 CNY/kg\n  - id: jump\n    title: P jumps\n    severity: warning\n    when: change(p.*, 1 days) > 5%\n    again-every: period\n");
        alerts.Write("subscribers.yaml", $"subscribers:\n  - id: erp\n    webhook: {{ url: \"{url}\", secret: \"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\" }}\n  - id: desk\n    min-severity: high\n    email: [desk@example.com]\n");
        for (var file = 0; file < files; file++)
        {
            var day = new DateOnly(2025, 3, 1).AddDays(file);
            var rows = codes.SelectMany((code, number) => new[] { (day.AddDays(-1), code, Value(file - 1, number) + (file % 4 == 0 ? 3 : 0)), (day, code, Value(file, number)) });
            alerts.Write($"inbox/{day:yyyy-MM-dd}.csv", $"date,code,average\n{string.Concat(rows.Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Item1:yyyy-MM-dd},{row.code},{row.Item3}\n")))}");
            File.SetLastWriteTimeUtc(alerts.In($"inbox/{day:yyyy-MM-dd}.csv"), new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        }
        return alerts;
    }

    private static int Value(int file, int number) => file < 0 ? 90 : 92 + (((file * 7) + (number * 5)) % 17);

    private static void Bring(AlertsCommand alerts, string from, string file) => File.Move(Path.Combine(from, file), Path.Combine(alerts.In("inbox"), file));

    private static bool Holds(AlertsCommand alerts, RunningCommand run) =>
        File.Exists(alerts.In(".alerts/lock.holder")) && File.ReadAllText(alerts.In(".alerts/lock.holder")).StartsWith($"pid {run.Id},", StringComparison.Ordinal);

    private static bool IsDone(AlertsCommand alerts) => File.Exists(alerts.In(".alerts/alerts.db"))
        && alerts.Ask("SELECT count(*) FROM sqlite_master WHERE name = 'work'") is not ["0"]
        && alerts.Ask("SELECT (SELECT count(*) FROM files) || ' ' || (SELECT count(*) FROM work)") is [var state]
        && state == $"{Directory.GetFiles(alerts.In("inbox")).Length} 0";

    private static List<string> Events(AlertsCommand alerts) => alerts.Ask("SELECT document FROM events ORDER BY rule, instance, number");

    private static List<string> Ledger(AlertsCommand alerts) =>
        [.. alerts.Run("deliveries", "--json").Documents.Select(line => string.Join(' ', new[] { "notification", "event", "subscriber", "channel", "status" }.Select(name => line.GetProperty(name).GetString()))).Order(StringComparer.Ordinal)];

    private static string Id(Recorded request) => request.Headers["webhook-id"];
}
