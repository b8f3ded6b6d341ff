using Alerts.Core.Delivery;
using Alerts.Core.Observations;
using Alerts.Core.Routing;
using Alerts.Core.Rules;

namespace Alerts.Adapters.Workspaces;

/// <summary>Reads one entry of <c>subscribers</c>.</summary>
internal static class SubscriberSection
{
    private const int MostSecrets = 2;
    private const string ASecret = "whsec_ and Base64 of 24 to 64 bytes";

    public static Subscriber? Read(Section section, Names names, AddressGuard guard, IReadOnlyDictionary<string, SeriesDefinition> series)
    {
        var id = names.Take(section, "subscriber");
        var email = section.List("email").Select(node => Address(section, node)).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var (slack, webhook) = (Slack(section, guard), Webhook(section, guard));
        var teams = Teams(section, guard);
        var buys = Buys(section, names, series).ToList();
        if (id is null) return null;
        return Wishes(section, id, email) with { Slack = slack, Webhook = webhook, Teams = teams, Buys = buys };
    }

    /// <summary>What they want to hear, and when.</summary>
    public static Subscriber Wishes(Section section, string id, IReadOnlyList<string> email) =>
        new(id, MatchSection.Read(section, "match"), Names.Severity(section, "min-severity", Severity.Info), email)
        {
            TimeZone = section.Text("time-zone") is null ? null : Settings.Zone(section),
            Digest = TimesSection.Digest(section, "digest"),
            QuietHours = TimesSection.QuietHours(section),
            Urgent = Names.Severity(section, "urgent", Severity.Critical),
            IsGrouped = section.Choice("group", 0, "none", "release") == 1,
            QuietWeek = TimesSection.Digest(section, "quiet-week"),
        };

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

    private static IEnumerable<Purchase> Buys(Section section, Names names, IReadOnlyDictionary<string, SeriesDefinition> series)
    {
        foreach (var (key, value) in section.Entries("buys"))
        {
            var id = (key as YamlScalarNode)?.Value ?? "";
            if (!series.TryGetValue(id, out var definition))
            {
                if (!names.SeriesAreUnsure && !names.IsDeclared(Names.Series, id)) section.Wrong(key, "unknown-series", $"unknown series '{id}'", null, Nearest.Name(id, series.Keys.Where(known => !SeriesConversion.IsConverted(known)).Order(StringComparer.Ordinal)));
            }
            else if (value is not YamlScalarNode scalar) section.Wrong(value, "wrong-type", $"'{id}' is of the wrong shape", "a quantity, such as 1.2 t/year");
            else if (section.Text(scalar, id) is { } text)
            {
                if (Purchase.ReadAYear(text) is not { } quantity) section.Wrong(value, "wrong-value", $"'{text}' is no quantity a year", "such as 1.2 t/year or 100 kg/month");
                else if (!Purchase.IsPricedIn(definition.Unit, quantity.Unit)) section.Wrong(value, "wrong-unit", $"{id} in {definition.Unit} is no price of {quantity.Unit}", definition.Unit is { IsPrice: true, Divisor: { } divisor } ? $"a quantity such as 100 {divisor}/year" : "a series of prices");
                else yield return new(id, quantity);
            }
        }
    }

    private static string? Address(Section section, YamlScalarNode node)
    {
        var address = section.Text(node, "email");
        if (address is null || Settings.IsAddress(address)) return address;
        section.Wrong(node, "wrong-address", "an entry of 'email' is no address", "such as buyer@example.com");
        return null;
    }
}
