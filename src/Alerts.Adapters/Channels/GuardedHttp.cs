using System.Net;
using System.Text;
using Alerts.Core.Delivery;

namespace Alerts.Adapters.Channels;

/// <summary>What came of one request.</summary>
/// <param name="Status">0 where no status line came.</param>
/// <param name="Body">Its first 4 KB.</param>
/// <param name="RetryAfter">The raw header; null when there is none.</param>
/// <param name="Trouble">Why there is no whole answer; null where there is one.</param>
/// <param name="MayHaveArrived">Without a whole answer: whether the request had been sent.</param>
/// <param name="IsRefused">The address guard refused it: nothing was sent.</param>
internal sealed record HttpResult(int Status, string Body, string? RetryAfter, string? Trouble, bool MayHaveArrived, bool IsRefused)
{
    /// <summary>The receiver's clock, to the second; null where it does not tell.</summary>
    public DateTimeOffset? Date { get; init; }
}

/// <summary>
/// Asks addresses that users gave. Lookup, check and connection are one step, so that a name cannot lead elsewhere between them; no redirects, no proxy,
/// no cookies; 15 seconds in all.
/// </summary>
public sealed class GuardedHttp : IDisposable
{
    private const int MostBody = 4096;
    private static readonly TimeSpan Connecting = TimeSpan.FromSeconds(5);

    private readonly AddressGuard _guard;
    private readonly HttpClient _client;
    private readonly TimeSpan _patience;

    /// <param name="patience">For one request in all; null: 15 seconds.</param>
    /// <param name="resolve">Looks a host up; null: as the machine does.</param>
    public GuardedHttp(AddressGuard guard, TimeSpan? patience = null, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        _guard = guard;
        _patience = patience ?? TimeSpan.FromSeconds(15);
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectTimeout = Connecting,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ConnectCallback = new GuardedConnections(guard, resolve).Connect,
        })
        { Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.UserAgent.ParseAdd($"Alerts/{typeof(GuardedHttp).Assembly.GetName().Version?.ToString(3)}");
    }

    public void Dispose() => _client.Dispose();

    internal Task<HttpResult> Post(string url, ReadOnlyMemory<byte> body, IEnumerable<(string Name, string Value)> headers, CancellationToken cancel) =>
        Ask(HttpMethod.Post, url, new SentContent(body), headers, cancel);

    internal Task<HttpResult> Get(string url, CancellationToken cancel) => Ask(HttpMethod.Get, url, null, [], cancel);

    /// <summary>Whether the server of an address answers, whatever it says: asks it for the head of its root, so that nothing is sent and the address is not told.</summary>
    internal Task<HttpResult> Look(string url, CancellationToken cancel) =>
        _guard.Refusal(url) is { } refusal ? Task.FromResult(Refused(refusal)) : Ask(HttpMethod.Head, new Uri(url).GetLeftPart(UriPartial.Authority) + "/", null, [], cancel);

    private static HttpResult Refused(string refusal) => new(0, "", null, $"the address is refused: {refusal}", false, true);

    private async Task<HttpResult> Ask(HttpMethod method, string url, SentContent? content, IEnumerable<(string Name, string Value)> headers, CancellationToken cancel)
    {
        if (_guard.Refusal(url) is { } refusal) return Refused(refusal);
        using var request = new HttpRequestMessage(method, url) { Content = content };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(_patience);
        HttpResponseMessage? response = null;
        try
        {
            response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return new((int)response.StatusCode, await Body(response, limit.Token), Header(response), null, true, false) { Date = response.Headers.Date };
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Without(response, content is not { IsSent: false } ? $"no answer within {_patience.TotalSeconds:0.#} s" : "no connection in time", content);
        }
        catch (HttpRequestException error) when (error.InnerException is AddressRefusedException refused)
        {
            return Without(response, refused.Message, content) with { IsRefused = true };
        }
        catch (HttpRequestException error)
        {
            return Without(response, Trouble(error), content);
        }
        catch (IOException)
        {
            return Without(response, "the connection broke", content);
        }
        finally
        {
            response?.Dispose();
        }
    }

    private static HttpResult Without(HttpResponseMessage? response, string trouble, SentContent? content) =>
        new((int?)response?.StatusCode ?? 0, "", response is null ? null : Header(response), trouble, content is { IsSent: true }, false);

    private static string? Header(HttpResponseMessage response) => response.Headers.TryGetValues("Retry-After", out var values) ? values.FirstOrDefault() : null;

    private static async Task<string> Body(HttpResponseMessage response, CancellationToken cancel)
    {
        if (response.Content.Headers.ContentLength == 0) return "";
        await using var stream = await response.Content.ReadAsStreamAsync(cancel);
        var bytes = new byte[MostBody];
        var length = await stream.ReadAtLeastAsync(bytes, MostBody, throwOnEndOfStream: false, cancel);
        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    private static string Trouble(HttpRequestException error) => error.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "the host is unknown",
        HttpRequestError.ConnectionError => "no connection",
        HttpRequestError.SecureConnectionError => "no secure connection: the certificate does not hold",
        _ => "the connection broke",
    };

    /// <summary>The body of a request, which knows whether it was handed to a connection: before that, nothing can have arrived.</summary>
    private sealed class SentContent : HttpContent
    {
        private readonly ReadOnlyMemory<byte> _bytes;

        public SentContent(ReadOnlyMemory<byte> bytes)
        {
            _bytes = bytes;
            Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=utf-8");
        }

        public bool IsSent { get; private set; }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            IsSent = true;
            await stream.WriteAsync(_bytes);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _bytes.Length;
            return true;
        }
    }
}
