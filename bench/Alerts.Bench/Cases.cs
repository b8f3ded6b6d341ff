namespace Alerts.Bench;

/// <summary>One measurement. Each runs in a process of its own, so that its peak of memory is its own.</summary>
/// <param name="Name">As <c>run.sh</c> calls it.</param>
/// <param name="What">For the table.</param>
/// <param name="Counts">What is counted: rows, evaluations, events; null where only the time says something.</param>
internal sealed record Case(string Name, string What, string? Counts, Func<Plan, Task<Result>> Run);

/// <param name="Folder">Where workloads are kept between cases; full path.</param>
/// <param name="Runs">Measured runs; the first half second is not counted.</param>
/// <param name="IsShort">A tenth of the work, for a look.</param>
internal sealed record Plan(string Folder, int Runs, bool IsShort)
{
    /// <summary>The published command; null where it was not published.</summary>
    public static string? Command => Environment.GetEnvironmentVariable("ALERTS_COMMAND") is { Length: > 0 } path ? path : null;

    public int Of(int full) => IsShort ? full / 10 : full;
}

internal static class Cases
{
    public static readonly IReadOnlyList<Case> All =
    [
        .. ReadingCases.All,
        .. StoreCases.All,
        .. EngineCases.All,
        .. CommandCases.All,
        .. IngestCases.All,
    ];

    public static Case? Named(string name) => All.FirstOrDefault(one => one.Name == name);
}
