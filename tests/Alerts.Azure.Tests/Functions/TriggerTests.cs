using Alerts.Azure.Storage;
using Alerts.Contracts;
using Alerts.Core.Delivery;
using Alerts.Core.UseCases;
using Alerts.Functions.Triggers;

namespace Alerts.Azure.Tests.Functions;

public sealed class TriggerTests : IDisposable
{
    private static readonly byte[] Rise = AppInMemory.Prices(("2025-03-20", 90), ("2025-03-21", 120));

    private readonly AppInMemory _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task A_file_that_arrives_becomes_a_message_to_who_wants_to_know()
    {
        await Arrive("2025-03-24-prices.csv", Rise);
        await _app.Work();

        Assert.Equal("buyer@example.com", Assert.Single(_app.Channel.Sent).Address);
        Assert.Equal(NotificationStatus.Accepted, (await _app.Store.Ledger(default)).Single().Status);
    }

    [Fact]
    public async Task A_message_that_is_delivered_twice_is_worked_once()
    {
        await Arrive("2025-03-24-prices.csv", Rise);
        await Arrive("2025-03-24-prices.csv", Rise);
        var triggers = _app.Get<WorkTriggers>();
        for (var twice = 0; twice < 2; twice++) await triggers.Evaluate("""{"key":"1"}""", default);
        var told = (await _app.Store.Events(default)).Single();
        for (var twice = 0; twice < 2; twice++) await triggers.Route(new WorkMessage(told.Id.Text, null).Text(), default);
        var notification = (await _app.Store.Of(told.Id, default)).Single();
        for (var twice = 0; twice < 2; twice++) await triggers.Deliver(new WorkMessage(notification.Id.Text, null).Text(), default);

        Assert.Single(_app.Channel.Sent);
        Assert.Single((await _app.Store.Ledger(default)).Single().Attempts);
    }

    [Fact]
    public async Task A_file_that_no_trigger_announced_is_found_by_the_sweep()
    {
        _app.Inbox.Put("2025-03-24-prices.csv", Rise, _app.Clock.GetUtcNow());

        await _app.Sweep();
        await _app.Work();

        Assert.Single(_app.Channel.Sent);
    }

    [Fact]
    public async Task A_timer_that_is_past_due_makes_up_for_all_that_it_missed_in_one_run()
    {
        await _app.Sweep();
        foreach (var day in (int[])[3, 1, 2])
        {
            _app.Clock.Pass(TimeSpan.FromMinutes(10));
            _app.Inbox.Put($"2025-04-0{day}-prices.csv", AppInMemory.Prices(($"2025-04-0{day}", 100 + day)), _app.Clock.GetUtcNow());
        }

        await _app.Sweep(late: true);

        Assert.Equal(["2025-04-01-prices.csv", "2025-04-02-prices.csv", "2025-04-03-prices.csv"], (await _app.Store.Publications(default)).Select(publication => publication.File));
        Assert.Contains(_app.Log.Lines, line => line.StartsWith("Swept: read 3 files", StringComparison.Ordinal) && line.EndsWith("late: True", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_read_is_not_read_again_after_a_cold_start()
    {
        _app.Inbox.Put("2025-03-24-prices.csv", Rise, _app.Clock.GetUtcNow());
        await _app.Sweep();
        _app.Clock.Pass(TimeSpan.FromHours(1));
        _app.Inbox.Put("2025-03-25-prices.csv", AppInMemory.Prices(("2025-03-25", 130)), _app.Clock.GetUtcNow());
        await _app.Sweep();

        _app.Restart();
        await _app.Sweep();

        Assert.Equal(["2025-03-24-prices.csv", "2025-03-25-prices.csv", "2025-03-25-prices.csv"], _app.Inbox.Reads);
    }

    [Fact]
    public async Task A_file_that_nobody_could_read_is_read_once_the_configuration_says_how()
    {
        _app.Inbox.Put("2025-03-24-quotes.csv", Rise, _app.Clock.GetUtcNow());
        await _app.Sweep();
        Assert.Empty(await _app.Store.Publications(default));
        _app.Files.Write("datasets/prices.yaml", "datasets:\n  - id: prices\n    publisher: Somebody\n    format: csv\n    files: \"*quotes*.csv\"\n    columns: { period: date, series: code, value: price }\n    frequency: daily\n    series:\n      A: { id: a.price, title: Price, unit: USD/t, basis: any }\n");

        for (var minutes = 0; minutes < 3; minutes++, _app.Clock.Pass(TimeSpan.FromMinutes(5))) await _app.Sweep();

        Assert.Single(await _app.Store.Publications(default));
    }

    [Fact]
    public async Task A_blob_that_vanished_is_no_trouble()
    {
        _app.Inbox.Put("2025-03-24-prices.csv", null, _app.Clock.GetUtcNow());

        await _app.Get<IngestFileTrigger>().Run(null!, "2025-03-24-prices.csv", default);
        await _app.Sweep();

        Assert.Empty(await _app.Store.Publications(default));
        Assert.Contains("FileGone: 2025-03-24-prices.csv is gone", _app.Log.Lines);
    }

    [Fact]
    public async Task A_file_that_arrives_while_another_is_read_is_left_to_the_sweep()
    {
        _app.State.IsTaken = true;
        await Arrive("2025-03-24-prices.csv", Rise);
        Assert.Empty(await _app.Store.Publications(default));
        _app.State.IsTaken = false;

        await _app.Sweep();

        Assert.Single(await _app.Store.Publications(default));
    }

    [Fact]
    public async Task A_poison_message_of_a_delivery_makes_its_notification_dead()
    {
        await Arrive("2025-03-24-prices.csv", Rise);
        var triggers = _app.Get<WorkTriggers>();
        await triggers.Evaluate("""{"key":"1"}""", default);
        await triggers.Route(new WorkMessage((await _app.Store.Events(default)).Single().Id.Text, null).Text(), default);
        var id = (await _app.Store.Waiting(default)).Single().Id;

        await _app.Get<PoisonTriggers>().Deliver(new WorkMessage(id.Text, null).Text(), default);

        Assert.Equal(NotificationStatus.Dead, (await _app.Store.Ledger(default)).Single().Status);
        Assert.Contains($"DeadNotification: Deliver {id} is given up: its message failed too often", _app.Log.Lines);
        Assert.True(await _app.Store.Replay(id, Some.Morning, default));
    }

    [Theory]
    [InlineData("""{"key":"17"}""", "DeadNotification: Evaluate 17 is given up: its message failed too often")]
    [InlineData("not json", "DeadNotification: Evaluate a message that tells of no work is given up: its message failed too often")]
    public async Task Any_other_poison_message_is_told_to_an_operator(string message, string line)
    {
        await _app.Get<PoisonTriggers>().Evaluate(message, default);

        Assert.Contains(line, _app.Log.Lines);
    }

    [Fact]
    public async Task A_message_that_tells_of_no_work_fails_so_that_it_becomes_a_poison_message() =>
        await Assert.ThrowsAsync<InvalidDataException>(() => _app.Get<WorkTriggers>().Deliver("what?", default));

    [Fact]
    public async Task A_notification_that_is_given_up_is_told_to_an_operator()
    {
        _app.Channel.Answer = new(Outcome.Failed, "400");
        await Arrive("2025-03-24-prices.csv", Rise);
        await _app.Work();

        Assert.Contains(_app.Log.Lines, line => line.StartsWith("DeadNotification: Deliver ntf_", StringComparison.Ordinal) && line.EndsWith("ReceiverRefused", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Polling_asks_the_publishers_whose_schedules_have_come_and_looks_into_the_inbox()
    {
        _app.Files.Write("datasets/prices.yaml", AppInMemory.Polled);
        _app.Restart();
        _app.Inbox.Put("2025-03-24-prices.csv", Rise, _app.Clock.GetUtcNow());
        _app.Publishers.Says = new(200, AppInMemory.Prices(("2025-03-25", 300))) { ETag = "\"1\"" };

        await _app.Get<PollSourcesTrigger>().Run(new(), default);
        await _app.Get<PollSourcesTrigger>().Run(new(), default);

        Assert.Contains("Polled: 1 files of the inbox read", _app.Log.Lines);
        Assert.Contains("SourcePolled: prices: Read, 1 files", _app.Log.Lines);
        Assert.Equal(["https://data.example.com/prices.csv?key=SG.none"], _app.Publishers.Asked.Select(question => question.Url));
        Assert.Equal([null, "https://data.example.com/prices.csv?key=${SENDGRID_API_KEY}"], (await _app.Store.Files(default)).Select(file => file.Origin?.Address));
        Assert.DoesNotContain(_app.Log.Lines, line => line.Contains("SG.none", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_publisher_that_does_not_answer_is_told_and_the_app_goes_on()
    {
        _app.Files.Write("datasets/prices.yaml", AppInMemory.Polled);
        _app.Restart();
        _app.Publishers.Says = new(401, default);

        await _app.Get<PollSourcesTrigger>().Run(new(), default);

        Assert.Contains(_app.Log.Lines, line => line.StartsWith("SourceNeedsAPerson: prices: Failed, not-let-in", StringComparison.Ordinal));
    }

    private Task Arrive(string file, byte[] bytes)
    {
        _app.Inbox.Put(file, bytes, _app.Clock.GetUtcNow());
        return _app.Get<IngestFileTrigger>().Run(null!, file, default);
    }
}
