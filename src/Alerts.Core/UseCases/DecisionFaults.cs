using Alerts.Core.Datasets.Quality;

namespace Alerts.Core.UseCases;

/// <summary>Why a person cannot settle a row in quarantine so; the same words for the command and the API.</summary>
public static class DecisionFaults
{
    /// <returns>Null where they can.</returns>
    public static string? Of(QuarantinedRow row, Fate fate) => row switch
    {
        { Row.Value: null } when fate == Fate.Accepted => $"{row.Id} is only a part of sums and cannot be accepted alone: a later file settles it",
        { Settled.Fate: Fate.Accepted or Fate.Confirmed } => $"{row.Id} has left quarantine: it is an observation",
        _ => null,
    };
}
