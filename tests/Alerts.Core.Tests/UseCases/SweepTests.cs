using Alerts.Core.Delivery;
using Alerts.Core.UseCases;

namespace Alerts.Core.Tests.UseCases;

public sealed class SweepTests
{
    private readonly Desk _desk = new();

    private Task<int> Sweep() => _desk.Sweep.Run(_desk.Workspace, default);

    private async Task Lose()
    {
        while (await _desk.Store.Next(DateTimeOffset.MaxValue, default) is { } item) await _desk.Store.Done(item, default);
    }

    [Fact]
    public async Task A_file_whose_work_was_lost_is_evaluated_and_told_of()
    {
        await _desk.Read("2025-02-01-prices.csv", "p 2025-02-01 90");
        await _desk.Read("2025-02-02-prices.csv", "p 2025-02-02 101");
        await Lose();

        Assert.Equal(2, await Sweep());
        await _desk.Work();

        Assert.Equal(["firing 2025-02-02 101", "to buyer", "accepted by buyer, attempt 1"], _desk.Heard);
    }

    [Fact]
    public async Task A_message_whose_work_was_lost_is_sent_when_it_is_due()
    {
        await _desk.Read("2025-02-01-prices.csv", "p 2025-02-01 90");
        await _desk.Read("2025-02-02-prices.csv", "p 2025-02-02 101");
        _desk.Channel.WillAnswer(new(Outcome.Retry, "not now", TimeSpan.FromMinutes(5)));
        await _desk.Work();
        await Lose();

        Assert.Equal(1, await Sweep());
        await _desk.Work();
        Assert.Equal("retry by buyer, attempt 1", _desk.Heard[^1]);
        _desk.Clock.Pass(TimeSpan.FromMinutes(5));
        await _desk.Work();

        Assert.Equal("accepted by buyer, attempt 2", _desk.Heard[^1]);
    }

    [Fact]
    public async Task Where_nothing_was_lost_nothing_is_queued()
    {
        await _desk.Read("2025-02-01-prices.csv", "p 2025-02-01 90");
        Assert.Equal(0, await Sweep());
        await _desk.Work();

        Assert.Equal(0, await Sweep());
    }
}
