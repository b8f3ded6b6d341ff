using Alerts.Core.Alerting;
using Alerts.Core.Observations;
using Alerts.Core.Routing;
using Alerts.Core.Rules;

namespace Alerts.Core.Notifications;

/// <summary>All that a message is made of.</summary>
/// <param name="Series">The series that the event's numbers belong to, by id; parts of derived ones too.</param>
/// <param name="History">Of the first series: its newest values up to the event's period as known then, oldest first; for the sparkline.</param>
/// <param name="RuleTitle">As the workspace titles the rule now.</param>
/// <param name="Why">Why the subscriber is told: <c>they are told of everything</c>.</param>
public sealed record MessageFacts(
    string Workspace,
    AlertEvent Event,
    string RuleTitle,
    IReadOnlyDictionary<string, SeriesDefinition> Series,
    IReadOnlyList<(Period Period, decimal Value)> History,
    string Subscriber,
    string Why)
{
    /// <summary>What the subscriber buys.</summary>
    public IReadOnlyList<Purchase> Buys { get; init; } = [];
}
