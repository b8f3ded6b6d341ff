using Alerts.Core.Alerting;
using Alerts.Core.Observations;
using Alerts.Core.Rules;

namespace Alerts.Core.Routing;

/// <summary>An alert that people were told of and that has not ended.</summary>
public sealed record OpenAlert(EventId Id, RouteFacts Facts);

/// <summary>All that may hold a message back at a moment.</summary>
/// <param name="Zone">The workspace's: of mute times, and of subscribers without one of their own.</param>
/// <param name="GroupWait">How long the first of a group waits for the others.</param>
public sealed record NoiseNow(NoiseControl Control, IReadOnlyList<Silence> Silences, IReadOnlyList<OpenAlert> Open, TimeZoneInfo Zone, TimeSpan GroupWait, DateTimeOffset Now);

/// <summary>Whether a receiver is told now or later.</summary>
public static class Postponements
{
    /// <summary>An inhibition lasts as long as its alert: until something tells of its end.</summary>
    public static DateTimeOffset WithoutEnd { get; } = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    /// <param name="publication">Hash of the file that caused the event.</param>
    /// <param name="isForPeople">Machines are told at once, whatever the hour, each event apart.</param>
    /// <param name="continues">They know the beginning of it: what was told is not left without its end.</param>
    /// <param name="after">What has held it back until now, where something has.</param>
    /// <returns>Null: now.</returns>
    public static Postponement? Of(RouteFacts facts, Subscriber subscriber, string publication, NoiseNow noise, bool isForPeople, bool continues, PostponeReason? after = null)
    {
        if (!continues && HeldFromAll(facts, noise) is { } held) return held;
        if (!isForPeople) return null;
        if (facts.Severity < subscriber.Urgent && ToAnHour(subscriber, noise, after) is { } later) return later;
        if (after is null && subscriber.IsGrouped) return new(PostponeReason.Grouped, publication, noise.Now + noise.GroupWait, "with what the same release raises");
        return null;
    }

    private static Postponement? ToAnHour(Subscriber subscriber, NoiseNow noise, PostponeReason? after)
    {
        var zone = subscriber.TimeZone ?? noise.Zone;
        if (after is null or < PostponeReason.Digest && subscriber.Digest is { } digest && digest.Next(noise.Now, zone) is var next) return new(PostponeReason.Digest, "", next, $"in the digest of {At(next, zone)}");
        return subscriber.Digest is null && subscriber.QuietHours?.End(noise.Now, zone) is { } end ? new(PostponeReason.QuietHours, "", end, $"quiet hours until {At(end, zone)}") : null;
    }

    private static Postponement? HeldFromAll(RouteFacts facts, NoiseNow noise)
    {
        if (noise.Open.FirstOrDefault(open => noise.Control.Inhibitions.Any(inhibition => inhibition.Applies(open.Facts, facts))) is { } cause)
            return new(PostponeReason.Inhibited, cause.Id.Text, WithoutEnd, $"held back while {cause.Facts.Rule} over {string.Join(", ", cause.Facts.Series)} fires");
        // Of several, the one that ends last: nothing else has to be looked at before.
        if (noise.Silences.Where(silence => silence.Holds(noise.Now) && silence.Match.Matches(facts)).MaxBy(silence => silence.End) is { } pause)
            return new(PostponeReason.Silenced, pause.Id, pause.End, $"silenced by {pause.By} until {At(pause.End, noise.Zone)}: {pause.Why}");
        foreach (var mute in noise.Control.MuteTimes)
            if (mute.Match.Matches(facts) && mute.When.End(noise.Now, noise.Zone) is { } end) return new(PostponeReason.Muted, mute.Id, end, $"muted ({mute.Id}) until {At(end, noise.Zone)}");
        return null;
    }

    private static string At(DateTimeOffset instant, TimeZoneInfo zone)
    {
        var local = LocalTimes.Of(instant, zone);
        return $"{local:HH\\:mm} on {Worded.Day(DateOnly.FromDateTime(local))}";
    }
}
