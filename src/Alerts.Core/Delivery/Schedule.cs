namespace Alerts.Core.Delivery;

/// <summary>How often and how long a channel is tried.</summary>
/// <param name="Waits">After the first, second, … failed attempt.</param>
/// <param name="Then">After all further ones; null: the notification is dead then, and kept.</param>
/// <param name="GiveUpAfter">Counted from the first attempt.</param>
/// <param name="Shorter">Part of a wait by which it may be shorter, so that receivers are not met all at once.</param>
/// <param name="Longer">The same, longer.</param>
/// <param name="MostUnknown">How many attempts may end without an answer before a person has to say whether it arrived; null: any number, as the receiver tells a repeat by its id.</param>
public sealed record Schedule(IReadOnlyList<TimeSpan> Waits, TimeSpan? Then, TimeSpan GiveUpAfter, double Shorter, double Longer, int? MostUnknown = null)
{
    /// <summary>How long a provider's events are waited for after an attempt without an answer, since it tells no repeat by its id. Null: the usual wait.</summary>
    public TimeSpan? Silence { get; init; }

    /// <summary>How long a receiver may take nothing at all before it counts as gone; null: for ever.</summary>
    public TimeSpan? GoneAfter { get; init; }

    // A receiver that is told something once a month is not gone because it was away a month ago and stumbles today.
    private static readonly TimeSpan TriedAtLeast = TimeSpan.FromDays(1);

    /// <summary>Standard Webhooks' own; Slack's webhooks go by it as well.</summary>
    public static readonly Schedule Webhook = new(
        [TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5), TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24)],
        null, TimeSpan.FromDays(5), 0.2, 0.2)
    { GoneAfter = TimeSpan.FromDays(5) };

    /// <summary>Microsoft Teams tells no repeat by its id and shows each: one that may have arrived is repeated once.</summary>
    public static readonly Schedule Teams = Webhook with { MostUnknown = 2 };

    /// <summary>No wait is shorter than it says: a server that greylists counts five minutes. A person sees a mail twice, so it is repeated once where it may have arrived.</summary>
    public static readonly Schedule Smtp = new([TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30)], TimeSpan.FromHours(1), TimeSpan.FromHours(72), 0, 0.2, MostUnknown: 2);

    /// <summary>A provider on the web: it is back sooner than a mail server, and keeps trying itself once it has taken a message.</summary>
    public static readonly Schedule SendGrid = new([TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30)], TimeSpan.FromHours(1), TimeSpan.FromHours(72), 0.2, 0.2, MostUnknown: 2) { Silence = TimeSpan.FromMinutes(15) };

    /// <summary>A folder comes back when the disk has room.</summary>
    public static readonly Schedule Folder = new([TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10)], TimeSpan.FromHours(1), TimeSpan.FromHours(72), 0.2, 0.2);

    /// <summary>What an answer means after those before it.</summary>
    /// <param name="firstAt">When the message was tried first.</param>
    /// <param name="failingSince">The first of its destination's failures that no success has followed; null: it works, as far as is known.</param>
    /// <returns>The answer itself; or that the destination is gone.</returns>
    public Answer Weighed(Answer answer, DateTimeOffset firstAt, DateTimeOffset? failingSince, DateTimeOffset now) =>
        answer.Outcome is Outcome.Retry or Outcome.Unknown && now - failingSince >= GoneAfter && now - firstAt >= TriedAtLeast
            ? answer with { Outcome = Outcome.DeadEndpoint, Detail = $"{answer.Detail}: nothing was taken since {failingSince:yyyy-MM-dd'T'HH:mm:sszzz}" }
            : answer;

    /// <param name="attempt">Number of the attempt that failed, from 1.</param>
    /// <param name="jitter">A draw in [0, 1).</param>
    /// <returns>Null when it is not to be tried again.</returns>
    public TimeSpan? WaitAfter(int attempt, double jitter) =>
        (attempt <= Waits.Count ? Waits[attempt - 1] : Then) is { } wait ? wait * (1 - Shorter + ((Shorter + Longer) * jitter)) : null;
}
