using Alerts.Core.Datasets.Quality;
using Alerts.Core.Observations;

namespace Alerts.Core.UseCases;

/// <summary>
/// What rules with <c>unconfirmed: tell</c> see of values in quarantine: each at the publication that it stands in, and its withdrawal at the
/// one that refutes it, or when a person rejects it. One that is confirmed is an observation from then on.
/// </summary>
internal static class DoubtfulValues
{
    /// <summary>A value that may be told in another unit is told to nobody: it would be off by a power of ten.</summary>
    public static bool CanBeTold(string reason) => reason is MaxStep.Keyword or SpikeReverted.Keyword;

    /// <param name="rows">That were ever set aside as doubtful.</param>
    /// <returns>Withdrawals first.</returns>
    public static IReadOnlyList<Observation> Of(IEnumerable<QuarantinedRow> rows)
    {
        var told = rows.Where(row => row.Row.Value is not null && CanBeTold(row.Row.Reason) && row.By?.Sequence != row.Publication.Sequence).ToList();
        return [.. told.Where(row => row.Settled?.Fate is Fate.Refuted or Fate.Rejected).Select(Withdrawn), .. told.Select(Unconfirmed)];
    }

    public static Observation Unconfirmed(QuarantinedRow row)
    {
        var value = row.Row.Value!.Value;
        return new(value.Series, value.Period, value.Value, value.Unit, row.Publication.Published, row.Publication, value.Rows, []) { Standing = Standing.Unconfirmed };
    }

    // It can only be taken back after it was said, whatever the date of what refutes it.
    private static Observation Withdrawn(QuarantinedRow row) => Unconfirmed(row) with
    {
        Publication = row.By!,
        Vintage = row.By!.Published > row.Publication.Published ? row.By.Published : row.Publication.Published,
        Origin = row.Publication,
        Standing = Standing.Withdrawn,
    };
}
