using System.Diagnostics;

namespace Alerts.Bench;

/// <summary>Times runs: for half a second to warm up, which is not counted, then as many as asked.</summary>
internal static class Stopwatches
{
    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(0.5);

    /// <param name="prepare">Before each run, untimed: what the run is given.</param>
    /// <param name="work">Timed; says what it counted.</param>
    /// <param name="after">After each run, untimed.</param>
    public static async Task<Result> Time<T>(int runs, Func<Task<T>> prepare, Func<T, Task<long>> work, Func<T, IReadOnlyList<(string Name, double Value)>>? after = null)
    {
        var (seconds, cpu) = (new List<double>(), new List<double>());
        long count = 0;
        IReadOnlyList<(string Name, double Value)> notes = [];
        var warmth = Stopwatch.StartNew();
        for (var isWarm = false; seconds.Count < runs;)
        {
            var given = await prepare();
            GC.Collect();
            var before = Usage.CpuSeconds();
            var watch = Stopwatch.StartNew();
            count = await work(given);
            var elapsed = watch.Elapsed.TotalSeconds;
            var used = Usage.CpuSeconds() - before;
            notes = after?.Invoke(given) ?? [];
            (given as IDisposable)?.Dispose();
            if (isWarm) seconds.Add(elapsed);
            if (isWarm) cpu.Add(used);
            isWarm |= warmth.Elapsed >= Warming;
        }
        return new(seconds, cpu, count, notes);
    }

    public static Task<Result> Time(int runs, Func<long> work) => Time(runs, () => Task.FromResult(0), _ => Task.FromResult(work()));
}
