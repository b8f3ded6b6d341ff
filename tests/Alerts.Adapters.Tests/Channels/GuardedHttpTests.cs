using System.Net;
using Alerts.Adapters.Channels;
using Alerts.Contracts;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;
using static Alerts.Adapters.Tests.Channels.Posted;

namespace Alerts.Adapters.Tests.Channels;

/// <summary>The address guard on the way out: what is looked up is checked, and connected to.</summary>
public sealed class GuardedHttpTests
{
    [Fact]
    public async Task A_name_that_leads_nowhere_is_tried_again()
    {
        using var http = new GuardedHttp(new AddressGuard([]), resolve: (_, _) => Task.FromResult(Array.Empty<IPAddress>()));
        var channel = new WebhookChannel(http, new FakeClock(Now));

        var entry = await Ledgered.Of(To(Notification.Webhook, "https://example.com/"), notification => channel.Send(notification, new("https://example.com/", [Secret]), default), Schedule.Webhook, Now);

        AssertLedger(entry, "retry", 5);
        Assert.Equal("the host is unknown", entry.Attempts[0].Detail);
    }

    [Fact]
    public async Task A_lookup_that_hangs_cannot_have_delivered_anything()
    {
        using var http = new GuardedHttp(new AddressGuard([]), TimeSpan.FromSeconds(0.3), async (_, cancel) =>
        {
            await Task.Delay(Timeout.Infinite, cancel);
            return [];
        });
        var channel = new SlackChannel(http, new FakeClock(Now));

        var entry = await Ledgered.Of(To(Notification.Slack, "https://example.com/"), notification => channel.Send(notification, "https://example.com/", default), Schedule.Webhook, Now);

        AssertLedger(entry, "retry", 5);
        Assert.Equal("no connection in time", entry.Attempts[0].Detail);
    }

    [Fact]
    public async Task An_address_inside_is_dead_at_once()
    {
        var entry = await Webhook("https://10.0.0.1/");

        AssertLedger(entry, "failed", null);
        Assert.Equal("the address is refused: its host is a literal address", entry.Attempts[0].Detail);
    }

    [Fact]
    public async Task A_scheme_that_is_not_https_is_not_asked()
    {
        using var server = new RecordingServer(200);

        var answer = await Sent(server.Url, (_, _) => throw new InvalidOperationException("no lookup"));

        Assert.Equal(new Answer(Outcome.Failed, "the address is refused: its scheme is http, not https"), answer);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("93.184.215.14", "10.0.0.5")]
    [InlineData("8.8.8.8", "169.254.169.254")]
    [InlineData("::ffff:10.0.0.1")]
    public async Task A_name_that_leads_inside_is_refused_when_it_is_connected_to(params string[] addresses) =>
        Assert.Equal(new Answer(Outcome.Failed, "the address is refused: the host leads to an address that is not public"), await Sent("https://example.com/", (_, _) => Task.FromResult(addresses.Select(IPAddress.Parse).ToArray())));

    [Fact]
    public async Task A_name_that_changes_where_it_leads_is_looked_up_once_and_connected_to_where_it_led()
    {
        using var server = new RecordingServer(200);
        var leads = new Queue<string>(["127.0.0.1", "127.0.0.2"]);

        var answer = await Sent($"http://erp.example:{server.Port}/", (_, _) => Task.FromResult(new[] { IPAddress.Parse(leads.Dequeue()) }), "erp.example:*");

        Assert.Equal((Outcome.Delivered, "127.0.0.2"), (answer.Outcome, Assert.Single(leads)));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_name_is_checked_again_at_each_attempt()
    {
        var leads = new Queue<string>(["192.0.2.1", "127.0.0.1"]);

        foreach (var _ in leads.ToList()) Assert.Equal(Outcome.Failed, (await Sent("https://example.com/", (_, _) => Task.FromResult(new[] { IPAddress.Parse(leads.Dequeue()) }))).Outcome);

        Assert.Empty(leads);
    }

    private static async Task<Answer> Sent(string url, Func<string, CancellationToken, Task<IPAddress[]>> resolve, params string[] allowed)
    {
        using var http = new GuardedHttp(new AddressGuard(allowed), resolve: resolve);
        return await new WebhookChannel(http, new FakeClock(Now)).Send(To(Notification.Webhook, url), new(url, [Secret]), default);
    }
}
