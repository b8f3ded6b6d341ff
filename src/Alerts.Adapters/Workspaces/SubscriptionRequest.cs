using System.Net.Mail;
using System.Text.Json;
using Alerts.Core.Routing;

namespace Alerts.Adapters.Workspaces;

/// <summary>Reads what somebody asks for by themselves: JSON with the keys of <c>subscribers.yaml</c>, checked by the same rules. Unlike there, <c>${NAME}</c> names no variable: nobody may ask for those.</summary>
public static class SubscriptionRequest
{
    private const int LongestAddress = 254;
    private const int LongestPattern = 200;

    /// <param name="body">An object.</param>
    /// <returns>Who they are and what they want; or every mistake.</returns>
    public static (Subscriber? Subscriber, IReadOnlyList<string> Mistakes) Read(JsonElement body)
    {
        var mistakes = new Mistakes(_ => null);
        var section = Section.Open("", (YamlMappingNode)Node(body), Shapes.OwnSubscription, mistakes);
        var address = section.Text("email");
        if (address is not null && !IsAddress(address)) section.Wrong("email", "wrong-address", "'email' is no address", "such as buyer@example.com");
        var subscriber = SubscriberSection.Wishes(section, Subscription.IdOf(address ?? ""), [address ?? ""]);
        if (subscriber.Match.Keys.Any(match => match.Value.Append(match.Key).Any(text => text.Length is 0 or > LongestPattern || text.Any(char.IsControl))))
            section.Wrong("match", "wrong-value", "'match' holds a text that is empty, too long or of several lines", $"1 to {LongestPattern} characters");
        if (mistakes.Unset.Count > 0) return (null, [$"'${{{mistakes.Unset[0]}}}' stands for a variable, and nobody may ask for those"]);
        var wrong = mistakes.All.Where(mistake => mistake.IsError).Select(mistake => $"{mistake.Message}{(mistake.Expected is null ? "" : $"; expected {mistake.Expected}")}{(mistake.Nearest is null ? "" : $" (nearest: {mistake.Nearest})")}").ToList();
        return wrong.Count > 0 || address is null ? (null, wrong) : (subscriber, []);
    }

    private static bool IsAddress(string text) => text.Length <= LongestAddress && !text.Any(char.IsControl) && MailAddress.TryCreate(text, out var address) && address.Address == text;

    private static YamlNode Node(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => new YamlMappingNode([.. json.EnumerateObject().Select(member => new YamlEntry(new YamlScalarNode(member.Name), Node(member.Value)))]),
        JsonValueKind.Array => new YamlSequenceNode([.. json.EnumerateArray().Select(Node)]),
        JsonValueKind.String => new YamlScalarNode(json.GetString()) { Style = ScalarStyle.DoubleQuoted },
        JsonValueKind.Null => new YamlScalarNode("null"),
        _ => new YamlScalarNode(json.GetRawText()),
    };
}
