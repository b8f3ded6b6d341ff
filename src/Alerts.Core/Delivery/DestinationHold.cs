namespace Alerts.Core.Delivery;

/// <summary>
/// How long a receiver that fails is left alone as a whole. After that one message tries it, while the others wait on: however many wait, a receiver that is down for
/// a minute meets some two dozen requests, and what waits follows its return within a tenth of the time that it was away.
/// </summary>
public static class DestinationHold
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private const int Part = 10;
    private static readonly TimeSpan Behind = TimeSpan.FromMilliseconds(1);

    // As for a schedule: up to a fifth shorter or longer, so that several senders do not come back at once.
    private const double Jitter = 0.2;

    /// <summary>When a message that waits for the end of a hold is due: those that were never tried go first, so that few spend several of their attempts on one outage.</summary>
    /// <param name="due">When it would be due without the hold: none becomes due sooner.</param>
    public static DateTimeOffset Turn(DateTimeOffset end, bool wasTried, DateTimeOffset due = default)
    {
        var turn = wasTried ? end + Behind : end;
        return turn > due ? turn : due;
    }

    /// <param name="failing">Since the first of its failures that no success has followed; zero at the first.</param>
    /// <param name="jitter">A draw in [0, 1).</param>
    public static TimeSpan After(TimeSpan failing, double jitter)
    {
        var part = failing / Part;
        var hold = part < Shortest ? Shortest : part > Longest ? Longest : part;
        return hold * (1 - Jitter + (2 * Jitter * jitter));
    }
}
