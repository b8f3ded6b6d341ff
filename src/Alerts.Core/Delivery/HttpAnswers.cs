using Alerts.Core.Notifications;

namespace Alerts.Core.Delivery;

/// <summary>What the answers of HTTP receivers mean: one table for each kind.</summary>
public static class HttpAnswers
{
    private const int LongestDetail = 200;

    // A redirect once or twice may be a gateway's.
    private const int MovedForGood = 3;

    /// <summary>A generic webhook, as Standard Webhooks says: any 2xx is delivered, 410 ends it, all else is tried again.</summary>
    /// <param name="retryAfter">The raw header; null when there is none.</param>
    public static Answer Webhook(int status, string body, string? retryAfter, DateTimeOffset now) => status switch
    {
        >= 200 and < 300 => new(Outcome.Delivered, Detail(status, body)),
        410 => new(Outcome.DeadEndpoint, Detail(status, body)),
        429 or 503 when RetryAfter.Read(retryAfter, now) is { } wait => new(Outcome.Retry, Detail(status, body), wait, HoldsDestination: true),
        >= 300 and < 400 => new(Outcome.Retry, $"{status}: the address has moved, and redirects are not followed", NeedsOwnerFrom: MovedForGood),
        401 or 403 => new(Outcome.Retry, $"{Detail(status, body)}: the receiver does not let us in, its owner must look at the address and the secret", NeedsOwnerFrom: 1),
        _ => new(Outcome.Retry, Detail(status, body)),
    };

    /// <summary>A Slack incoming webhook: only 200 with the body <c>ok</c> is delivered.</summary>
    public static Answer Slack(int status, string body, string? retryAfter, DateTimeOffset now)
    {
        var word = body.Trim();
        return (status, word) switch
        {
            (200, "ok") => new(Outcome.Delivered, "200 ok"),
            (429, _) => new(Outcome.Retry, Detail(status, word), RetryAfter.Read(retryAfter, now) ?? RetryAfter.Read(WaitIn(word), now) ?? SlackUsualWait, HoldsDestination: true),
            (400, "user_not_found") or (403 or 404 or 410, _) => new(Outcome.DeadEndpoint, $"{Detail(status, word)}: the webhook is gone for good, its owner must make another"),
            ( >= 500, _) => new(Outcome.Retry, Detail(status, word), status == 503 ? RetryAfter.Read(retryAfter, now) : null, HoldsDestination: status == 503),
            (408, _) => new(Outcome.Retry, Detail(status, word)),
            ( >= 300 and < 400, _) => new(Outcome.Failed, $"{status}: the address has moved, and redirects are not followed"),
            _ => new(Outcome.Failed, Detail(status, word)),
        };
    }

    /// <summary>A Microsoft Teams workflow: any 2xx is accepted, before anything is shown; whether its flow fails later is never told.</summary>
    public static Answer Teams(int status, string body, string? retryAfter, DateTimeOffset now) => status switch
    {
        >= 200 and < 300 => TeamsConnector.ErrorIn(body) is { } error ? TeamsError(error, body, null) : new(Outcome.Accepted, Detail(status, body)),
        >= 300 and < 400 => new(Outcome.Failed, $"{status}: the address has moved, and redirects are not followed"),
        429 or 503 when RetryAfter.Read(retryAfter, now) is { } wait => new(Outcome.Retry, Detail(status, body), wait, HoldsDestination: true),
        _ => TeamsError(status, body, $"{status}"),
    };

    private static Answer TeamsError(int status, string body, string? said)
    {
        var detail = said is null ? Detail(200, body) : Detail(status, body);
        return status switch
        {
            401 or 403 or 404 or 410 => new(Outcome.DeadEndpoint, $"{detail}: the workflow is gone or switched off, its owner must make another"),
            408 or 429 or >= 500 => new(Outcome.Retry, detail),
            // A connector's error within an answer of 200 says of any other 4xx that it is the connector's end.
            >= 400 and < 500 when said is null && status is not (400 or 413) => new(Outcome.DeadEndpoint, detail),
            _ => new(Outcome.Failed, detail),
        };
    }

    // Slack's webhooks take about one message a second.
    private static readonly TimeSpan SlackUsualWait = TimeSpan.FromSeconds(1);

    /// <summary>Slack names the wait in the body as well, which proxies leave alone: <c>{"retry_after":1,"ok":false,"error":"rate_limited"}</c>.</summary>
    private static string? WaitIn(string body)
    {
        const string Name = "\"retry_after\":";
        var at = body.IndexOf(Name, StringComparison.Ordinal);
        return at < 0 ? null : string.Concat(body[(at + Name.Length)..].TrimStart().TakeWhile(letter => char.IsAsciiDigit(letter) || letter == '.'));
    }

    /// <summary>The status and the first words of the body, on one line.</summary>
    private static string Detail(int status, string body)
    {
        var line = Fitting.FirstWords(body, LongestDetail);
        return line.Length == 0 ? $"{status}" : $"{status} {line}";
    }
}
