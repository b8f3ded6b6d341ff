using Alerts.Core.Delivery;
using Alerts.Core.Routing;
using Alerts.Core.Rules;
using YamlDotNet.RepresentationModel;

namespace Alerts.Adapters.Workspaces;

/// <summary>Reads one entry of <c>subscribers</c>.</summary>
internal static class SubscriberSection
{
    public static Subscriber? Read(Section section, Names names, AddressGuard guard)
    {
        var id = names.Take(section, "subscriber");
        var email = section.List("email").Select(node => Address(section, node)).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var (slack, webhook) = (Slack(section, guard), Webhook(section, guard));
        return id is null ? null : new(id, Match(section), Names.Severity(section, "min-severity", Severity.Info), email, slack, webhook);
    }

    private static string? Slack(Section section, AddressGuard guard)
    {
        if (section.Text("slack") is not { Length: > 0 } url) return null;
        if (guard.Refusal(url) is not { } refusal) return url;
        section.Wrong("slack", "refused-address", $"the address of 'slack' is refused: {refusal}", "an https address, or a host that allow-hosts opens");
        return null;
    }

    private static WebhookSettings? Webhook(Section section, AddressGuard guard)
    {
        if (section.Mapping("webhook") is not { } mapping) return null;
        var webhook = Section.Open(section.File, mapping, Shapes.Webhook, section.All);
        var secrets = webhook.List("secret").Select(webhook.Text).Where(secret => secret.Length > 0).ToList();
        if (secrets.Any(secret => !WebhookSignature.IsSecret(secret)) || secrets.Count > 2) webhook.Wrong("secret", "wrong-secret", "'secret' cannot sign", "whsec_ and Base64 of 24 to 64 bytes; two at most");
        if (webhook.Text("url") is not { Length: > 0 } url) return null;
        if (guard.Refusal(url) is { } refusal) webhook.Wrong("url", "refused-address", $"the address of 'webhook' is refused: {refusal}", "an https address, or a host that allow-hosts opens");
        return new(url, secrets);
    }

    private static SortedDictionary<string, IReadOnlyList<string>> Match(Section section)
    {
        var match = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var (key, value) in section.Entries("match"))
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            if (value is YamlScalarNode { Value.Length: > 0 } one) match[name] = [section.Text(one)];
            else if (value is YamlSequenceNode several && several.Children.Count > 0 && several.Children.All(item => item is YamlScalarNode)) match[name] = [.. several.Children.Cast<YamlScalarNode>().Select(section.Text)];
            else section.Wrong(value, "wrong-type", $"'{name}' matches nothing", "a pattern, or a list of patterns");
        }
        return match;
    }

    private static string? Address(Section section, YamlScalarNode node)
    {
        var address = section.Text(node);
        if (address.Length == 0 || Settings.IsAddress(address)) return address.Length == 0 ? null : address;
        section.Wrong(node, "wrong-address", "an entry of 'email' is no address", "such as buyer@example.com");
        return null;
    }
}
