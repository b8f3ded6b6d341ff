using System.Globalization;
using Alerts.Core.Datasets;
using Alerts.Core.Observations;

namespace Alerts.Adapters.Tests.Formats;

/// <summary>Files of one constructed truth, in every layout, come to that truth.</summary>
public sealed class GoldenFileTests
{
    private static readonly DateTimeOffset July2025 = new(2025, 7, 20, 0, 0, 0, TimeSpan.FromHours(8));

    private static readonly Dataset Baskets = SomeDataset.Customs(
        ("CN.IMP.MM.RE_OXIDES_AND_COMPOUNDS", "t", ["2846"]),
        ("CN.IMP.MM.RE_OXIDES_AND_METALS", "t", ["28461010", "28469011..28469019", "280530"]),
        ("CN.IMP.MM.RE_METALS", "t", ["280530"]));

    [Theory]
    [InlineData("gacc_myanmar_re_imports_v1_asof-2025-06-20.csv", "")]
    [InlineData("gacc_myanmar_re_imports_v1_usd_reordered.csv", "")]
    [InlineData("gacc_myanmar_re_imports_v2_asof-2025-07-20.csv", "@v2")]
    public void A_customs_export_gives_the_true_sums_of_every_basket_and_month(string file, string vintage)
    {
        var reading = Baskets.Read($"golden/{file}", July2025);

        Assert.Equal(ReadingOutcome.Accepted, reading.Outcome);
        Assert.Equal(132, reading.Accepted);
        Assert.Equal(7, reading.Ignored);
        foreach (var series in Baskets.Series.Select(series => series.Definition.Id).Where(id => vintage.Length == 0 || id != "CN.IMP.MM.RE_METALS"))
        {
            Assert.Equal(Truth(series + vintage), Told(reading, series));
        }
    }

    [Fact]
    public void A_month_without_trade_is_zero_where_the_query_asked_for_it()
    {
        var zeros = Baskets.Read("golden/gacc_myanmar_re_imports_v1_asof-2025-06-20.csv", July2025).Values.Where(value => value.Rows.Count == 0);

        Assert.Equal(["2024-09", "2024-11", "2025-03"], zeros.Select(value => value.Period.ToString()));
        Assert.All(zeros, zero => Assert.Equal(("CN.IMP.MM.RE_METALS", 0m), (zero.Series, zero.Value)));
    }

    [Fact]
    public void The_export_of_two_months_in_one_is_one_combined_observation()
    {
        var dataset = Baskets with { Period = Period.Parse("2025-01..2025-02") };

        var reading = dataset.Read("golden/gacc_2025-01_2025-02_combined.csv", July2025);

        Assert.All(reading.Values, value => Assert.Equal("2025-01..2025-02", value.Period.ToString()));
        Assert.Equal([2590m, 2145m, 8m], reading.Values.Select(value => value.Value));
    }

    [Fact]
    public void An_export_without_months_needs_to_be_told_its_period()
    {
        var reading = Baskets.Read("golden/gacc_2025-01_2025-02_combined.csv", July2025);

        Assert.Equal("missing-column", reading.Reason);
        Assert.Contains("--period", reading.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_publications_of_the_story_tell_its_headlines()
    {
        var reading = Baskets.Read("golden/inbox/2025-03-20-gacc.csv");

        Assert.Equal(2827m, Value(reading, "CN.IMP.MM.RE_OXIDES_AND_COMPOUNDS", "2024-02"));
        Assert.Equal(311m, Value(reading, "CN.IMP.MM.RE_OXIDES_AND_COMPOUNDS", "2025-02"));
        Assert.Equal(217m, Value(reading, "CN.IMP.MM.RE_OXIDES_AND_METALS", "2025-02"));
    }

    [Fact]
    public void Daily_prices_are_read_as_quoted_and_a_repeated_row_once()
    {
        var reading = SomeDataset.Prices.Read("golden/smm_txo_dxo_daily_2024-09_2025-03.csv");

        var doubtful = new[] { "2024-11-17", "2025-01-15" };
        Assert.Equal(Truth("SMM-REO-TXO"), Told(reading, "smm.terbium-oxide").Where(value => !doubtful.Contains(value.Split(' ')[0])));
        Assert.Equal(Truth("SMM-REO-DXO"), Told(reading, "smm.dysprosium-oxide"));
        var warning = Assert.Single(reading.Warnings);
        Assert.Equal(("duplicate-identical", 139), (warning.Reason, warning.Line));
        Assert.Equal((285, 0), (reading.Accepted, reading.Ignored));
    }

    [Fact]
    public void A_wide_file_gives_the_same_prices()
    {
        var dataset = SomeDataset.Of("csv", SomeDataset.Wide, ("SMM-REO-TXO", "terbium", "CNY/kg"), ("SMM-REO-DXO", "dysprosium", "CNY/kg"));

        var reading = dataset.Read("golden/smm_wide_by_code.csv");

        Assert.Equal(Truth("SMM-REO-TXO"), Told(reading, "terbium"));
        Assert.Equal(282, reading.Accepted);
    }

    [Fact]
    public void A_column_that_is_no_series_is_ignored_and_counted()
    {
        var dataset = SomeDataset.Of("csv", SomeDataset.Wide with { PeriodColumn = "日期" }, ("氧化铽平均价", "terbium", "CNY/t"));

        var reading = dataset.Read("golden/cn_wide_low_high_avg_wan_yuan_per_t.csv");

        Assert.Equal(655m, Value(reading, "terbium", "2025-03-24"));
        Assert.Equal((28 * 9, 28 * 8), (reading.Accepted, reading.Ignored));
    }

    [Theory]
    [InlineData("SMM-REO-TXO")]
    [InlineData("SMM-REO-TXO#MT")]
    [InlineData("SMM-REO-TXO#WAN")]
    [InlineData("SMM-REO-TXO#CNKG")]
    [InlineData("SMM-REO-TXO#CNMT")]
    public void One_price_in_five_units_is_one_price(string key)
    {
        var reading = SomeDataset.Of("csv", SomeDataset.Long, (key, "terbium", "CNY/kg")).Read("golden/smm_units_mixed.csv");

        Assert.Equal(6550m, Assert.Single(reading.Values).Value);
        Assert.Equal((5, 4), (reading.Accepted, reading.Ignored));
    }

    private static IEnumerable<string> Told(FileReading reading, string series) =>
        reading.Values.Where(value => value.Series == series).Select(value => string.Create(CultureInfo.InvariantCulture, $"{value.Period} {value.Value}"));

    private static decimal Value(FileReading reading, string series, string period) =>
        Assert.Single(reading.Values, value => value.Series == series && value.Period.ToString() == period).Value;

    private static IEnumerable<string> Truth(string series) =>
        DataFile.Text("golden/truth.csv").Split('\n').Select(line => line.Trim().Split(',')).Where(fields => fields[0] == series).Select(fields => $"{fields[1]} {fields[2]}");
}
