using Alerts.Core.Observations;

namespace Alerts.Core.Alerting;

/// <summary>The steps of a timeline at one moment, and what in them supports an event that people were told.</summary>
/// <param name="Steps">In order of point.</param>
public sealed record StepsKnown(IReadOnlyList<Step> Steps)
{
    /// <summary>
    /// The first step that supports an event: of a firing the first that fires in the alert's run, of an escalation the first at its
    /// level from its own period to the end of the run, of an update its own period alone.
    /// </summary>
    /// <returns>Null where nothing in the run supports it.</returns>
    public Step? Support(ToldAlert alert, ToldEvent told)
    {
        for (var i = IndexFrom(told.Period); i < Steps.Count; i++)
        {
            var step = Steps[i];
            if (told.Type == EventType.Updated) return step.Point == told.Period ? step : null;
            if (alert.Ended is { } end && step.Point.CompareTo(end) >= 0) return null;
            if (step is { IsFiring: true, Verdict.Holds: not null } && step.Reached >= told.Level) return step;
        }
        return null;
    }

    /// <summary>The step at a period, or the nearest one before it where the period is no longer a point.</summary>
    public Step At(Period period)
    {
        var at = IndexFrom(period);
        return at < Steps.Count && Steps[at].Point == period ? Steps[at] : Steps[Math.Max(0, at - 1)];
    }

    private int IndexFrom(Period period)
    {
        int low = 0, high = Steps.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Steps[middle].Point.CompareTo(period) < 0) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
