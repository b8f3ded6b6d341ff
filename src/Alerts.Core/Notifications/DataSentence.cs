using Alerts.Core.Alerting;
using Alerts.Core.Datasets.Quality;

namespace Alerts.Core.Notifications;

/// <summary>What is the matter with the data, in sentences.</summary>
internal static class DataSentence
{
    private const int Shown = 20;

    public static IEnumerable<string> Of(AlertEvent told) => told.Type == EventType.Overdue ? Overdue(told) : Quarantined(told);

    private static IEnumerable<string> Overdue(AlertEvent told)
    {
        yield return $"{told.Title}.";
        yield return "Look whether the publisher is late, or the file did not arrive. Nobody else was told.";
    }

    private static IEnumerable<string> Quarantined(AlertEvent told)
    {
        yield return $"{told.Title}.";
        yield return $"{Why(told.Reason)} It counts nowhere until it is settled.";
        var ids = told.Explanation.Select(line => line.Observation).OfType<Observations.Observation>()
            .Select(value => QuarantineId.Of(value.Source.Sha256, value.Rows.Count > 0 ? value.Rows[0] : 1, value.Series, value.Period.ToString())).ToList();
        if (ids.Count == 0) yield break;
        yield return $"If it is right: alerts quarantine accept {string.Join(' ', ids.Take(Shown))}. If it is wrong: alerts quarantine reject, with the same.";
    }

    private static string Why(string? reason) => reason switch
    {
        MaxStep.Keyword => "It is too far from the last accepted value (max-step): the next value confirms or refutes it, or you do.",
        SpikeReverted.Keyword => "It is far from the last accepted value, and may be a spike (spike-reverted): the next value tells, or you do.",
        UnitSlip.Keyword => "It is a power of ten times the last accepted value, as if it were told in another unit (unit-slip-suspected): you decide, unless the next value is back.",
        "duplicate-conflict" => "The file gives two values for one period (duplicate-conflict): a later file settles it, or you do.",
        "average-outside-range" => "The average lies far outside low and high (average-outside-range): you decide, or a later file of that period does.",
        _ => $"It is doubted ({reason}).",
    };
}
