using Alerts.Core.Rules;

namespace Alerts.Core.Routing;

/// <summary>Who wants to know, of what, and where.</summary>
/// <param name="Email">Addresses, each told apart.</param>
/// <param name="Slack">Address of an incoming webhook, a secret; null: none.</param>
/// <param name="Webhook">Null: none.</param>
public sealed record Subscriber(
    string Id,
    Match Match,
    Severity MinSeverity,
    IReadOnlyList<string> Email,
    string? Slack = null,
    WebhookSettings? Webhook = null)
{
    /// <summary>What they buy, each series once: messages tell what a change costs them.</summary>
    public IReadOnlyList<Purchase> Buys { get; init; } = [];

    /// <summary>Address of a Microsoft Teams workflow, a secret; null: none.</summary>
    public string? Teams { get; init; }

    /// <summary>Of their digest and quiet hours; null: the workspace's.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    /// <summary>Null: they are told at once.</summary>
    public Digest? Digest { get; init; }

    /// <summary>Null: at any hour.</summary>
    public Recurrence? QuietHours { get; init; }

    /// <summary>What is at least so severe is told at once, in quiet hours too.</summary>
    public Severity Urgent { get; init; } = Severity.Critical;

    /// <summary>What one release raises is one message.</summary>
    public bool IsGrouped { get; init; }

    /// <summary>When they are told that there was nothing to tell; null: never.</summary>
    public Digest? QuietWeek { get; init; }

    /// <summary>Those of their addresses that have unsubscribed: <see cref="Email"/> is without them.</summary>
    public IReadOnlyList<string> Unsubscribed { get; init; } = [];

    /// <summary>They asked by themselves and have not confirmed their address: it is not in <see cref="Email"/> yet.</summary>
    public bool IsUnconfirmed { get; init; }

    public bool HasChannel => Email.Count > 0 || Slack is not null || Teams is not null || Webhook is not null;
}

/// <param name="Secrets">Two while they are being changed: both sign.</param>
public sealed record WebhookSettings(string Url, IReadOnlyList<string> Secrets);
