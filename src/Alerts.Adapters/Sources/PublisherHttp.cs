using System.Net;
using Alerts.Adapters.Channels;
using Alerts.Core.Datasets;
using Alerts.Core.Delivery;
using Alerts.Core.UseCases;

namespace Alerts.Adapters.Sources;

/// <summary>
/// Asks publishers over HTTP, politely, and takes nothing but whole answers. Addresses are guarded as those of channels are, at each connection. Redirects are followed
/// within rules: five at most, never from https to http, and what the workspace sends along (headers, a body) goes to no other host.
/// </summary>
public sealed class PublisherHttp : IFileSource, IDisposable
{
    private const int MostRedirects = 5;
    private static readonly TimeSpan Connecting = TimeSpan.FromSeconds(10);

    private readonly AddressGuard _guard;
    private readonly HttpClient _client;
    private readonly HostTurns _turns;
    private readonly OneAnswer _one;

    /// <param name="resolve">Looks a host up; null: as the machine does.</param>
    public PublisherHttp(AddressGuard guard, TimeProvider clock, PublisherLimits? limits = null, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        limits ??= PublisherLimits.Usual;
        _guard = guard;
        _turns = new HostTurns(limits.Gap, clock);
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseProxy = false,
            UseCookies = false,
            ConnectTimeout = Connecting,
            ConnectCallback = new GuardedConnections(guard, resolve).Connect,
            PlaintextStreamFilter = OneAnswer.Count,
        })
        { Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.UserAgent.ParseAdd($"Alerts/{typeof(PublisherHttp).Assembly.GetName().Version?.ToString(3)}");
        _one = new OneAnswer(_client, limits);
    }

    public Task<SourceAnswer> Ask(SourceQuestion question, CancellationToken cancel) =>
        Uri.TryCreate(question.Url, UriKind.Absolute, out var uri)
            ? _turns.In(uri.Authority, () => Follow(question, uri, cancel), cancel)
            : Task.FromResult(Without(0, PollReason.AddressRefused, "the address is refused: it is no address", mayPass: false));

    public void Dispose()
    {
        _client.Dispose();
        _turns.Dispose();
    }

    private async Task<SourceAnswer> Follow(SourceQuestion question, Uri url, CancellationToken cancel)
    {
        for (var redirects = 0; ; redirects++)
        {
            if (_guard.Refusal(url.OriginalString) is { } refusal) return Without(0, redirects == 0 ? PollReason.AddressRefused : PollReason.RedirectRefused, redirects == 0 ? $"the address is refused: {refusal}" : $"the address has moved to one that is refused: {refusal}", mayPass: false);
            var (answer, location) = await _one.To(question, url, cancel);
            if (location is null) return answer;
            if (redirects == MostRedirects) return Without(answer.Status, PollReason.RedirectRefused, $"{answer.Status}: the address moves on and on", mayPass: true);
            if (!Uri.TryCreate(url, location, out var next)) return Without(answer.Status, PollReason.RedirectRefused, $"{answer.Status}: the address has moved to none", mayPass: false);
            if (Refused(question, answer.Status, url, next) is { } why) return Without(answer.Status, PollReason.RedirectRefused, $"{answer.Status}: {why}", mayPass: false);
            if (answer.Status == 303) question = question with { Method = SourceMethod.Get, Body = null };
            if (next.Authority != url.Authority) question = question with { Headers = [] };
            url = next;
        }
    }

    private string? Refused(SourceQuestion question, int status, Uri from, Uri to)
    {
        if (from.Scheme == "https" && to.Scheme != "https" && !_guard.IsAllowed(to.Host, to.Port)) return "the address has moved from https to http";
        if (question.Method != SourceMethod.Post || status == 303) return null;
        if (status is not (307 or 308)) return "the address has moved, and a query that is posted is not sent elsewhere as another";
        return from.Authority == to.Authority ? null : "the address has moved to another host, and a query that is posted is not sent there";
    }

    private static SourceAnswer Without(int status, string reason, string text, bool mayPass) => new(status, default, new(reason, text, mayPass));
}
