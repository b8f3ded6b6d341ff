using Alerts.Core.Alerting;
using Alerts.Core.Routing;
using Alerts.Core.Rules;
using Alerts.Core.UseCases;

namespace Alerts.Core.Tests.UseCases;

public sealed class RouteEventTests
{
    private readonly Desk _desk = new("yoy(m) < -50%", ["buyer", "planner"]);

    private async Task Publish(string day, string rows)
    {
        await _desk.Read($"{day}-trade.csv", rows);
        await _desk.Work();
    }

    private Task Fire() => Publish("2025-03-20", "m 2024-02 1000\nm 2025-02 300");

    [Fact]
    public async Task A_correction_goes_to_those_who_were_told_whatever_they_subscribe_to_now()
    {
        await Fire();
        _desk.Workspace = _desk.Workspace with { Subscribers = [new Subscriber("newcomer", Match.Everything, Severity.Info, ["newcomer@example.com"])] };

        await Publish("2025-04-20", "m 2025-02 400");

        Assert.Equal([EventType.Firing, EventType.Corrected], _desk.Told.Select(told => told.Type));
        var corrections = _desk.Channel.Sent.Where(sent => sent.Event == _desk.Told[1].Id).ToList();
        Assert.Equal(["buyer", "planner"], corrections.Select(sent => sent.Subscriber));
    }

    [Fact]
    public async Task Somebody_who_was_told_of_two_amended_events_gets_one_correction()
    {
        _desk.Workspace = _desk.Workspace with { Rules = [_desk.Workspace.Rules[0] with { Again = AgainEvery.Period }] };
        await Fire();
        await Publish("2025-04-20", "m 2024-03 1000\nm 2025-03 300");

        await Publish("2025-05-20", "m 2025-02 400\nm 2025-03 400");

        Assert.Equal([EventType.Firing, EventType.Updated, EventType.Corrected], _desk.Told.Select(told => told.Type));
        Assert.Equal(2, _desk.Told[2].Amends.Count);
        Assert.Equal(["buyer", "planner"], _desk.Channel.Sent.Where(sent => sent.Event == _desk.Told[2].Id).Select(sent => sent.Subscriber));
    }

    [Fact]
    public async Task Nobody_is_told_of_a_retraction_who_was_not_told_before()
    {
        var subscribers = _desk.Workspace.Subscribers;
        _desk.Workspace = _desk.Workspace with { Subscribers = [] };
        await Fire();
        _desk.Workspace = _desk.Workspace with { Subscribers = subscribers };

        await Publish("2025-04-20", "m 2025-02 900");

        Assert.Equal([EventType.Firing, EventType.Retracted], _desk.Told.Select(told => told.Type));
        Assert.Empty(_desk.Channel.Sent);
    }

    [Fact]
    public async Task Routing_an_event_twice_tells_nobody_twice()
    {
        await Fire();
        await _desk.Route.Run(_desk.Workspace, _desk.Told[0].Id, default);
        await _desk.Work();

        Assert.Equal(2, _desk.Channel.Sent.Count);
    }

    [Fact]
    public async Task What_follows_an_alert_belongs_to_the_first_message_that_the_same_receiver_got()
    {
        await Fire();

        await Publish("2025-04-20", "m 2025-02 400");

        Assert.Equal(["buyer", "planner", "buyer", "planner"], _desk.Channel.Sent.Select(sent => sent.Subscriber));
        Assert.Equal([null, null, _desk.Channel.Sent[0].Id, _desk.Channel.Sent[1].Id], _desk.Channel.Sent.Select(sent => sent.Thread));
    }

    [Theory]
    [InlineData("p", "p > 100 CNY/kg")]
    [InlineData("m", "m > 100 t")]
    public async Task The_values_that_a_message_shows_are_read_without_a_long_past(string series, string when)
    {
        var desk = new Desk(when);
        var last = DateOnly.Parse("2025-02-01");
        string Row(int ago, int value) => series == "p" ? $"p {last.AddDays(-ago):yyyy-MM-dd} {value}" : $"m {last.AddMonths(-ago):yyyy-MM} {value}";
        await desk.Read("2025-03-01-prices.csv", string.Join('\n', Enumerable.Range(1, 300).Select(ago => Row(ago, 50))));
        await desk.Read("2025-03-02-prices.csv", Row(0, 101));
        await desk.Work();
        var watched = new WatchedStore(desk.Store);

        var made = await RoutingCases.Over(watched, desk.Store, desk.Store, desk.Store, desk.Store, desk.Store, TimeSpan.Zero, desk.Clock).Route.Run(desk.Workspace, desk.Told[^1], default);

        Assert.Equal((0, desk.Channel.Sent[^1]), (watched.HistoriesRead, made.Single()));
    }

    [Fact]
    public async Task An_unknown_event_is_routed_to_nobody() => Assert.Empty(await _desk.Route.Run(_desk.Workspace, new EventId("evt_unknown"), default));
}
