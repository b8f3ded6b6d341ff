using Alerts.Adapters.Formats;
using Alerts.Contracts;
using Alerts.Core.Datasets;
using Alerts.Core.Datasets.Quality;
using Alerts.Core.UseCases;

namespace Alerts.Adapters.Tests.Formats;

/// <summary>Files of prices through all checks: what waits, what is warned of, and what must not be touched.</summary>
public sealed class QualityTests
{
    private const string Golden = "golden/smm_txo_dxo_daily_2024-09_2025-03.csv";

    private static readonly Dataset Checked = SomeDataset.Prices with
    {
        Files = "*.csv",
        Layout = SomeDataset.Long with { LowColumn = "low", HighColumn = "high" },
        Checks = new(UnitSlip: true, SpikeReverted: true, AverageOutsideRange: true, StaleRun: 10),
    };

    private static async Task<FileReading> Read(string path, Dataset? dataset = null)
    {
        var store = new InMemoryStore();
        var workspace = new Workspace("/nowhere", "Desk", TimeZoneInfo.Utc, null, null, "sqlite:x", "inbox", null, [], [dataset ?? Checked], (dataset ?? Checked).Series.ToDictionary(series => series.Definition.Id, series => series.Definition), [], []);
        var ingest = new IngestFile(store, new FileReader(), store, new FakeClock(SomeDataset.Published));
        return Assert.IsType<FileRead>(await ingest.Run(workspace, Path.GetFileName(path), DataFile.Bytes(path), new(Published: SomeDataset.Published), default)).Reading;
    }

    [Fact]
    public async Task A_spike_on_a_Sunday_and_a_slip_of_the_unit_wait_and_nothing_else_does()
    {
        var reading = await Read(Golden);

        Assert.Equal([(104, "spike-reverted", "7085"), (188, "unit-slip-suspected", "5805000")], reading.SetAside.Select(row => (row.Line, row.Reason, row.Found)));
        Assert.All(reading.SetAside, row => Assert.True(row.IsQuarantined));
        Assert.Contains("read as CNY/t it would be 5,805 CNY/kg", reading.SetAside[1].Message, StringComparison.Ordinal);
        Assert.Equal([(141, "smm.terbium-oxide"), (142, "smm.dysprosium-oxide")], reading.Values.GroupBy(value => value.Series).Select(series => (series.Count(), series.Key)));
        Assert.Equal(ReadingOutcome.Partly, reading.Outcome);
    }

    [Fact]
    public async Task Days_that_make_up_for_holidays_and_flat_runs_are_kept()
    {
        var reading = await Read(Golden);

        var days = reading.Values.Select(value => value.Period.ToString()).ToHashSet();
        Assert.All(["2024-09-29", "2025-01-26", "2024-09-14", "2024-10-12", "2025-02-08", "2024-12-31"], day => Assert.Contains(day, days));
        var stale = Assert.Single(reading.Warnings, warning => warning.Reason == "stale-run");
        Assert.Contains("smm.terbium-oxide has not changed for 10 values", stale.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_average_that_lies_a_little_outside_its_range_is_kept_with_a_warning()
    {
        var reading = await Read(Golden);

        Assert.Equal([233], reading.Warnings.Where(warning => warning.Reason == "average-outside-range").Select(warning => warning.Line!.Value));
        Assert.Equal([139], reading.Warnings.Where(warning => warning.Reason == "duplicate-identical").Select(warning => warning.Line!.Value));
    }

    [Theory]
    [InlineData("bad/average_far_outside.csv", "average-outside-range", 3, 2)]
    [InlineData("bad/price_1e12.csv", "unit-slip-suspected", 3, 2)]
    [InlineData("bad/range_inverted.csv", "range-inverted", 2, 1)]
    public async Task A_malformed_price_is_set_aside_alone(string file, string reason, int line, int accepted)
    {
        var reading = await Read(file);

        Assert.Equal((ReadingOutcome.Partly, accepted), (reading.Outcome, reading.Accepted));
        Assert.Equal([(line, reason)], reading.SetAside.Select(row => (row.Line, row.Reason)));
        Assert.Equal(reason != "range-inverted", reading.SetAside[0].IsQuarantined);
    }

    [Fact]
    public async Task A_quarantined_average_says_what_it_would_have_become()
    {
        var row = Assert.Single((await Read("bad/average_far_outside.csv")).SetAside);

        Assert.Equal(("smm.cerium-oxide", 505m), (row.Value!.Value.Series, row.Value!.Value.Value));
    }

    [Theory]
    [InlineData(Golden)]
    [InlineData("bad/average_far_outside.csv")]
    [InlineData("bad/price_1e12.csv")]
    public async Task Checks_are_off_unless_named(string file)
    {
        var reading = await Read(file, Checked with { Checks = QualityChecks.None });

        Assert.Empty(reading.SetAside);
        Assert.DoesNotContain(reading.Warnings, warning => warning.Reason is "stale-run" or "average-outside-range");
    }
}
