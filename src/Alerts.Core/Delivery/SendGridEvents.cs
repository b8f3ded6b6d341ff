using System.Globalization;
using System.Text.Json;
using Alerts.Core.Notifications;
using Alerts.Core.Observations;

namespace Alerts.Core.Delivery;

/// <summary>Reads what SendGrid's event webhook posts: a JSON array, each event with the custom arguments of its message beside its own fields.</summary>
public static class SendGridEvents
{
    /// <summary>The custom argument by which an event names our notification.</summary>
    public const string OurId = "delivery_id";

    private const int LongestDetail = 200;
    private const char KeySeparator = '\x1f';

    private static readonly string[] DetailFields = ["type", "status", "reason", "response"];

    // What says the same has the same of these; the provider's own id of an event changes when it repeats it.
    private static readonly string[] KeyFields = ["sg_message_id", "email", "event", "timestamp", "attempt", "status", "url"];

    /// <returns>In the order posted, without what is no event (no name, no address, no time); null where the body is no JSON array.</returns>
    public static IReadOnlyList<ProviderEvent>? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Array) return null;
            return [.. document.RootElement.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object).Select(Event).OfType<ProviderEvent>()];
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ProviderEvent? Event(JsonElement item)
    {
        var (name, address, id) = (Text(item, "event"), Text(item, "email").ToLowerInvariant(), Text(item, OurId));
        if (name.Length == 0 || address.Length == 0 || Instant(Text(item, "timestamp")) is not { } at) return null;
        var (outcome, effect) = Meaning(name, Text(item, "type"), Text(item, "status"), Text(item, "reason"));
        return new(id.Length == 0 ? null : new NotificationId(id), address, effect, new(Key(item), name, at, outcome, Detail(item)));
    }

    private static (Outcome? Outcome, AddressEffect Effect) Meaning(string name, string type, string status, string reason) => name switch
    {
        "processed" => (Outcome.Accepted, AddressEffect.None),
        "deferred" => (Outcome.Deferred, AddressEffect.None),
        "delivered" => (Outcome.Delivered, AddressEffect.Works),
        "bounce" when type != "blocked" && status.StartsWith('5') => (Outcome.Failed, AddressEffect.Gone),
        "bounce" => (Outcome.Failed, AddressEffect.SoftFailure),
        "dropped" when reason.StartsWith("Bounced Address", StringComparison.OrdinalIgnoreCase) => (Outcome.Failed, AddressEffect.Gone),
        "dropped" when reason.StartsWith("Unsubscribed Address", StringComparison.OrdinalIgnoreCase) || reason.StartsWith("Spam Reporting Address", StringComparison.OrdinalIgnoreCase) => (Outcome.Failed, AddressEffect.OptOut),
        "dropped" => (Outcome.Failed, AddressEffect.None),
        "spamreport" or "unsubscribe" or "group_unsubscribe" => (null, AddressEffect.OptOut),
        "group_resubscribe" => (null, AddressEffect.OptIn),
        _ => (null, AddressEffect.None),
    };

    private static string Key(JsonElement item)
    {
        var said = KeyFields.Select(field => field == "email" ? Text(item, field).ToLowerInvariant() : Text(item, field));
        return TextHash.Hex(string.Join(KeySeparator, said));
    }

    // "5.1.1 550 no such user"; of a delivery what the mail server said.
    private static string Detail(JsonElement item)
    {
        return Fitting.FirstWords(string.Join(' ', DetailFields.Select(field => Text(item, field)).Where(text => text.Length > 0)), LongestDetail);
    }

    private static DateTimeOffset? Instant(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds() ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    /// <summary>A text, or a number as it is written; empty where there is neither.</summary>
    private static string Text(JsonElement item, string name)
    {
        if (!item.TryGetProperty(name, out var value)) return "";
        if (value.ValueKind == JsonValueKind.Number) return value.GetRawText();
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        }
        catch (InvalidOperationException)
        {
            // An escape of half a character, which no text can hold.
            return "";
        }
    }
}
