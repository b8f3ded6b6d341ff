using System.Globalization;
using System.Text.Json;
using Alerts.Core.Notifications;

namespace Alerts.Core.Delivery;

/// <summary>What the answers of SendGrid's <c>v3/mail/send</c> mean. It takes a message over at best: whether it was delivered, its events tell later.</summary>
public static class SendGridAnswers
{
    private const int LongestDetail = 200;

    /// <param name="isSandbox">The request asked for a check alone, which is answered with 200.</param>
    /// <param name="header">The value of a header of the answer; null where there is none.</param>
    public static Answer Of(int status, string body, bool isSandbox, Func<string, string?> header, DateTimeOffset now) => status switch
    {
        202 => new(Outcome.Accepted, Line($"202 {header("X-Message-Id")}")),
        200 when isSandbox => new(Outcome.Accepted, "200 checked in the sandbox, not sent"),
        401 => new(Outcome.Failed, Line($"401 the API key is not valid: {Errors(body)}")),
        403 => new(Outcome.Failed, Line($"403 the API key may not send, or the sender is not verified: {Errors(body)}")),
        413 => new(Outcome.Failed, Line($"413 the message is too large: {Errors(body)}")),
        429 => new(Outcome.Retry, Line($"429 {Errors(body)}"), RetryAfter.Read(header("Retry-After"), now) ?? UntilReset(header("X-RateLimit-Reset"), now), HoldsDestination: true),
        503 when RetryAfter.Read(header("Retry-After"), now) is { } wait => new(Outcome.Retry, Line($"503 {Errors(body)}"), wait, HoldsDestination: true),
        408 or >= 500 => new(Outcome.Retry, Line($"{status} {Errors(body)}")),
        >= 200 and < 300 => new(Outcome.Failed, Line($"{status} is not how SendGrid takes a message over: {Errors(body)}")),
        >= 300 and < 400 => new(Outcome.Failed, $"{status} redirects are not followed"),
        _ => new(Outcome.Failed, Line($"{status} {Errors(body)}")),
    };

    /// <summary>How long until the second (of Unix time) at which requests are let in again; null where the header does not say, or it has passed.</summary>
    private static TimeSpan? UntilReset(string? header, DateTimeOffset now)
    {
        if (!long.TryParse(header?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var second)) return null;
        return RetryAfter.Read((second - now.ToUnixTimeSeconds()).ToString(CultureInfo.InvariantCulture), now);
    }

    /// <summary><c>from.email: The from address does not match…</c> of each error; the body's own words where it is not in SendGrid's form.</summary>
    private static string Errors(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("errors", out var errors) || errors.ValueKind != JsonValueKind.Array) return body;
            return string.Join("; ", errors.EnumerateArray().Select(error => (Field: Text(error, "field"), Message: Text(error, "message"))).Select(error => error.Field is null ? error.Message : $"{error.Field}: {error.Message}"));
        }
        catch (JsonException)
        {
            return body;
        }
    }

    private static string? Text(JsonElement error, string name) =>
        error.ValueKind == JsonValueKind.Object && error.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Line(string text) => Fitting.FirstWords(text, LongestDetail).TrimEnd(':');
}
