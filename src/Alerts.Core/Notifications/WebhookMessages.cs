using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Alerts.Core.Alerting;
using Alerts.Core.Observations;
using Alerts.Core.Routing;

namespace Alerts.Core.Notifications;

/// <summary>The body of a webhook: <c>{"type","timestamp","data":EVENT}</c> (CONTRACT §3).</summary>
public static class WebhookMessages
{
    /// <summary>Bytes that a receiver has to take; a larger body is not sent.</summary>
    public const int Largest = 256 * 1024;

    /// <summary>Where the whole is larger than <see cref="Largest"/>, the event lacks what its totals are added up from, or all of its explanation, and <c>"shortened":true</c> stands before it.</summary>
    /// <param name="buys">What the subscriber buys: where the event is about it, <c>data</c> holds <c>purchase</c> besides.</param>
    public static Message Of(AlertEvent told, IReadOnlyList<Purchase> buys)
    {
        var cost = PurchaseCost.Of(told, buys);
        var body = Body(told, cost);
        foreach (var explanation in new[] { told.Explanation.Where(line => !line.IsPart), [] })
        {
            if (Encoding.UTF8.GetByteCount(body) <= Largest) break;
            body = Body(told with { Explanation = [.. explanation] }, cost, isShortened: true);
        }
        return new(told.Title, body, "");
    }

    private static void Write(Utf8JsonWriter json, PurchaseCost cost)
    {
        json.WriteStartObject("purchase");
        json.WriteString("series", cost.Purchase.Series);
        Write(json, "quantity", cost.Purchase.AYear, $"{cost.Purchase.AYear.Unit}/year");
        Write(json, "change", cost.Change, $"{cost.Change.Unit}/year");
        json.WriteString("formula", cost.Formula);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, Quantity quantity, string unit)
    {
        json.WriteStartObject(name);
        json.WriteNumber("value", quantity.Amount / 1.0000000000000000000000000000m);
        json.WriteString("unit", unit);
        json.WriteEndObject();
    }

    private static string Body(AlertEvent told, PurchaseCost? cost, bool isShortened = false)
    {
        var written = new ArrayBufferWriter<byte>(EventJson.UsualLength);
        using (var json = new Utf8JsonWriter(written, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("type", told.Type.Text());
            json.WriteString("timestamp", EventJson.Instant(told.Published));
            if (isShortened) json.WriteBoolean("shortened", true);
            json.WritePropertyName("data");
            EventJson.Write(json, told, cost is null ? null : () => Write(json, cost));
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(written.WrittenSpan);
    }
}
