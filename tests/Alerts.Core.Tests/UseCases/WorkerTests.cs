using Alerts.Core.Delivery;
using Alerts.Core.UseCases;

namespace Alerts.Core.Tests.UseCases;

public sealed class WorkerTests
{
    private readonly Desk _desk = new();

    private Task<Ingested> Prime() => _desk.Read("2025-02-01-prices.csv", "p 2025-02-01 90");

    [Fact]
    public async Task From_a_file_to_its_messages()
    {
        await Prime();
        await _desk.Read("2025-02-02-prices.csv", "p 2025-02-02 101");

        await _desk.Work();

        Assert.Equal(["firing 2025-02-02 101", "to buyer", "accepted by buyer, attempt 1"], _desk.Heard);
    }

    [Fact]
    public async Task All_events_come_before_their_deliveries()
    {
        await Prime();
        await _desk.Read("2025-02-05-prices.csv", "p 2025-02-02 101\np 2025-02-03 99\np 2025-02-04 102");

        await _desk.Work();

        Assert.Equal(["firing 2025-02-02 101", "resolved 2025-02-03 99", "firing 2025-02-04 102", "to buyer", "to buyer", "to buyer"], _desk.Heard.Take(6));
        Assert.Equal(3, _desk.Channel.Sent.Count);
    }

    [Fact]
    public async Task Work_that_is_done_is_not_done_again()
    {
        await Prime();
        await _desk.Read("2025-02-02-prices.csv", "p 2025-02-02 101");
        await _desk.Work();
        _desk.Heard.Clear();

        await _desk.Work();

        Assert.Empty(_desk.Heard);
    }

    [Fact]
    public async Task What_a_crash_left_over_is_done_by_the_next_start()
    {
        await Prime();
        await _desk.Read("2025-02-02-prices.csv", "p 2025-02-02 101");
        await _desk.Evaluate.Run(_desk.Workspace, 2, default);
        _desk.Start();

        await _desk.Work();

        Assert.Equal(["to buyer", "accepted by buyer, attempt 1"], _desk.Heard);
    }

    [Fact]
    public async Task A_file_that_is_dated_ahead_is_told_of_at_once()
    {
        await Prime();
        await _desk.Read("2025-12-31-prices.csv", "p 2025-02-02 101");

        await _desk.Work();

        Assert.Single(_desk.Channel.Sent);
    }

    [Fact]
    public async Task A_message_to_be_tried_again_waits_for_its_time()
    {
        await Prime();
        await _desk.Read("2025-02-02-prices.csv", "p 2025-02-02 101");
        _desk.Channel.WillAnswer(new(Outcome.Retry, "not now", TimeSpan.FromMinutes(5)));
        await _desk.Work();
        Assert.Equal("retry by buyer, attempt 1", _desk.Heard[^1]);

        _desk.Clock.Pass(TimeSpan.FromMinutes(5));
        await _desk.Work();

        Assert.Equal("accepted by buyer, attempt 2", _desk.Heard[^1]);
    }

    [Fact]
    public async Task It_stops_between_two_items()
    {
        await Prime();
        await _desk.Read("2025-02-02-prices.csv", "p 2025-02-02 101");

        await _desk.Work(new CancellationToken(canceled: true));
        Assert.Empty(_desk.Heard);

        await _desk.Work();
        Assert.Single(_desk.Channel.Sent);
    }

    [Fact] // a state that was loaded took the value that was read last, not the newest
    public async Task An_older_file_read_late_replaces_nothing_newer_after_a_start()
    {
        var desk = new Desk("rise(p, 1 month) > 20%");
        await desk.Read("2025-02-03-prices.csv", "p 2025-02-01 100");
        await desk.Read("2025-02-02-prices.csv", "p 2025-02-01 50");
        await desk.Work();
        desk.Start();

        await desk.Read("2025-02-04-prices.csv", "p 2025-02-04 110");
        await desk.Work();

        Assert.Empty(desk.Heard);
    }
}
