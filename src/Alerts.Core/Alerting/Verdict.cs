using Alerts.Core.Observations;
using Alerts.Core.Rules;

namespace Alerts.Core.Alerting;

/// <summary>The answer of a rule at one point.</summary>
/// <param name="Holds">Null: no verdict.</param>
/// <param name="Leading">Position of the comparison that speaks for the rule (SEMANTICS §3.4); −1 where none has a verdict.</param>
/// <param name="Value">Of that comparison, in the unit of its threshold; null where it has none.</param>
public readonly record struct Verdict(bool? Holds, int Leading, Ratio? Value);
