using Alerts.Core.Delivery;
using Alerts.Core.Routing;
using Alerts.Core.Rules;
using YamlDotNet.RepresentationModel;

namespace Alerts.Adapters.Workspaces;

/// <summary>Reads one entry of <c>subscribers</c>.</summary>
internal static class SubscriberSection
{
    private const int MostSecrets = 2;
    private const string ASecret = "whsec_ and Base64 of 24 to 64 bytes";

    public static Subscriber? Read(Section section, Names names, AddressGuard guard)
    {
        var id = names.Take(section, "subscriber");
        var email = section.List("email").Select(node => Address(section, node)).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var (slack, webhook) = (Slack(section, guard), Webhook(section, guard));
        var teams = Teams(section, guard);
        if (id is null) return null;
        return new(id, MatchSection.Read(section, "match"), Names.Severity(section, "min-severity", Severity.Info), email, slack, webhook)
        {
            Teams = teams,
            TimeZone = section.Text("time-zone") is null ? null : Settings.Zone(section),
            Digest = TimesSection.Digest(section, "digest"),
            QuietHours = TimesSection.QuietHours(section),
            Urgent = Names.Severity(section, "urgent", Severity.Critical),
            IsGrouped = section.Choice("group", 0, "none", "release") == 1,
            QuietWeek = TimesSection.Digest(section, "quiet-week"),
        };
    }

    private static string? Teams(Section section, AddressGuard guard)
    {
        if (section.Text("teams") is not { } url || !TeamsConnector.Is(url)) return Url(section, "teams", "teams", guard);
        section.Wrong("teams", "retired-connector", "the address of 'teams' is an Office 365 connector's, and those are retired", "the address of a workflow: in Teams, Workflows, 'Post to a channel when a webhook request is received'");
        return null;
    }

    private static string? Slack(Section section, AddressGuard guard) => Url(section, "slack", "slack", guard);

    private static WebhookSettings? Webhook(Section section, AddressGuard guard)
    {
        if (section.Mapping("webhook") is not { } mapping) return null;
        var webhook = Section.Open(section.File, mapping, Shapes.Webhook, section.All);
        var secrets = webhook.FilledList("secret").Select(node => Secret(webhook, node)).OfType<string>().ToList();
        if (secrets.Count > MostSecrets) webhook.Wrong("secret", "wrong-secret", "'secret' holds more than two", $"{ASecret}; two at most");
        return Url(webhook, "url", "webhook", guard) is { } url ? new(url, secrets) : null;
    }

    private static string? Url(Section section, string key, string channel, AddressGuard guard)
    {
        var url = section.Text(key);
        if (url is null || guard.Refusal(url) is not { } refusal) return url;
        // Why it is refused tells parts of it, which may be a secret of the environment.
        section.Wrong(key, "refused-address", $"the address of '{channel}' is refused{(section.IsFilled(key) ? "" : $": {refusal}")}", "an https address, or a host that allow-hosts opens");
        return null;
    }

    private static string? Secret(Section section, YamlScalarNode node)
    {
        var secret = section.Text(node, "secret");
        if (secret is null || WebhookSignature.IsSecret(secret)) return secret;
        section.Wrong(node, "wrong-secret", "'secret' cannot sign", $"{ASecret}; two at most");
        return null;
    }

    private static string? Address(Section section, YamlScalarNode node)
    {
        var address = section.Text(node, "email");
        if (address is null || Settings.IsAddress(address)) return address;
        section.Wrong(node, "wrong-address", "an entry of 'email' is no address", "such as buyer@example.com");
        return null;
    }
}
