using Alerts.Core.Observations;

namespace Alerts.Core.UseCases;

/// <summary>How new a series is.</summary>
/// <param name="Newest">The observation of its newest period, as known now; null: there is none.</param>
/// <param name="Next">The first period that is not there yet; null where no calendar says when it is due.</param>
/// <param name="Due">When that is, or was; null likewise.</param>
/// <param name="State">Of that period; null likewise.</param>
public sealed record Freshness(SeriesDefinition Series, Observation? Newest, Period? Next, DateOnly? Due, ReleaseState? State)
{
    /// <param name="history">Of the series, in the order in which it became known.</param>
    public static Freshness Of(SeriesDefinition series, IReadOnlyList<Observation> history, DateTimeOffset now, TimeZoneInfo zone)
    {
        var newest = new NewestPeriods(history).At(DateTimeOffset.MaxValue);
        if (series.Released is not { } calendar || newest is null) return new(series, newest, null, null, null);
        var next = calendar.Next(newest.Period);
        // A release that was withdrawn is not waited for.
        while (calendar.Withdrawn.Contains(next)) next = calendar.Next(next);
        return new(series, newest, next, calendar.Due(next), calendar.State(next, calendar.Today(now, zone)));
    }

    /// <summary>Somebody should look: its next period has not come.</summary>
    public bool IsMissing => State == ReleaseState.Missing;
}
