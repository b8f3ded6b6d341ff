namespace Alerts.Core.Datasets.Comtrade;

/// <summary>What stands around the records of an answer of the UN Comtrade API (FORMATS §2).</summary>
/// <param name="Error">Of the answer; null or empty where all is well.</param>
/// <param name="Count">How many records it says it has; null where it does not.</param>
/// <param name="Records">How many it has.</param>
public sealed record ComtradeEnvelope(string? Error, string? Count, int Records)
{
    // Without a key, and with one, answers end here and do not say so.
    private static readonly int[] Cuts = [500, 100_000];

    /// <returns>Null where the records are all there are.</returns>
    public FileReading? Fault(string file)
    {
        if (!string.IsNullOrWhiteSpace(Error)) return JsonFaults.ApiError(file, Error);
        if (Count is not null && Count != $"{Records}")
            return Rejection.Of("count-mismatch", file, null, "count", $"the answer says it has {ReadingMessage.Shown(Count)} records, and has {Records}", "file refused, fetch it again");
        if (Records == 0) return Rejection.Of("no-data-rows", file, null, "data", "no records: nothing is published for this query yet", "nothing to do, fetch it again later");
        return Cuts.Contains(Records)
            ? Rejection.Of("count-mismatch", file, null, "data", $"the answer has exactly {Records:#,##0} records, where the service cuts without saying so: it may be incomplete", "file refused, ask for fewer periods, partners or codes at a time")
            : null;
    }
}
