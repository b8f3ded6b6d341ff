using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Alerts.Contracts;
using Alerts.Core.Routing;

namespace Alerts.Web.Tests;

/// <summary>A desk behind a port of the loopback, and a client with a key for everything.</summary>
internal sealed partial class ServedDesk : IAsyncDisposable
{
    private readonly IAsyncDisposable _host;

    private ServedDesk(SmallDesk desk, IAsyncDisposable host, int port, string token)
    {
        (Desk, _host, Port, Token) = (desk, host, port, token);
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = new($"http://127.0.0.1:{port}") };
    }

    public SmallDesk Desk { get; }

    public int Port { get; }

    /// <summary>Of a key that may do everything.</summary>
    public string Token { get; }

    public HttpClient Http { get; }

    /// <summary>With an event and a dead message: two files of prices and one of trade were read, evaluated and sent.</summary>
    public static async Task<ServedDesk> WithNews(bool onSqlite = false)
    {
        var served = await Start(onSqlite);
        await served.Post("/api/publications?file=2025-03-20-prices.csv", "date,code,average\n2025-03-19,P,80\n2025-03-20,P,95\n2025-03-20,Q,7\n");
        await served.Post("/api/publications?file=2025-03-21-prices.csv", "date,code,average\n2025-03-20,P,96\n2025-03-21,P,120\n");
        await served.Post("/api/publications?file=2025-04-18-trade.csv", "month,code,tonnes\n2025-02,M,4\n2025-03,M,6\n2025-02,N,1\n2025-03,N,7\n");
        served.Desk.ChannelSays = Core.Delivery.Outcome.Failed;
        await served.Desk.Work();
        served.Desk.ChannelSays = Core.Delivery.Outcome.Accepted;
        return served;
    }

    /// <summary>What each operation needs: two values in quarantine, two silences, somebody who asked by themselves and has confirmed, and an event about the data.</summary>
    public static async Task<ServedDesk> WithEverything(bool onSqlite = false)
    {
        var served = await WithNews(onSqlite);
        await served.Post("/api/publications?file=2025-04-01-prices.csv", "date,code,average\n2025-04-01,Q,7\n2025-04-01,Q,8\n2025-04-02,Q,7\n2025-04-02,Q,9\n");
        await served.Desk.Alerts.Announce([Some.DataEvent((await served.Desk.Observations.Publications(default))[^1])], default);
        await served.Desk.Work();
        foreach (var number in new[] { 1, 2 })
            await served.Desk.Silences.Put(new($"sil_{number}", new(new Dictionary<string, IReadOnlyList<string>> { ["rule"] = ["nothing-*"] }), Day(number), Day(60), "anna", "stock-taking"), default);
        var wants = new Subscriber(Subscription.IdOf(Anna), new(new Dictionary<string, IReadOnlyList<string>> { ["rule"] = ["nothing-*"] }), Core.Rules.Severity.Warning, [Anna]) { QuietHours = Recurrence.Daily(new(22, 0), new(7, 0), [DayOfWeek.Friday]) };
        await served.Desk.Subscriptions.PutSubscription(new(wants.Id, Anna, 1) { Wants = wants, Confirmed = Day(1) }, default);
        return served;
    }

    /// <summary>Who asked by themselves.</summary>
    public const string Anna = "anna@example.com";

    private static DateTimeOffset Day(int number) => new DateTimeOffset(2025, 5, 15, 0, 0, 0, TimeSpan.FromHours(8)).AddDays(number);

    public Task<Reply> Get(string address, params (string Name, string Value)[] headers) => Send(HttpMethod.Get, address, null, headers);

    public Task<Reply> Post(string address, string body, string type = "text/csv") => Send(HttpMethod.Post, address, Content(body, type));

    public Task<Reply> Post(string address) => Send(HttpMethod.Post, address, null);

    public async Task<Reply> Send(HttpMethod method, string address, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, Place(address)) { Content = content };
        request.Headers.Authorization = new("Bearer", Token);
        foreach (var (name, value) in headers)
        {
            request.Headers.Remove(name);
            if (value.Length > 0) request.Headers.TryAddWithoutValidation(name, value);
        }
        using var response = await Http.SendAsync(request);
        return new((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers, response.Content.Headers);
    }

    public static HttpContent Content(string body, string type)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return content;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _host.DisposeAsync();
    }

    /// <summary>Where the host has what the API has at an address.</summary>
    private static partial string Place(string address);
}

internal sealed record Reply(int Status, string Body, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string Text(string name) => Json.GetProperty(name).ToString();

    /// <summary>The kind of a problem.</summary>
    public string Problem => Text("type")["urn:alerts:problem:".Length..];

    public IReadOnlyList<JsonElement> Items => [.. Json.GetProperty("items").EnumerateArray()];
}
