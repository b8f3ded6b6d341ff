using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Alerts.Bench;

/// <summary>The command as people start it: from the start of its process to the end.</summary>
internal static class CommandCases
{
    public static readonly IReadOnlyList<Case> All =
    [
        new("command-backtest", "alerts backtest on a store of 10 years of 100 series, 20 rules", "evaluations", Backtest),
        new("command-test-1", "alerts test: a file of one rule test", "tests", plan => RuleTests(plan, 1)),
        new("command-test-500", "alerts test: a file of 500 rule tests, each of 40 values and two events", "tests", plan => RuleTests(plan, 500)),
        new("command-help", "alerts --help", null, plan => Start(plan, "--help")),
        new("command-check", "alerts check samples/rare-earths", null, plan => Start(plan, "check", "samples/rare-earths")),
        new("command-run", "alerts run --once: a file, 10,000 events, as many messages in a mail folder", "events", Mail),
    ];

    private const int Rules = 20;
    private const int Days = 30;
    private const int Values = 40;

    private static async Task<Result> Start(Plan plan, params string[] args) =>
        Plan.Command is null ? Result.NotRun : await Stopwatches.Time(plan.Runs * 3, () => Task.FromResult(0), async _ => await Call(args) * 0L) with { Count = null };

    private static async Task<Result> Backtest(Plan plan)
    {
        if (Plan.Command is null) return Result.NotRun;
        var series = plan.Of(100);
        var folder = Workload.Workspace(Path.Combine(plan.Folder, "command-backtest"), series, Workload.TwentyRules());
        await Call("ingest", folder, Workload.Csv(plan.Folder, series, EngineCases.TenYears));
        return await Stopwatches.Time(plan.Runs, () => Task.FromResult(0), async _ =>
        {
            await Call("backtest", folder);
            return (long)series * EngineCases.TenYears * Rules;
        });
    }

    private static async Task<Result> RuleTests(Plan plan, int tests)
    {
        if (Plan.Command is null) return Result.NotRun;
        var file = Path.Combine(plan.Folder, "tests.yaml");
        var text = new StringBuilder("series: { p: { unit: USD/t, frequency: daily } }\nrules:\n  - { id: high, when: \"change(p, 3 days) > 20%\" }\ntests:\n");
        var day = Workload.FirstDay;
        for (var one = 0; one < tests; one++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - name: Spell {one}\n    observations:\n      p: {{ ");
            for (var at = 0; at < Values; at++) text.Append(CultureInfo.InvariantCulture, $"{(at == 0 ? "" : ", ")}{day.AddDays(at):yyyy-MM-dd}: {(at >= 20 ? 130 : 100)}");
            text.Append(CultureInfo.InvariantCulture, $" }}\n    expect:\n      - {{ type: firing, rule: high, period: {day.AddDays(20):yyyy-MM-dd}, value: 30 }}\n      - {{ type: resolved, rule: high, period: {day.AddDays(23):yyyy-MM-dd}, value: 0 }}\n");
        }
        await File.WriteAllTextAsync(file, text.ToString());
        return await Stopwatches.Time(plan.Runs * 3, () => Task.FromResult(0), async _ =>
        {
            await Call("test", file);
            return (long)tests;
        });
    }

    private static async Task<Result> Mail(Plan plan)
    {
        if (Plan.Command is null) return Result.NotRun;
        var series = plan.Of(1_000);
        var file = Workload.Csv(plan.Folder, series, Days);
        return await Stopwatches.Time(
            plan.Runs,
            () =>
            {
                var folder = Workload.Workspace(Path.Combine(plan.Folder, "command-run"), series, Workload.AlwaysFiring(10));
                File.Copy(file, Path.Combine(folder, "inbox", Path.GetFileName(file)));
                return Task.FromResult(folder);
            },
            async folder =>
            {
                await Call("run", folder, "--once");
                return Directory.EnumerateFiles(Path.Combine(folder, "outbox"), "*.eml").LongCount();
            },
            folder => [("mail_mb", Megabytes(Path.Combine(folder, "outbox"))), ("store_mb", Megabytes(Path.Combine(folder, ".alerts")))]);
    }

    private static double Megabytes(string folder) => new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length) / 1e6;

    private static async Task<int> Call(params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo(Plan.Command!, args) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await output;
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? 0 : throw new InvalidOperationException($"alerts {string.Join(' ', args)} ended with {process.ExitCode}: {errors}");
    }
}
