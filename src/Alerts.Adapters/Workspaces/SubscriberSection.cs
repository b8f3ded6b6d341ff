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
        return id is null ? null : new(id, Match(section), Names.Severity(section, "min-severity", Severity.Info), email, slack, webhook) { Teams = teams };
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

    private static SortedList<string, IReadOnlyList<string>> Match(Section section)
    {
        var match = new SortedList<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var (key, value) in section.Entries("match"))
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            if (value is YamlScalarNode one) match[name] = Patterns(section, name, [one]);
            else if (value is YamlSequenceNode several && several.Children.Count > 0 && several.Children.All(item => item is YamlScalarNode)) match[name] = Patterns(section, name, several.Children.Cast<YamlScalarNode>());
            else section.Wrong(value, "wrong-type", $"'{name}' matches nothing", "a pattern, or a list of patterns");
        }
        return match;
    }

    private static List<string> Patterns(Section section, string name, IEnumerable<YamlScalarNode> nodes) =>
        [.. nodes.Select(node => section.Text(node, name)).OfType<string>()];

    private static string? Address(Section section, YamlScalarNode node)
    {
        var address = section.Text(node, "email");
        if (address is null || Settings.IsAddress(address)) return address;
        section.Wrong(node, "wrong-address", "an entry of 'email' is no address", "such as buyer@example.com");
        return null;
    }
}
