using System.Diagnostics;

namespace Alerts.Bench;

/// <summary>Times runs: one to warm up, which is not counted, then as many as asked.</summary>
internal static class Stopwatches
{
    /// <param name="prepare">Before each run, untimed: what the run is given.</param>
    /// <param name="work">Timed; says what it counted.</param>
    /// <param name="after">After each run, untimed.</param>
    public static async Task<Result> Time<T>(int runs, Func<Task<T>> prepare, Func<T, Task<long>> work, Func<T, IReadOnlyList<(string Name, double Value)>>? after = null)
    {
        var (seconds, cpu) = (new List<double>(), new List<double>());
        long count = 0;
        IReadOnlyList<(string Name, double Value)> notes = [];
        for (var run = 0; run <= runs; run++)
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
            if (run == 0) continue;
            seconds.Add(elapsed);
            cpu.Add(used);
        }
        return new(seconds, cpu, count, notes);
    }

    public static Task<Result> Time(int runs, Func<long> work) => Time(runs, () => Task.FromResult(0), _ => Task.FromResult(work()));
}
