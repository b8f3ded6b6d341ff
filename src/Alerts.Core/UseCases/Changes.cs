namespace Alerts.Core.UseCases;

/// <summary>What people change by hand, over the same stores.</summary>
public sealed record Changes(Silencing Silencing, DecideQuarantine Decide, SubscribeByMail Subscribe)
{
    public static Changes Over(IRawFileStore rawFiles, IObservationStore observations, IAlertStore alerts, INotificationStore notifications, IPostponementStore postponements, ISilenceStore silences, ISubscriptionStore subscriptions, TimeProvider clock) =>
        new(new(silences, new(alerts, postponements, silences, TimeSpan.Zero, clock), clock), new(rawFiles, observations, clock), new(subscriptions, notifications, clock));
}
