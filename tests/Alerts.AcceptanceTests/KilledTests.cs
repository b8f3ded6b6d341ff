using Alerts.Contracts;
using Alerts.Core.UseCases;
using Xunit.Abstractions;

namespace Alerts.AcceptanceTests;

/// <summary>`alerts run` that is ended again and again under load: what comes of it in the end is what an undisturbed run comes to.</summary>
public sealed class KilledTests(ITestOutputHelper log)
{
    private const int SlowestAnswer = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    [SkippableFact]
    public void Whenever_it_is_killed_nothing_is_lost_and_only_the_requests_under_way_come_twice_under_their_ids()
    {
        var (moments, requests) = Disturbed(BusyDesk.IsLong ? 200 : 10, run => run.Kill());

        Assert.InRange(requests.Count - requests.Select(Id).Distinct().Count(), 0, moments * UnderWay.Most);
        Assert.All(requests.GroupBy(Id), repeats => Assert.Single(repeats.Select(request => Convert.ToHexString(request.Body)).Distinct()));
    }

    [SkippableFact]
    public void Whenever_it_is_asked_to_end_nothing_is_lost_and_nothing_comes_twice()
    {
        var (_, requests) = Disturbed(BusyDesk.IsLong ? 50 : 5, run =>
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
        var files = BusyDesk.IsLong ? 150 : 30;
        using var undisturbed = BusyDesk.Of(files, receiver.Url);
        var expected = undisturbed.Run("run", undisturbed.Folder, "--once", "--json");
        Assert.True(expected.ExitCode == 0, expected.Error);
        var told = receiver.Requests.Select(Id).Order(StringComparer.Ordinal).ToList();
        receiver.Requests.Clear();

        using var alerts = BusyDesk.Of(files, receiver.Url);
        var underWay = EndAtRandom(alerts, receiver, told.Count / moments, moments, random, end);

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

    private static int EndAtRandom(AlertsCommand alerts, RecordingServer receiver, int each, int moments, Random random, Action<RunningCommand> end)
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
            // By what has arrived, so that it is at work on a slow machine too: from nothing to twice what comes with a moment.
            var goal = receiver.Requests.Count + random.Next(0, each * 2);
            SpinWait.SpinUntil(() => receiver.Requests.Count >= goal, Patience);
            Thread.Sleep(random.Next(0, SlowestAnswer));
            end(run);
            underWay += BusyDesk.IsDone(alerts) ? 0 : 1;
        }
        using var last = alerts.Running("run", alerts.Folder, "--json");
        last.Until(() => Holds(alerts, last) && BusyDesk.IsDone(alerts), "all is done");
        Assert.Equal(0, last.Terminate().ExitCode);
        return underWay;
    }

    private static void Bring(AlertsCommand alerts, string from, string file) => File.Move(Path.Combine(from, file), Path.Combine(alerts.In("inbox"), file));

    private static bool Holds(AlertsCommand alerts, RunningCommand run) =>
        File.Exists(alerts.In(".alerts/lock.holder")) && File.ReadAllText(alerts.In(".alerts/lock.holder")).StartsWith($"pid {run.Id},", StringComparison.Ordinal);

    private static List<string> Events(AlertsCommand alerts) => alerts.Ask("SELECT document FROM events ORDER BY rule, instance, number");

    private static List<string> Ledger(AlertsCommand alerts) =>
        [.. alerts.Run("deliveries", "--json").Documents.Select(line => string.Join(' ', new[] { "notification", "event", "subscriber", "channel", "status" }.Select(name => line.GetProperty(name).GetString()))).Order(StringComparer.Ordinal)];

    private static string Id(Recorded request) => request.Headers["webhook-id"];
}
