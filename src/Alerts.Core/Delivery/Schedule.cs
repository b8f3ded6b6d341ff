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

    /// <summary>Standard Webhooks' own; Slack's webhooks go by it as well.</summary>
    public static readonly Schedule Webhook = new(
        [TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5), TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24)],
        null, TimeSpan.FromDays(5), 0.2, 0.2);

    /// <summary>No wait is shorter than it says: a server that greylists counts five minutes. A person sees a mail twice, so it is repeated once where it may have arrived.</summary>
    public static readonly Schedule Smtp = new([TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30)], TimeSpan.FromHours(1), TimeSpan.FromHours(72), 0, 0.2, MostUnknown: 2);

    /// <summary>A provider on the web: it is back sooner than a mail server, and keeps trying itself once it has taken a message.</summary>
    public static readonly Schedule SendGrid = new([TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30)], TimeSpan.FromHours(1), TimeSpan.FromHours(72), 0.2, 0.2, MostUnknown: 2) { Silence = TimeSpan.FromMinutes(15) };

    /// <summary>A folder comes back when the disk has room.</summary>
    public static readonly Schedule Folder = new([TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10)], TimeSpan.FromHours(1), TimeSpan.FromHours(72), 0.2, 0.2);

    /// <param name="attempt">Number of the attempt that failed, from 1.</param>
    /// <param name="jitter">A draw in [0, 1).</param>
    /// <returns>Null when it is not to be tried again.</returns>
    public TimeSpan? WaitAfter(int attempt, double jitter) =>
        (attempt <= Waits.Count ? Waits[attempt - 1] : Then) is { } wait ? wait * (1 - Shorter + ((Shorter + Longer) * jitter)) : null;
}
