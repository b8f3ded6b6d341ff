using Alerts.Adapters.Formats;
using Alerts.Contracts;
using Alerts.Core.Datasets;
using Alerts.Core.Datasets.Quality;
using Alerts.Core.Observations;
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

    [Theory]
    [InlineData(true, "partly 2025-02 classification-changed")]
    [InlineData(false, "accepted")]
    public async Task A_changed_edition_has_new_months_wait_where_the_dataset_names_the_check(bool isNamed, string expected)
    {
        var dataset = SomeDataset.Trade("comtrade-bulk", CustomsMeasure.NetWeight, ("compounds", "104", "kg", ["2846"])) with { Checks = new(EditionChanged: isNamed) };

        var read = await InTurn(dataset, Comtrade("202501", "H5"), Comtrade("202502", "H6", "202501", "H6"));

        Assert.Equal(expected, Told(read[1]));
        Assert.Equal(isNamed ? ["classification-changed"] : [], read[1].Warnings.Select(warning => warning.Reason));
        if (isNamed) Assert.Contains("told in the edition H5 before, and is in H6 now", read[1].SetAside[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_next_file_in_the_same_edition_settles_what_waits()
    {
        var dataset = SomeDataset.Trade("comtrade-bulk", CustomsMeasure.NetWeight, ("compounds", "104", "kg", ["2846"])) with { Checks = new(EditionChanged: true) };

        var read = await InTurn(dataset, Comtrade("202501", "H5"), Comtrade("202502", "H6"), Comtrade("202502", "H6", "202503", "H6"));

        Assert.Equal(["accepted", "partly 2025-02 classification-changed", "accepted"], read.Select(Told));
        Assert.Equal(["2025-02", "2025-03"], read[2].Values.Select(value => value.Period.ToString()));
    }

    [Fact]
    public async Task The_same_edition_and_codes_that_were_not_told_before_are_no_change()
    {
        var dataset = SomeDataset.Trade("comtrade-bulk", CustomsMeasure.NetWeight, ("compounds", "104", "kg", ["2846"]), ("metals", "104", "kg", ["280530"])) with { Checks = new(EditionChanged: true) };

        var read = await InTurn(dataset, Comtrade("202501", "H6"), Comtrade("202502", "H6").Replace("284690", "280530", StringComparison.Ordinal), Comtrade("202502", "H6"));

        Assert.Equal(["accepted", "accepted", "accepted"], read.Select(Told));
    }

    [Theory]
    [InlineData(true, "partly 2025-03-25 label-changed")]
    [InlineData(false, "accepted")]
    public async Task A_changed_label_has_new_prices_wait_where_the_dataset_names_the_check(bool isNamed, string expected)
    {
        var dataset = SomeDataset.Fixed("smm", Frequency.BusinessDaily, ("SMM-REO-TXO", "terbium", "CNY/kg"), ("SMM-REO-DXO", "dysprosium", "CNY/kg")) with { Checks = new(LabelChanged: isNamed) };
        const string header = "date,code,name,low,high,average,unit\n";

        var read = await InTurn(dataset,
            header + "2025-03-24,SMM-REO-TXO,Terbium oxide,1,9,5,yuan/kg\n2025-03-24,SMM-REO-DXO,Dysprosium oxide,1,9,5,yuan/kg\n",
            header + "2025-03-24,SMM-REO-TXO,Terbium metal,1,9,6,yuan/kg\n2025-03-25,SMM-REO-TXO,Terbium metal,1,9,5,yuan/kg\n2025-03-25,SMM-REO-DXO,Dysprosium oxide,1,9,5,yuan/kg\n");

        Assert.Equal(expected, Told(read[1]));
        // A revision is no new period.
        Assert.Contains(read[1].Values, value => value is { Series: "terbium", Value: 6 });
        Assert.Contains(read[1].Values, value => value.Series == "dysprosium");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_changed_label_of_the_Pink_Sheet_is_a_warning_and_has_new_months_wait_where_the_check_is_named(bool isNamed)
    {
        var dataset = SomeDataset.Fixed("pink-sheet", Frequency.Monthly, ("RUBBER1_MYSG", "rubber", "USD/kg"), ("COPPER", "copper", "USD/t")) with { Checks = new(LabelChanged: isNamed) };
        var newest = Period.Month(2023, 3);

        var read = await InTurn(dataset, DataFile.Bytes("real/worldbank-pinksheet-monthly-2022-03-02.xlsx"), DataFile.Bytes("real/worldbank-pinksheet-monthly-2023-04-04.xlsx"));

        Assert.Equal(["RUBBER1_MYSG"], read[1].Warnings.Where(warning => warning.Reason == "label-changed").Select(warning => warning.Column));
        Assert.Equal(isNamed, read[1].SetAside.Any(row => row is { Reason: "label-changed", IsQuarantined: true }));
        Assert.All(read[1].SetAside, row => Assert.Equal("rubber", row.Value!.Value.Series));
        Assert.Contains(read[1].Values, value => value.Series == "copper" && value.Period == newest);
        Assert.Equal(isNamed, !read[1].Values.Any(value => value.Series == "rubber" && value.Period == newest));
    }

    [Fact]
    public async Task A_posted_value_that_waits_or_is_warned_of_stands_in_the_column_that_was_posted()
    {
        var dataset = PostedFormat.Of(SomeDataset.Prices with { Checks = new(MaxStep: 40, StaleRun: 2) });

        var read = await InTurn(dataset, Post("2025-03-24", 6500), Post("2025-03-25", 6500), Post("2025-03-26", 65000));

        Assert.Equal(("stale-run", "value"), read[1].Warnings.Select(warning => (warning.Reason, warning.Column!)).Single());
        Assert.Equal(("max-step", "value"), read[2].SetAside.Select(row => (row.Reason, row.Column!)).Single());
        Assert.Contains("column \"value\"", read[2].SetAside[0].Message, StringComparison.Ordinal);
    }

    private static string Post(string day, int value) => $$"""{"values":[{"series":"smm.terbium-oxide","period":"{{day}}","value":{{value}}}]}""";

    private static string Comtrade(params string[] monthsAndEditions) =>
        "typeCode,freqCode,period,reporterCode,flowCode,partnerCode,partner2Code,classificationCode,cmdCode,customsCode,mosCode,motCode,netWgt,primaryValue\n"
        + string.Concat(monthsAndEditions.Chunk(2).Select(one => $"C,M,{one[0]},156,M,104,0,{one[1]},284690,C00,0,0,1000,1\n"));

    private static string Told(FileReading reading) => string.Join(' ', reading.SetAside.Select(row => $"{row.Value!.Value.Period} {row.Reason}").Prepend(reading.Outcome.ToString().ToLowerInvariant()));

    private static Task<IReadOnlyList<FileReading>> InTurn(Dataset dataset, params string[] texts) => InTurn(dataset, [.. texts.Select(System.Text.Encoding.UTF8.GetBytes)]);

    private static async Task<IReadOnlyList<FileReading>> InTurn(Dataset dataset, params byte[][] files)
    {
        var store = new InMemoryStore();
        var workspace = new Workspace("/nowhere", "Desk", TimeZoneInfo.Utc, null, null, "sqlite:x", "inbox", null, [], [dataset], dataset.Series.ToDictionary(series => series.Definition.Id, series => series.Definition), [], []);
        var ingest = new IngestFile(store, new FileReader(), store, new FakeClock(SomeDataset.Published));
        var read = new List<FileReading>();
        foreach (var bytes in files) read.Add(Assert.IsType<FileRead>(await ingest.Run(workspace, $"{read.Count}.csv", bytes, new(dataset, Start.AddDays(read.Count)), default)).Reading);
        return read;
    }

    // After the last period of every file.
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
}
