using Alerts.Core.Alerting;
using Alerts.Core.Observations;
using Alerts.Core.Rules;

namespace Alerts.Core.UseCases;

/// <summary>Days of publication, in the workspace's time zone; both ends included, null: open.</summary>
public readonly record struct DaySpan(DateOnly? From, DateOnly? To)
{
    public bool Holds(DateOnly day) => (From is null || day >= From) && (To is null || day <= To);
}

/// <summary>What a rule would have been like to live with.</summary>
/// <param name="Instances">How many states it has: more than one with a glob.</param>
/// <param name="Days">From the first to the last period of its instances within the span, added up over them.</param>
/// <param name="Fired">Alerts that fired within the span.</param>
/// <param name="FiredAYear">For each instance; null for less than a month of data.</param>
/// <param name="DaysFiring">How long alerts that ended stayed firing: the median and the longest; null where none ended.</param>
/// <param name="StillFiring">Alerts that fired within the span and had not ended by its end.</param>
/// <param name="Retracted">Alerts that fired within the span and were taken back later, at any time.</param>
/// <param name="Corrected">Alerts that fired within the span and whose numbers were corrected later.</param>
/// <param name="Warning">How early it warned of moves; null where nobody asked.</param>
public sealed record RuleFigures(string Rule, int Instances, double Days, int Fired, double? FiredAYear, (double Median, double Longest)? DaysFiring, int StillFiring, int Retracted, int Corrected, WarningFigures? Warning);

/// <summary>How early a rule warned of moves of a given size.</summary>
/// <param name="Moves">How many there were.</param>
/// <param name="Warned">Of how many it warned: it fired between the move's beginning and the day on which it had its size, or was firing already.</param>
/// <param name="MedianDays">From the firing to the day on which the move had its size; null where it warned of none.</param>
public sealed record WarningFigures(int Moves, int Warned, double? MedianDays);

/// <summary>Works out <see cref="RuleFigures"/>: by day of publication, but for the file with which a series begins by the last day of each period.</summary>
public static class BacktestFigures
{
    private const double DaysOfYear = 365.25;
    private const double FewestDays = 30;

    /// <param name="replayed">In order of rule.</param>
    /// <param name="dayOf">The day of an instant, in the workspace's time zone.</param>
    /// <param name="move">Percent, below zero for falls; null: nobody asks for warnings.</param>
    /// <returns>For each rule, in order.</returns>
    public static IReadOnlyList<RuleFigures> Of(IReadOnlyList<Replayed> replayed, DaySpan span, Func<DateTimeOffset, DateOnly> dayOf, decimal? move = null) =>
        [.. replayed.GroupBy(one => one.Instance.Rule.Id, StringComparer.Ordinal).Select(ofRule => Of(ofRule.Key, [.. ofRule], span, dayOf, move))];

    private static RuleFigures Of(string rule, List<Replayed> replayed, DaySpan span, Func<DateTimeOffset, DateOnly> dayOf, decimal? move)
    {
        var alerts = replayed.SelectMany(one => Lives(one, dayOf)).Where(alert => span.Holds(alert.Fired)).ToList();
        var days = replayed.Sum(one => DaysOf(one, span, dayOf));
        var ended = alerts.Where(alert => alert.Ended is not null).Select(alert => (double)(alert.Ended!.Value.DayNumber - alert.Fired.DayNumber)).Order().ToList();
        var moves = move is { } size ? replayed.Select(one => Warnings(one, span, dayOf, size)).ToList() : null;
        var leads = moves?.SelectMany(one => one.Leads).Order().ToList();
        return new(
            rule,
            replayed.Count,
            days,
            alerts.Count,
            days < FewestDays ? null : alerts.Count / (days / DaysOfYear),
            ended.Count == 0 ? null : (Median(ended), ended[^1]),
            alerts.Count(alert => alert.Ended is null && !alert.IsRetracted),
            alerts.Count(alert => alert.IsRetracted),
            alerts.Count(alert => alert.IsCorrected),
            moves is null ? null : new(moves.Sum(one => one.Moves), leads!.Count, leads.Count == 0 ? null : Median(leads)));
    }

    /// <summary>One alert, by days of publication.</summary>
    private sealed record Life(DateOnly Fired, DateOnly? Ended, bool IsRetracted, bool IsCorrected);

    private static IEnumerable<Life> Lives(Replayed replayed, Func<DateTimeOffset, DateOnly> dayOf)
    {
        foreach (var ofAlert in replayed.Events.GroupBy(told => told.Alert))
        {
            if (ofAlert.FirstOrDefault(told => told.Type == EventType.Firing) is not { } fired) continue;
            var retracted = ofAlert.FirstOrDefault(told => told.Type == EventType.Retracted && told.Amends.Any(amended => amended.Id == fired.Id));
            var ended = ofAlert.FirstOrDefault(told => told.Type == EventType.Resolved);
            yield return new(Day(fired), ended is null ? null : Day(ended), retracted is not null, ofAlert.Any(told => told.Type == EventType.Corrected));
        }

        // The file with which a history begins holds years at once: its values count as known when their periods ended.
        DateOnly Day(AlertEvent told) =>
            dayOf(told.Published) is var published && told.Publication.Sequence == replayed.First?.Sequence && told.Period.Last < published ? told.Period.Last : published;
    }

    private static double DaysOf(Replayed one, DaySpan span, Func<DateTimeOffset, DateOnly> dayOf)
    {
        if (one.Fold.Steps.Count == 0) return 0;
        var (first, last) = (one.Fold.Steps[0].Point.First, one.Fold.Steps[^1].Point.Last);
        if (span.From is { } from && from > first) first = from;
        if (span.To is { } to && to < last) last = to;
        return last < first ? 0 : last.DayNumber - first.DayNumber + 1;
    }

    // A move runs from a low (or a high) until the value lies so much above it (below it); then the next one is looked for from the
    // extreme that follows. By the periods of the first series, as known at the end.
    private static (int Moves, List<double> Leads) Warnings(Replayed one, DaySpan span, Func<DateTimeOffset, DateOnly> dayOf, decimal size)
    {
        var (moves, leads) = (0, new List<double>());
        if (one.Fold.Known.Count == 0) return (0, leads);
        var lives = Lives(one, dayOf).ToList();
        foreach (var (began, reached) in Moves(one.Fold.Known[0], size))
        {
            if (!span.Holds(reached)) continue;
            moves++;
            var warning = lives.Where(life => life.Fired <= reached && (life.Fired >= began || life.Ended is null || life.Ended > began) && !life.IsRetracted).Select(life => (double)(reached.DayNumber - Math.Max(life.Fired.DayNumber, began.DayNumber))).DefaultIfEmpty(-1).Max();
            if (warning >= 0) leads.Add(warning);
        }
        return (moves, leads);
    }

    /// <summary>Moves of a size: from the extreme at which each began to the day on which it had its size.</summary>
    /// <param name="size">Percent, below zero for falls.</param>
    public static IEnumerable<(DateOnly Began, DateOnly Reached)> Moves(KnownSeries series, decimal size)
    {
        var (direction, factor) = (Math.Sign(size), Math.Abs(size) / 100);
        int from = -1, to = -1;
        for (var at = 0; at < series.Count; at++)
        {
            var value = series.Value(at);
            if (value <= 0) continue;
            if (to < 0)
            {
                // Looking for a move: from the lowest value so far (for falls, the highest).
                if (from < 0 || (value - series.Value(from)) * direction <= 0) from = at;
                else if ((value - series.Value(from)) * direction >= series.Value(from) * factor)
                {
                    yield return (series.PeriodAt(from).Last, series.PeriodAt(at).Last);
                    to = at;
                }
            }
            else if ((value - series.Value(to)) * direction > 0) to = at;
            else if ((series.Value(to) - value) * direction >= series.Value(to) * factor / 2)
            {
                // Half of it is lost again: the next move begins here or later.
                (from, to) = (at, -1);
            }
        }
    }

    /// <param name="ordered">At least one.</param>
    private static double Median(List<double> ordered) =>
        ordered.Count % 2 == 1 ? ordered[ordered.Count / 2] : (ordered[(ordered.Count / 2) - 1] + ordered[ordered.Count / 2]) / 2;
}
