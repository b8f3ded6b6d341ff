using System.Collections.Concurrent;
using System.Diagnostics;
using Alerts.Contracts;

namespace Alerts.AcceptanceTests;

/// <summary>`alerts run` and a receiver that limits it, or is away for a while.</summary>
public sealed class OutageTests
{
    private const int Files = 20;
    private const int Limited = 4;

    [SkippableFact]
    public void A_receiver_that_asks_for_two_seconds_is_met_again_within_half_a_second_after_them()
    {
        Skip.If(OperatingSystem.IsWindows(), "signals are those of Unix");
        var clock = Stopwatch.StartNew();
        var met = new ConcurrentQueue<double>();
        using var receiver = new RecordingServer(async (_, stream, cancel) =>
        {
            met.Enqueue(clock.Elapsed.TotalSeconds);
            await RecordingServer.Write(stream, met.Count <= Limited ? 429 : 200, "", [("Retry-After", "2")], cancel);
        });
        using var alerts = BusyDesk.Of(Files, receiver.Url);
        using var run = alerts.Running("run", alerts.Folder, "--json");
        run.Until(() => met.Count > 10, "it goes on");
        Assert.Equal(0, run.Terminate().ExitCode);

        var waits = met.Skip(1).Zip(met, (next, asked) => next - asked).Take(Limited).ToList();
        // The shortest of them: a busy machine may be late, and must not be early.
        Assert.InRange(waits.Min(), 2, 2.5);
    }

    [SkippableFact]
    public void A_receiver_that_is_away_for_a_while_meets_few_requests_and_then_gets_everything_once()
    {
        Skip.If(OperatingSystem.IsWindows(), "signals are those of Unix");
        var away = TimeSpan.FromSeconds(BusyDesk.IsLong ? 60 : 6);
        var (since, failed, taken) = (new Stopwatch(), 0, new ConcurrentQueue<string>());
        using var receiver = new RecordingServer(async (request, stream, cancel) =>
        {
            since.Start();
            var isAway = since.Elapsed < away;
            if (isAway) Interlocked.Increment(ref failed);
            else taken.Enqueue(request.Headers["webhook-id"]);
            await RecordingServer.Write(stream, isAway ? 500 : 200, "", [], cancel);
        });
        using var alerts = BusyDesk.Of(Files, receiver.Url);
        using var run = alerts.Running("run", alerts.Folder, "--json");
        run.Until(() => since.Elapsed > away / 2, "it is away");
        run.Until(() => !taken.IsEmpty, "it is there again");
        run.Until(() => BusyDesk.IsDone(alerts), "all is sent");
        Assert.Equal(0, run.Terminate().ExitCode);

        Assert.InRange(failed, 2, 60);
        Assert.Equal(taken.Distinct().Order(StringComparer.Ordinal), taken.Order(StringComparer.Ordinal));
        Assert.Equal(alerts.Ask("SELECT id FROM notifications WHERE channel = 'webhook' AND status = 'delivered' ORDER BY id"), taken.Order(StringComparer.Ordinal));
        Assert.NotInRange(taken.Count, 0, 5 * Files);
    }
}
