namespace Alerts.Core.Delivery;

/// <summary>
/// Where a message stands by all that its provider has reported of it. Reports come late, doubled and in any order, so it follows from all of them together:
/// processed &lt; deferred &lt; delivered = failed; of the last two the later one counts, and of two at the same second the failure.
/// </summary>
/// <param name="GivenUpAt">Of a message that its provider still defers: when it is not waited for any longer.</param>
public sealed record ProviderStanding(Outcome Outcome, DateTimeOffset? GivenUpAt)
{
    /// <summary>A provider that keeps trying for longer has failed.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(72);

    // Reports are stamped in whole seconds by another clock than ours.
    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(1);

    /// <param name="firstAt">When it was first tried since it was last replayed; null: it was not, and no report is about this try.</param>
    /// <returns>Null where nothing was reported that tells.</returns>
    public static ProviderStanding? Of(IEnumerable<ProviderReport> reports, DateTimeOffset? firstAt)
    {
        if (firstAt is not { } first) return null;
        var telling = reports.Where(report => report.Outcome is not null && report.At >= first - ClockDifference).ToList();
        if (telling.Count == 0) return null;
        var outcome = telling.MaxBy(report => (Rank(report.Outcome), report.At, report.Outcome == Outcome.Failed))!.Outcome!.Value;
        return new(outcome, outcome == Outcome.Deferred ? telling.Where(report => report.Outcome == Outcome.Deferred).Min(report => report.At) + Patience : null);
    }

    /// <summary>What is written when a provider's time is up.</summary>
    public static ProviderReport GaveUp(DateTimeOffset at) => new($"given up {at:O}", "given up", at, Outcome.Failed, $"the provider has deferred it for {Patience.TotalHours:0} hours");

    private static int Rank(Outcome? outcome) => outcome switch
    {
        Outcome.Accepted => 1,
        Outcome.Deferred => 2,
        _ => 3,
    };
}
