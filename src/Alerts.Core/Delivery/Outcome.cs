namespace Alerts.Core.Delivery;

/// <summary>What an attempt came to. <see cref="Accepted"/> is not <see cref="Delivered"/>: nobody may have seen it yet.</summary>
public enum Outcome
{
    /// <summary>The provider took it over.</summary>
    Accepted,

    /// <summary>The last hop confirmed it.</summary>
    Delivered,

    /// <summary>The provider is still trying.</summary>
    Deferred,

    /// <summary>A passing failure; the time of the next attempt is known.</summary>
    Retry,

    /// <summary>Final for this message; can be replayed by hand.</summary>
    Failed,

    /// <summary>Final for this destination.</summary>
    DeadEndpoint,

    /// <summary>Sent, and no answer: it may have arrived.</summary>
    Unknown,
}

public static class Outcomes
{
    /// <summary>As the ledger and JSON name it: <c>dead-endpoint</c>.</summary>
    public static string Text(this Outcome outcome) => outcome == Outcome.DeadEndpoint ? "dead-endpoint" : outcome.ToString().ToLowerInvariant();
}
