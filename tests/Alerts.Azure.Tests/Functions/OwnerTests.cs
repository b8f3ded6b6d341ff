using Alerts.Core.Alerting;
using Alerts.Core.Delivery;
using Alerts.Functions.Triggers;

namespace Alerts.Azure.Tests.Functions;

/// <summary>What the owner of the workspace hears of, by mail, as from the embedded edition.</summary>
public sealed class OwnerTests : IDisposable
{
    private const string Owner = "desk@example.com";
    private const string Prices = "datasets:\n  - id: prices\n    publisher: Somebody\n    format: csv\n    files: \"*prices*.csv\"\n    columns: { period: date, series: code, value: price }\n    frequency: daily\n    MORE\n    series:\n      A: { id: a.price, title: Price, unit: USD/t, basis: any }\n";

    private readonly AppInMemory _app = new();

    public OwnerTests() => _app.Files.Write("alerts.yaml", AppInMemory.Good + $"owner: {Owner}\n");

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task The_owner_hears_of_a_value_that_waits_for_a_person()
    {
        _app.Files.Write("datasets/prices.yaml", Prices.Replace("MORE", "checks: { max-step: 40% }", StringComparison.Ordinal));
        await Arrive("2025-03-24-prices.csv", ("2025-03-21", 60), ("2025-03-24", 99));
        await _app.Work();

        Assert.Equal([Owner], _app.Channel.Sent.Select(notification => notification.Address));
        Assert.Equal([EventType.Quarantined], (await _app.Store.Events(default)).Select(told => told.Type));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_owner_hears_once_of_data_that_does_not_come_also_while_another_file_cannot_be_read(bool isBroken)
    {
        _app.Files.Write("datasets/prices.yaml", Prices.Replace("MORE", "released: { after: 1 }", StringComparison.Ordinal));
        await Arrive("2025-03-24-prices.csv", ("2025-03-21", 60), ("2025-03-24", 61));
        await _app.Work();
        if (isBroken)
        {
            _app.Inbox.Put("2025-03-25-prices.csv", null, _app.Clock.GetUtcNow());
            _app.Inbox.Broken.Add("2025-03-25-prices.csv");
        }
        for (var day = 0; day < 14; day++, _app.Clock.Pass(TimeSpan.FromDays(1)))
        {
            await _app.Sweep();
            await _app.Work();
        }

        Assert.NotEmpty(_app.Channel.Sent);
        Assert.All(_app.Channel.Sent, notification => Assert.Equal(Owner, notification.Address));
        Assert.Equal(_app.Channel.Sent.Count, _app.Channel.Sent.DistinctBy(notification => notification.Event).Count());
    }

    [Fact]
    public async Task The_owner_hears_of_a_destination_that_is_disabled()
    {
        _app.Files.Write("subscribers.yaml", "subscribers:\n  - id: buyers\n    webhook: { url: \"https://hooks.example.com/a\", secret: \"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\" }\n");
        _app.Channel.Answer = new(Outcome.DeadEndpoint, "410 Gone");
        await Arrive("2025-03-24-prices.csv", ("2025-03-21", 90), ("2025-03-24", 120));
        await _app.Work();

        Assert.Equal(["webhook", "email"], _app.Channel.Sent.Select(notification => notification.Channel));
        Assert.Equal(Owner, _app.Channel.Sent[^1].Address);
    }

    private async Task Arrive(string file, params (string Day, int Price)[] rows)
    {
        _app.Inbox.Put(file, AppInMemory.Prices(rows), _app.Clock.GetUtcNow());
        await _app.Get<IngestFileTrigger>().Run(null!, file, default);
    }
}
