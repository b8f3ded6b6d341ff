using System.Text;
using Alerts.Contracts;
using Alerts.Core.Datasets;
using Alerts.Core.Observations;
using Alerts.Core.UseCases;

namespace Alerts.Core.Tests.UseCases;

public sealed class IngestFileTests
{
    private readonly Desk _desk = new();

    [Fact]
    public async Task A_file_is_published_at_midnight_of_the_first_date_in_its_name()
    {
        var read = await _desk.Read("2025-03-24-prices_2025-03-31.csv", "p 2025-03-24 90");

        Assert.Equal(Some.Midnight("2025-03-24"), read.Published);
        Assert.Equal(TimeSpan.FromHours(8), read.Published.Offset);
    }

    [Fact]
    public async Task A_file_without_a_date_is_published_now() =>
        Assert.Equal(_desk.Clock.GetUtcNow(), (await _desk.Read("prices.csv", "p 2025-03-24 90")).Published);

    [Fact]
    public async Task What_a_person_says_about_its_publication_wins()
    {
        var said = new DateTimeOffset(2025, 3, 24, 1, 30, 0, TimeSpan.Zero);

        var read = await _desk.Read("2025-03-31-prices.csv", "p 2025-03-24 90", new(Published: said));

        Assert.Equal(("2025-03-24T09:30:00+08:00", said), (read.Published.ToString("yyyy-MM-ddTHH:mm:sszzz"), read.Published));
    }

    [Fact]
    public async Task The_same_bytes_are_read_once_whatever_they_are_called()
    {
        await _desk.Read("2025-03-24-prices.csv", "p 2025-03-24 90");

        var again = Assert.IsType<FileSkipped>(await _desk.Read("2025-03-31-copy.csv", "p 2025-03-24 90"));

        Assert.Equal(("2025-03-24-prices.csv", Some.Midnight("2025-03-24")), (again.Earlier.File, again.Published));
        Assert.Single(await _desk.Store.Publications(default));
    }

    [Fact]
    public async Task Bytes_are_kept_even_where_no_dataset_reads_them()
    {
        var bytes = Encoding.UTF8.GetBytes("who knows");

        var read = Assert.IsType<FileUnmatched>(await _desk.Ingest.Run(_desk.Workspace, "2025-03-24-other.csv", bytes, IngestChoice.None, default));

        Assert.Equal(bytes, await _desk.Store.Read(read.Sha256, default));
        Assert.Null(await _desk.Store.Find(read.Sha256, default));
    }

    [Fact]
    public async Task A_file_that_two_datasets_match_is_read_by_the_one_that_is_chosen()
    {
        Assert.IsType<FileUnmatched>(await _desk.Read("2025-03-24-also-trade.csv", "m 2025-02 311"));

        var read = Assert.IsType<FileRead>(await _desk.Read("2025-03-24-also-trade.csv", "m 2025-02 311", new(_desk.Workspace.Datasets[1])));

        Assert.Equal("trade", read.Dataset.Id);
    }

    [Fact]
    public async Task A_value_that_is_known_adds_nothing_and_a_new_one_says_what_was_before()
    {
        await _desk.Read("2025-03-24-prices.csv", "p 2025-03-21 80\np 2025-03-24 90");

        var read = Assert.IsType<FileRead>(await _desk.Read("2025-03-31-prices.csv", "p 2025-03-21 81\np 2025-03-24 90\np 2025-03-31 95"));

        Assert.Equal(["2025-03-21", "2025-03-31"], read.Values.Added.Select(added => added.Period.ToString()));
        Assert.Equal([("2025-03-21", 81m, 80m)], read.Values.Revised.Select(revised => (revised.Value.Period.ToString(), revised.Value.Value, revised.Before.Value)));
        Assert.Equal(1, read.Values.Unchanged);
        Assert.Equal(2, (await _desk.Store.Added(2, default)).Count);
    }

    [Fact]
    public async Task An_older_file_read_late_is_compared_with_what_was_known_then()
    {
        await _desk.Read("2025-03-20-trade.csv", "m 2025-01 300");
        await _desk.Read("2025-05-20-trade.csv", "m 2025-01 500");

        var late = Assert.IsType<FileRead>(await _desk.Read("2025-04-20-trade.csv", "m 2025-01 300\nm 2025-02 7"));

        Assert.Equal(1, late.Values.Unchanged);
        Assert.Equal(["2025-02"], late.Values.Added.Select(added => added.Period.ToString()));
    }

    [Fact]
    public async Task What_one_run_reads_equals_what_a_run_for_each_file_reads()
    {
        var together = new Desk();
        string[] files = ["m 2025-01 1\nm 2025-02 2", "m 2025-01 1\nm 2025-02 3", "m 2025-01 4\nm 2025-02 3"];
        for (var at = 0; at < files.Length; at++)
        {
            var name = $"2025-0{(at == 1 ? 1 : at + 3)}-20-trade.csv";
            await together.Read(name, files[at]);
            _desk.Start();
            await _desk.Read(name, files[at]);
        }

        Assert.Equal(await Known(together), await Known(_desk));
    }

    [Fact]
    public async Task A_rejected_file_is_read_again_only_once_its_dataset_is_defined_otherwise()
    {
        var rejected = Assert.IsType<FileRead>(await _desk.Read("2025-03-24-prices.csv", "reject\np 2025-03-24 90"));
        Assert.True(rejected.NeedsAPerson);
        Assert.IsType<FileSkipped>(await _desk.Read("2025-03-24-prices.csv", "reject\np 2025-03-24 90"));
        Assert.Empty(await _desk.Store.Publications(default));

        var mended = _desk.Workspace.Datasets[0].About(Period.Parse("2025-03"));
        var read = Assert.IsType<FileRead>(await _desk.Read("2025-03-24-prices.csv", "reject\np 2025-03-24 90", new(mended)));

        Assert.Equal(ReadingOutcome.Accepted, read.Reading.Outcome);
        Assert.Single(await _desk.Store.Publications(default));
    }

    [Fact]
    public async Task A_rejected_file_queues_nothing()
    {
        await _desk.Read("2025-03-24-prices.csv", "reject");

        Assert.Null(await _desk.Store.Next(_desk.Clock.GetUtcNow(), default));
    }

    private static async Task<IEnumerable<string>> Known(Desk desk) =>
        (await desk.Store.History(["m", "p"], default)).Select(observation => $"{observation.Series} {observation.Period} {observation.Value} {observation.Vintage:O} {observation.Publication.File}");
}
