using System.Globalization;
using Alerts.Core.Alerting;
using Alerts.Core.Observations;
using Alerts.Core.Rules;
using Alerts.Core.UseCases;

namespace Alerts.Bench;

/// <summary>The rules alone, in one process: no store, no file.</summary>
internal static class EngineCases
{
    public static readonly IReadOnlyList<Case> All =
    [
        new("engine-pass-100", "one pass of 20 rules over 100 series of 400 days: the news of a day", "evaluations", plan => Pass(plan, 100)),
        new("engine-pass-1000", "one pass of 20 rules over 1,000 series of 400 days", "evaluations", plan => Pass(plan, 1_000)),
        new("engine-pass-10000", "one pass of 20 rules over 10,000 series of 400 days", "evaluations", plan => Pass(plan, 10_000)),
        new("engine-pass-1000-floor", "the same by plain arrays: no state, no units, no sources", "evaluations", plan => Floor(plan, 1_000, DaysKept)),
        new("backtest", "10 years of 100 series through 20 rules, published as one file", "evaluations", plan => Run(plan, daily: false)),
        new("backtest-daily", "the same, published day by day", "evaluations", plan => Run(plan, daily: true)),
        new("backtest-floor", "the same by plain arrays", "evaluations", plan => Floor(plan, 100, TenYears)),
    ];

    public const int TenYears = 3_650;
    private const int DaysKept = 400;
    private const int Rules = 20;

    private static readonly Unit Unit = Unit.Parse("USD/t");

    private static Workspace Workspace(Plan plan, int series) => Workload.Load(Workload.Workspace(Path.Combine(plan.Folder, "engine"), series, Workload.TwentyRules()));

    private static Publication Published(int day) =>
        new(day + 1, new DateTimeOffset(Workload.FirstDay.AddDays(day + 1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero), "prices", "prices.csv", day.ToString("x64", CultureInfo.InvariantCulture));

    private static Observation Observed(int series, int day, Publication publication) =>
        new(string.Create(CultureInfo.InvariantCulture, $"price.s{series:D5}"), Period.Day(Workload.FirstDay.AddDays(day)), Workload.Value(series, day, TenYears - 1), Unit, publication.Published, publication, [day + 2], []);

    private static Task<Result> Pass(Plan plan, int series)
    {
        var known = Published(DaysKept - 1);
        var pass = new EnginePass(Workspace(plan, series), Enumerable.Range(0, series).SelectMany(one => Enumerable.Range(0, DaysKept).Select(day => Observed(one, day, known))));
        var day = DaysKept;
        long events = 0;
        return Stopwatches.Time(
            plan.Runs * 3,
            () =>
            {
                var publication = Published(day);
                return Task.FromResult((Publication: publication, News: Enumerable.Range(0, series).Select(one => Observed(one, day, publication)).ToList()));
            },
            given =>
            {
                day++;
                events += pass.Run(given.Publication, given.News);
                return Task.FromResult((long)series * Rules);
            },
            _ => [("events", events)]);
    }

    private static Task<Result> Run(Plan plan, bool daily)
    {
        var workspace = Workspace(plan, plan.Of(100));
        var whole = Published(TenYears);
        var stored = new List<Observation>();
        for (var one = 0; one < workspace.Series.Count; one++)
            for (var day = 0; day < TenYears; day++) stored.Add(Observed(one, day, daily ? Published(day) : whole));
        var events = 0;
        return Stopwatches.Time(
            plan.Runs,
            () => Task.FromResult(0),
            _ =>
            {
                events = Backtest.Run(workspace, stored, []).Count;
                return Task.FromResult((long)stored.Count * Rules);
            },
            _ => [("events", events)]);
    }

    private static Task<Result> Floor(Plan plan, int series, int days)
    {
        var values = Enumerable.Range(0, series).Select(one => Enumerable.Range(0, days).Select(day => (double)Workload.Value(one, day, days - 1)).ToArray()).ToArray();
        var from = days == DaysKept ? days - 1 : 0;
        long held = 0;
        return Stopwatches.Time(plan.Runs, () => Task.FromResult(0), _ =>
        {
            held = PlainArrays.Held(values, from);
            return Task.FromResult((long)series * (days - from) * Rules);
        }, _ => [("held", held)]);
    }
}

/// <summary>The twenty rules with nothing around them: how often each holds from a day on.</summary>
internal static class PlainArrays
{
    private static readonly int[] Earlier = [1, 2, 3, 7, 14, 30, 60, 90];
    private static readonly int[] Windows = [7, 14, 30, 60];
    private static readonly double[] Limits = [200, 190, 180, 170];

    public static long Held(double[][] series, int from)
    {
        long held = 0;
        foreach (var values in series)
        {
            foreach (var days in Earlier)
                for (var day = Math.Max(from, days); day < values.Length; day++)
                    if ((values[day] / values[day - days]) > 1.2) held++;
            foreach (var days in Windows)
                for (var day = Math.Max(from, days); day < values.Length; day++)
                {
                    if (values[day] - values[day - days] > 45) held++;
                    if (Extreme(values.AsSpan(day - days + 1, days), values[day], isLowest: days % 4 == 2)) held++;
                }
            foreach (var limit in Limits)
                for (var day = Math.Max(from, 2); day < values.Length; day++)
                    if (values[day] > limit && values[day - 1] > limit && values[day - 2] > limit) held++;
        }
        return held;
    }

    private static bool Extreme(ReadOnlySpan<double> window, double current, bool isLowest)
    {
        var extreme = window[0];
        foreach (var value in window) extreme = isLowest ? Math.Min(extreme, value) : Math.Max(extreme, value);
        return isLowest ? current / extreme > 1.6 : current / extreme < 0.7;
    }
}
