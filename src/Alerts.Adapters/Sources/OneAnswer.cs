using System.Net.Http.Headers;
using System.Text;
using Alerts.Adapters.Channels;
using Alerts.Adapters.Formats;
using Alerts.Core.Datasets;
using Alerts.Core.UseCases;

namespace Alerts.Adapters.Sources;

/// <summary>One request on a connection of its own, and its whole answer.</summary>
internal sealed class OneAnswer(HttpClient client, PublisherLimits limits)
{
    private const int LongestTag = 1_000;

    private static readonly HttpRequestOptionsKey<CountedStream> Counted = new("counted");

    /// <summary>Counts what comes over the connection of a request.</summary>
    public static ValueTask<Stream> Count(SocketsHttpPlaintextStreamFilterContext context, CancellationToken cancel)
    {
        var counted = new CountedStream(context.PlaintextStream);
        context.InitialRequestMessage.Options.Set(Counted, counted);
        return ValueTask.FromResult<Stream>(counted);
    }

    /// <returns>The answer; with it, where the address has moved, where to.</returns>
    public async Task<(SourceAnswer Answer, string? Location)> To(SourceQuestion question, Uri url, CancellationToken cancel)
    {
        using var whole = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        whole.CancelAfter(limits.Whole);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(whole.Token);
        var status = 0;
        try
        {
            using var request = Request(question, url);
            patience.CancelAfter(limits.Answer);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            status = (int)response.StatusCode;
            if (status is 301 or 302 or 303 or 307 or 308 && First(response.Headers, "Location") is { } location) return (new(status, default), location);
            var bytes = await Body(response, patience);
            if (request.Options.TryGetValue(Counted, out var counted) && counted.HasSurplus) return (Without(status, PollReason.Incomplete, "more came than the length that the answer declares"), null);
            if (Unpacking.IsPacked(bytes) && !IsFileItself(response, status))
            {
                if (Unpacking.Unpacked(bytes, limits.Bytes) is not { } unpacked) return (Without(status, PollReason.Incomplete, "the answer is packed, and damaged or cut off"), null);
                bytes = unpacked;
            }
            return (Whole(response, status, bytes), null);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return (Without(status, PollReason.Timeout, status == 0 ? $"no answer within {limits.Answer.TotalSeconds:0.#} s" : "the answer stopped coming"), null);
        }
        catch (HttpRequestException error) when (error.InnerException is AddressRefusedException refused)
        {
            return (Without(0, PollReason.AddressRefused, refused.Message, mayPass: false), null);
        }
        catch (HttpRequestException error)
        {
            return (Without(status, status == 0 && error.HttpRequestError != HttpRequestError.ResponseEnded ? PollReason.NoConnection : PollReason.Incomplete, Trouble(error.HttpRequestError)), null);
        }
        catch (IOException)
        {
            return (Without(status, PollReason.Incomplete, "the answer broke off"), null);
        }
        catch (AnswerTooLargeException)
        {
            return (Without(status, PollReason.TooLarge, $"the answer is larger than {limits.Bytes / 1024 / 1024} MB", mayPass: false), null);
        }
    }

    private static HttpRequestMessage Request(SourceQuestion question, Uri url)
    {
        // One request for each connection: what comes behind the answer is then seen to be too much.
        var request = new HttpRequestMessage(question.Method == SourceMethod.Post ? HttpMethod.Post : HttpMethod.Get, url) { Version = new Version(1, 1), VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Headers.ConnectionClose = true;
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip");
        if (question.Method == SourceMethod.Post)
        {
            var body = question.Body ?? "";
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", body.TrimStart() is ['{' or '[', ..] ? "application/json; charset=utf-8" : "application/x-www-form-urlencoded");
        }
        if (question.Seen?.ETag is { } tag) request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        if (question.Seen?.LastModified is { } modified) request.Headers.TryAddWithoutValidation("If-Modified-Since", modified);
        foreach (var (name, value) in question.Headers)
        {
            if (name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))
            {
                request.Content?.Headers.Remove(name);
                request.Content?.Headers.TryAddWithoutValidation(name, value);
            }
            else
            {
                request.Headers.Remove(name);
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }
        return request;
    }

    private async Task<byte[]> Body(HttpResponseMessage response, CancellationTokenSource patience)
    {
        if (response.Content.Headers.ContentLength > limits.Bytes) throw new AnswerTooLargeException();
        await using var stream = await response.Content.ReadAsStreamAsync(patience.Token);
        using var body = new MemoryStream();
        var part = new byte[64 * 1024];
        while (true)
        {
            patience.CancelAfter(limits.Silence);
            var read = await stream.ReadAsync(part, patience.Token);
            if (read == 0) return body.ToArray();
            if (body.Length + read > limits.Bytes) throw new AnswerTooLargeException();
            body.Write(part, 0, read);
        }
    }

    // A part of an answer, and a file that is packed by itself, are not unpacked.
    private static bool IsFileItself(HttpResponseMessage response, int status) =>
        status == 206 || (response.Content.Headers.ContentEncoding.Count == 0 && response.Content.Headers.ContentType?.MediaType is "application/gzip" or "application/x-gzip");

    private static SourceAnswer Whole(HttpResponseMessage response, int status, byte[] bytes)
    {
        var about = response.Content.Headers;
        return new(status, bytes)
        {
            ETag = Short(First(response.Headers, "ETag")),
            LastModified = Short(First(about, "Last-Modified")),
            Dated = about.LastModified ?? response.Headers.Date,
            RetryAfter = First(response.Headers, "Retry-After"),
            FileName = about.ContentDisposition is { } disposition ? disposition.FileNameStar ?? disposition.FileName?.Trim('"') : null,
            Next = Next(response),
            NoData = WebPage.Is(bytes) ? "html-not-data" : ErrorEnvelope.In(bytes) is not null ? "api-error" : null,
        };
    }

    private static string? Next(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Link", out var links)) return null;
        foreach (var link in links.SelectMany(value => value.Split(",", StringSplitOptions.TrimEntries)))
        {
            if (link.StartsWith('<') && link.IndexOf('>', StringComparison.Ordinal) is var end and > 0 && link[end..].Replace("\"", "", StringComparison.Ordinal).Contains("rel=next", StringComparison.OrdinalIgnoreCase)) return link[1..end];
        }
        return null;
    }

    private static string? First(HttpHeaders headers, string name) => headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private static string? Short(string? tag) => tag is { Length: > 0 and <= LongestTag } ? tag : null;

    private static SourceAnswer Without(int status, string reason, string text, bool mayPass = true) => new(status, default, new(reason, text, mayPass));

    private static string Trouble(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => "the host is unknown",
        HttpRequestError.ConnectionError => "no connection",
        HttpRequestError.SecureConnectionError => "no secure connection: the certificate does not hold",
        HttpRequestError.ResponseEnded => "the answer broke off",
        _ => "the connection broke",
    };
}
