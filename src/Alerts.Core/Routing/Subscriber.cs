using Alerts.Core.Rules;

namespace Alerts.Core.Routing;

/// <summary>Who wants to know, of what, and where.</summary>
/// <param name="Match">Key → patterns: a label, <c>rule</c> or <c>series</c>; all keys must match, any pattern of a key will do. Empty: everything.</param>
/// <param name="Email">Addresses, each told apart.</param>
/// <param name="Slack">Address of an incoming webhook, a secret; null: none.</param>
/// <param name="Webhook">Null: none.</param>
public sealed record Subscriber(
    string Id,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Match,
    Severity MinSeverity,
    IReadOnlyList<string> Email,
    string? Slack = null,
    WebhookSettings? Webhook = null)
{
    /// <summary>What they buy, each series once: messages tell what a change costs them.</summary>
    public IReadOnlyList<Purchase> Buys { get; init; } = [];

    public bool HasChannel => Email.Count > 0 || Slack is not null || Webhook is not null;
}

/// <param name="Secrets">Two while they are being changed: both sign.</param>
public sealed record WebhookSettings(string Url, IReadOnlyList<string> Secrets);
