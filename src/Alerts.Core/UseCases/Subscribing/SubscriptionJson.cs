using System.Globalization;
using System.Text.Json;
using Alerts.Core.Observations;
using Alerts.Core.Routing;

namespace Alerts.Core.UseCases;

/// <summary>A subscription as stores keep it: one JSON object. Subscriber, address and version stand beside it.</summary>
public static class SubscriptionJson
{
    public static string Write(Subscription subscription) => JsonText.Object(json =>
    {
        json.Text("wants", subscription.Wants is { } wants ? SubscriberJson.Text(wants) : null);
        json.Text("asked", subscription.Asked is { } asked ? SubscriberJson.Text(asked) : null);
        json.Texts("asks", subscription.Asks.Select(ask => ask.ToString("O", CultureInfo.InvariantCulture)));
        json.Text("confirmed", subscription.Confirmed?.ToString("O", CultureInfo.InvariantCulture));
        json.Text("unsubscribed", subscription.Unsubscribed?.ToString("O", CultureInfo.InvariantCulture));
    });

    public static Subscription Read(string subscriber, string address, long version, string document)
    {
        using var parsed = JsonDocument.Parse(document);
        var json = parsed.RootElement;
        return new(subscriber, address, version)
        {
            Wants = Text("wants") is { } wants ? SubscriberJson.Read(wants, subscriber, address) : null,
            Asked = Text("asked") is { } asked ? SubscriberJson.Read(asked, subscriber, address) : null,
            Asks = [.. json.GetProperty("asks").EnumerateArray().Select(ask => Instant(ask.GetString()!))],
            Confirmed = Text("confirmed") is { } confirmed ? Instant(confirmed) : null,
            Unsubscribed = Text("unsubscribed") is { } unsubscribed ? Instant(unsubscribed) : null,
        };

        string? Text(string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture);
}
