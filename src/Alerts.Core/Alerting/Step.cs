using Alerts.Core.Observations;
using Alerts.Core.Rules;

namespace Alerts.Core.Alerting;

/// <summary>Why a rule stands where it stands after a point.</summary>
public enum StepReason
{
    /// <summary>The condition fails.</summary>
    ConditionFails,

    /// <summary>It holds, but not yet for as many observations as <c>for</c> asks.</summary>
    StillCounting,

    /// <summary>It has held long enough: the alert begins here.</summary>
    HeldLongEnough,

    /// <summary>It was firing, and still holds.</summary>
    StillHolds,

    /// <summary>The condition fails, but not yet against <c>clear</c>.</summary>
    NotYetClear,

    /// <summary>A further step beyond the threshold was reached.</summary>
    FurtherStep,

    /// <summary>The alert ends here.</summary>
    Cleared,

    /// <summary>No verdict changes nothing.</summary>
    NoVerdict,
}

/// <summary>One point of a timeline: what the rule answered, and where it stands after it.</summary>
/// <param name="Pending">Observations that held so far, while pending.</param>
/// <param name="Level">The highest level that the alert has reached up to here, while firing.</param>
/// <param name="Reached">The level that the value reaches at this point alone.</param>
public readonly record struct Step(Period Point, Verdict Verdict, StepReason Reason, AlertPhase Phase, int Pending, int Level, int Reached)
{
    public bool IsFiring => Phase == AlertPhase.Firing;

    public bool Fires => Reason == StepReason.HeldLongEnough;

    public bool Resolves => Reason == StepReason.Cleared;

    /// <summary>quiet → pending → firing → quiet (SEMANTICS §4).</summary>
    /// <param name="before">Null before the first point.</param>
    public static Step After(Step? before, Period point, Verdict verdict, Comparison? leading, Rule rule)
    {
        var (phase, pending, level) = before is { } last ? (last.Phase, last.Pending, last.Level) : (AlertPhase.Quiet, 0, 0);
        if (verdict.Holds is not { } holds) return new(point, verdict, StepReason.NoVerdict, phase, pending, level, 0);
        if (phase != AlertPhase.Firing)
        {
            if (!holds) return new(point, verdict, StepReason.ConditionFails, AlertPhase.Quiet, 0, 0, 0);
            var first = Levels.Reached(rule, leading, verdict);
            return pending + 1 < rule.For
                ? new(point, verdict, StepReason.StillCounting, AlertPhase.Pending, pending + 1, 0, 0)
                : new(point, verdict, StepReason.HeldLongEnough, AlertPhase.Firing, 0, first, first);
        }
        if (!holds && !HoldsAgainstClear(rule, leading, verdict)) return new(point, verdict, StepReason.Cleared, AlertPhase.Quiet, 0, 0, 0);
        var reached = holds ? Levels.Reached(rule, leading, verdict) : 0;
        if (reached > level) return new(point, verdict, StepReason.FurtherStep, AlertPhase.Firing, 0, reached, reached);
        return new(point, verdict, holds ? StepReason.StillHolds : StepReason.NotYetClear, AlertPhase.Firing, 0, level, reached);
    }

    private static bool HoldsAgainstClear(Rule rule, Comparison? leading, Verdict verdict) =>
        rule.Clear is { } clear && leading is not null && verdict.Value is { } value && leading.Operator.Holds(value.CompareTo(Ratio.Of(clear.Value)));
}

/// <summary>How many steps of <c>again-every</c> a value lies beyond its threshold.</summary>
internal static class Levels
{
    private const int Highest = 1_000_000;

    /// <summary>The highest k at which the comparison, as written, holds against the threshold moved by k steps; 0 without steps.</summary>
    public static int Reached(Rule rule, Comparison? leading, Verdict verdict)
    {
        if (rule.Again?.Step is not { } step || leading is null || verdict.Value is not { } value) return 0;
        var direction = leading.Operator.Direction();
        bool Holds(int level) => leading.Operator.Holds(value.CompareTo(Ratio.Of(leading.Threshold.Value + (direction * level * step.Value))));
        var steps = (value.ToDecimal() - leading.Threshold.Value) * direction / step.Value;
        var level = steps >= Highest ? Highest : Math.Max(0, (int)decimal.Floor(steps));
        while (level > 0 && !Holds(level)) level--;
        while (level < Highest && Holds(level + 1)) level++;
        return level;
    }
}
