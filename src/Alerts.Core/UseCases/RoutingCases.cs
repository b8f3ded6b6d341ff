namespace Alerts.Core.UseCases;

/// <summary>The use cases that decide who is told of what, and when, over the same stores.</summary>
public sealed record RoutingCases(RouteEvent Route, SendBundle Bundles, Noise Noise, QuietWeeks QuietWeeks, SubscribeByMail Subscribe)
{
    /// <param name="groupWait">See <see cref="UseCases.Noise"/>.</param>
    public static RoutingCases Over(IObservationStore observations, IAlertStore alerts, INotificationStore notifications, IPostponementStore postponements, ISilenceStore silences, ISubscriptionStore subscriptions, TimeSpan groupWait, TimeProvider clock)
    {
        var (noise, messages) = (new Noise(alerts, postponements, silences, groupWait, clock), new Messages(observations));
        return new(
            new(alerts, notifications, postponements, subscriptions, noise, messages, clock), new(alerts, notifications, postponements, subscriptions, noise, messages, clock), noise,
            new(observations, alerts, notifications, subscriptions, clock), new(subscriptions, notifications, clock));
    }
}
