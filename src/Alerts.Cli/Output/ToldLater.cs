using Alerts.Core.Routing;

namespace Alerts.Cli.Output;

/// <summary>That a subscriber is told later, by one channel, and why.</summary>
internal sealed record ToldLater(string Channel, PostponeReason Reason, DateTimeOffset Until, string Explanation);
