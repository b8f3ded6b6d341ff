using Alerts.Core.Alerting;
using Alerts.Core.Rules;

namespace Alerts.Core.Routing;

public enum RouteReason
{
    Told,
    BelowMinSeverity,
    RuleDoesNotMatch,
    SeriesDoesNotMatch,
    LabelDoesNotMatch,
    NoChannel,
    AboutData,
    Unconfirmed,
    Unsubscribed,
}

public static class RouteReasons
{
    /// <summary>As JSON names it: <c>below-min-severity</c>.</summary>
    public static string Text(this RouteReason reason) =>
        string.Concat(reason.ToString().Select((letter, at) => char.IsAsciiLetterUpper(letter) && at > 0 ? $"-{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));
}

/// <summary>Whether a subscriber is told, and why or why not.</summary>
/// <param name="Explanation">For people: what matched, or what did not.</param>
public sealed record Route(Subscriber Subscriber, RouteReason Reason, string Explanation)
{
    public bool IsTold => Reason == RouteReason.Told;
}

/// <summary>What routing looks at: an event, or one that is imagined.</summary>
public sealed record RouteFacts(string Rule, IReadOnlyList<string> Series, Severity Severity, IReadOnlyDictionary<string, string> Labels)
{
    public static RouteFacts Of(AlertEvent alert) => new(alert.Rule, alert.Series, alert.Severity, alert.Labels);

    /// <summary>Of any event that the instance may raise.</summary>
    public static RouteFacts Of(RuleInstance instance, Severity severity) => new(instance.Rule.Id, [.. instance.Series.Select(series => series.Id)], severity, instance.Labels);
}

/// <summary>Who is told of an event (CONTRACT §1, <c>match</c>): all keys must match, any pattern of a key will do.</summary>
public static class Routes
{
    /// <summary>Of an event that was raised; those about the data are the owner's alone.</summary>
    /// <returns>One for each subscriber, in order.</returns>
    public static IReadOnlyList<Route> Of(AlertEvent told, IEnumerable<Subscriber> subscribers) => told.Type.IsAboutData()
        ? [.. subscribers.Select(subscriber => new Route(subscriber, RouteReason.AboutData, "events about the data are told to the owner alone"))]
        : Of(RouteFacts.Of(told), subscribers);

    /// <returns>One for each subscriber, in order.</returns>
    public static IReadOnlyList<Route> Of(RouteFacts facts, IEnumerable<Subscriber> subscribers) => [.. subscribers.Select(subscriber => Of(facts, subscriber))];

    private static Route Of(RouteFacts facts, Subscriber subscriber)
    {
        if (facts.Severity < subscriber.MinSeverity)
            return new(subscriber, RouteReason.BelowMinSeverity, $"the severity {facts.Severity.Text()} is below their {subscriber.MinSeverity.Text()}");
        if (subscriber.Match.Mismatch(facts) is { } key) return new(subscriber, Reason(key), $"{key} is not {string.Join(" or ", subscriber.Match.Keys[key])}");
        if (subscriber.IsUnconfirmed) return new(subscriber, RouteReason.Unconfirmed, "they have not confirmed their address");
        if (!subscriber.HasChannel && subscriber.Unsubscribed.Count > 0) return new(subscriber, RouteReason.Unsubscribed, "they have unsubscribed");
        if (!subscriber.HasChannel) return new(subscriber, RouteReason.NoChannel, "they have no address");
        return new(subscriber, RouteReason.Told, Matched(subscriber));
    }

    private static RouteReason Reason(string key) => key switch
    {
        "rule" => RouteReason.RuleDoesNotMatch,
        "series" => RouteReason.SeriesDoesNotMatch,
        _ => RouteReason.LabelDoesNotMatch,
    };

    private static string Matched(Subscriber subscriber)
    {
        var severity = subscriber.MinSeverity == Severity.Info ? "" : $" from severity {subscriber.MinSeverity.Text()} on";
        return subscriber.Match.Keys.Count == 0 ? $"they are told of everything{severity}" : $"they are told where {subscriber.Match}{severity}";
    }
}
