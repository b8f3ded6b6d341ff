using Alerts.Core.Observations;
using Alerts.Core.Rules;

namespace Alerts.Core.Alerting;

/// <summary>A day that begins in a workspace.</summary>
/// <param name="Midnight">With the offset of the workspace's time zone.</param>
/// <param name="Zone">The workspace's.</param>
public sealed record PassingDay(DateOnly Day, DateTimeOffset Midnight, TimeZoneInfo Zone);

/// <summary>The fold of an <c>age</c> rule over days: (state, day, what is known) → (state', events) (SEMANTICS §3.6).</summary>
public static class AgeFold
{
    /// <param name="before">Where it stood; null for a new instance.</param>
    /// <param name="newest">The observation of the newest period known at the day's midnight; null: no verdict.</param>
    /// <returns>The state as the write that follows; null where the day has passed already, or changed nothing worth a write.</returns>
    public static (InstanceState Next, IReadOnlyList<AlertEvent> Events)? Pass(RuleInstance instance, InstanceState? before, PassingDay day, Observation? newest)
    {
        var (rule, point) = (instance.Rule, Period.Day(day.Day));
        if (before?.Head is { } head && head.CompareTo(point) >= 0) return null;
        // A rule whose text changed begins anew.
        var known = before?.Meaning == rule.Meaning ? before : null;
        var comparison = (Comparison)instance.When;
        var calendar = instance.Series[0].Released!;
        decimal? age = newest is null ? null : Math.Max(0, calendar.Today(day.Midnight, day.Zone).DayNumber - calendar.Due(newest.Period).DayNumber);
        var verdict = age is { } days ? new Verdict(comparison.Operator.Holds(Ratio.Of(days).CompareTo(Ratio.Of(comparison.Threshold.Value))), 0, Ratio.Of(days)) : new Verdict(null, -1, null);
        var step = Step.After(known?.Standing, point, verdict, comparison, rule);
        var open = known?.Alerts.LastOrDefault(alert => alert.IsOpen);
        var told = Type(step, open, rule) is { } type ? Event(type, instance, comparison, step, newest!, calendar, day, open) : null;
        var next = new InstanceState(rule.Id, instance.Key, rule.Meaning, 0, step.Phase, step.Pending, step.IsFiring ? step.Level : 0, point, null, Alerts(open, told, step), (before?.Version ?? 0) + 1);
        return told is not null || next.SaysMoreThan(before) ? (next, told is null ? [] : [told]) : null;
    }

    private static EventType? Type(Step step, ToldAlert? open, Rule rule) =>
        step.Fires ? EventType.Firing
        : step.Resolves ? open is null ? null : EventType.Resolved
        : !step.IsFiring || open is null ? null
        : step.Level > open.Level ? EventType.Escalated
        : rule.Again is { Step: null } && step.Verdict.Holds == true ? EventType.Updated
        : null;

    // Those that have ended cannot be amended: days are not revised.
    private static IReadOnlyList<ToldAlert> Alerts(ToldAlert? open, AlertEvent? told, Step step) => told switch
    {
        null => open is null ? [] : [open],
        { Type: EventType.Firing } => [new(told.Id, told.Published, null, step.Level, [Told(told)])],
        { Type: EventType.Resolved } => [],
        _ => [open! with { Level = Math.Max(open.Level, told.Level ?? 0), Events = [.. open.Events, Told(told)] }],
    };

    private static ToldEvent Told(AlertEvent told) => new(told.Id, told.Type, told.Period, told.Value, told.Value, null, told.Level ?? 0);

    private static AlertEvent Event(EventType type, RuleInstance instance, Comparison comparison, Step step, Observation newest, ReleaseCalendar calendar, PassingDay day, ToldAlert? open)
    {
        var (due, age) = (calendar.Next(newest.Period), step.Verdict.Value!.Value.ToDecimal());
        var id = EventId.Of(instance.Rule.Id, instance.Key, due, type, day.Midnight, "");
        var title = $"{instance.Series[0].Title}: the newest figure, of {Worded.Text(newest.Period)}, was due {Printed.Value(age, Unit.Days)} ago";
        return new(
            id, type, instance.Rule.Id, [instance.Series[0].Id], due, Publication.OfADay(day.Midnight), false, instance.Rule.Severity,
            type switch { EventType.Resolved => $"Over: {title}", EventType.Updated => $"Still: {title}", EventType.Escalated => $"{title} (step {step.Level})", _ => title },
            comparison, age, type == EventType.Escalated ? step.Level : null,
            [
                new("current", newest.Value, newest.Unit, newest.Period, newest, newest.Series, null, null),
                new("age", age, Unit.Days, null, null, newest.Series, FormattableString.Invariant($"{calendar.Today(day.Midnight, day.Zone):yyyy-MM-dd} − {calendar.Due(newest.Period):yyyy-MM-dd}"), null),
            ],
            open?.Id ?? id, [], instance.Labels, null, instance.When.ToString()!, null);
    }
}
