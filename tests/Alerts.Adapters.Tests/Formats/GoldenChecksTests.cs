using System.Text.Json;
using Alerts.Core.Datasets;
using Alerts.Core.Observations;

namespace Alerts.Adapters.Tests.Formats;

/// <summary>Each figure that was worked out for the constructed files comes out of them, whichever format they have.</summary>
public sealed class GoldenChecksTests
{
    private const decimal Tolerance = 0.0001m;
    private static readonly DateTimeOffset August2025 = new(2025, 8, 1, 0, 0, 0, TimeSpan.FromHours(8));
    private static readonly JsonElement Checks = JsonDocument.Parse(DataFile.Text("golden/expected_checks.json")).RootElement;

    private static readonly Dataset Customs = SomeDataset.Customs(
        ("CN.IMP.MM.RE_OXIDES_AND_COMPOUNDS", "t", ["2846"]),
        ("CN.IMP.MM.RE_OXIDES_AND_METALS", "t", ["28461010", "28469011..28469019", "280530"]),
        ("CN.IMP.MM.RE_METALS", "t", ["280530"]));

    private static readonly Dataset Prices = SomeDataset.Fixed("smm", Frequency.BusinessDaily, ("SMM-REO-TXO", "SMM-REO-TXO", "CNY/kg"), ("SMM-REO-DXO", "SMM-REO-DXO", "CNY/kg"));

    public static TheoryData<string, string> Changes()
    {
        var data = new TheoryData<string, string>();
        foreach (var check in Checks.GetProperty("trade").EnumerateArray().Concat(Checks.GetProperty("revision").EnumerateArray()).Where(check => check.TryGetProperty("current", out _)))
        {
            var id = check.GetProperty("id").GetString()!;
            foreach (var file in FilesOf(check)) data.Add(id, file);
        }
        foreach (var check in Checks.GetProperty("price").EnumerateArray()) data.Add(check.GetProperty("id").GetString()!, "smm_txo_dxo_daily_2024-09_2025-03.csv");
        return data;
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_file_gives_the_change_that_was_published(string id, string file)
    {
        var check = Check(id);
        var series = check.GetProperty("series").GetString()!.Replace("@v2", "", StringComparison.Ordinal);
        var (current, @base) = (Side(check.GetProperty("current"), series, file), Side(check.GetProperty("base"), series, file));

        Assert.InRange(((current - @base) / @base * 100) - check.GetProperty("change_pct").GetDecimal(), -Tolerance, Tolerance);
    }

    [Theory]
    [InlineData("comtrade_api_monthly.json", "comtrade")]
    [InlineData("comtrade_bulk_monthly.csv", "comtrade-bulk")]
    public void Rows_of_the_world_and_of_ways_of_transport_are_not_added_to_a_country(string file, string format)
    {
        var reading = SomeDataset.Trade(format, CustomsMeasure.NetWeight, ("compounds", "104", "kg", ["2846"])).Read($"golden/{file}", August2025);

        foreach (var expected in Check("T8").GetProperty("expect_kg").EnumerateObject()) Assert.Equal(expected.Value.GetDecimal(), Value(reading, "compounds", expected.Name));
        Assert.Empty(reading.SetAside);
        Assert.Equal(Checks.GetProperty("row_counts").GetProperty(format == "comtrade" ? "comtrade_api_monthly_records" : "comtrade_bulk_data_lines").GetInt32(), reading.Accepted);
        Assert.Equal(Truth("CN.IMP.MM.RE_OXIDES_AND_COMPOUNDS"), reading.Values.Select(value => FormattableString.Invariant($"{value.Period} {value.Value / 1000}")));
    }

    [Fact]
    public void A_year_is_one_observation_of_twelve_months_and_no_December()
    {
        var reading = SomeDataset.Trade("comtrade", CustomsMeasure.NetWeight, ("compounds", "104", "kg", ["2846"])).Read("golden/comtrade_api_annual_2024.json", August2025);

        var year = Assert.Single(reading.Values);
        Assert.Equal(("2024-01..2024-12", Check("T9").GetProperty("expect_kg_2024").GetDecimal()), (year.Period.ToString(), year.Value));
    }

    [Theory]
    [InlineData("comtrade_api_monthly.json", "comtrade")]
    [InlineData("comtrade_bulk_monthly.csv", "comtrade-bulk")]
    public void A_weight_that_is_missing_is_no_zero(string file, string format)
    {
        var reading = SomeDataset.Trade(format, CustomsMeasure.NetWeight, ("metals", "704", "kg", ["280530"])).Read($"golden/{file}", August2025);

        Assert.DoesNotContain(reading.Values, value => value.Period.ToString() is "2025-03" or "2025-04");
        Assert.Equal(["2025-03", "2025-04"], reading.Warnings.Where(warning => warning.Reason == "value-missing").Select(warning => warning.Message[(warning.Message.IndexOf("partner 704, ", StringComparison.Ordinal) + 13)..][..7]));
    }

    [Fact]
    public void An_answer_without_records_says_so_and_makes_no_zeros()
    {
        var reading = SomeDataset.Trade("comtrade", CustomsMeasure.NetWeight, ("compounds", "104", "kg", ["2846"])).Read("golden/comtrade_api_empty.json", August2025);

        Assert.Equal(("no-data-rows", 0), (reading.Reason, reading.Values.Count));
        Assert.Contains("no records", reading.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Totals_and_groups_of_the_census_are_not_added_and_a_quantity_of_0_beside_a_value_is_missing()
    {
        var dataset = SomeDataset.Trade("us-census", CustomsMeasure.FirstQuantity, ("china", "5700", "kg", ["2846"]), ("all", "-", "kg", ["2846"]), ("magnets", "5700", "kg", ["850511"]));
        var reading = dataset.Read("golden/census_imports_hs10.json", August2025);

        var expected = Checks.GetProperty("census").GetProperty("china_kg").EnumerateObject().Where(month => month.Value.ValueKind == JsonValueKind.Number).Select(month => (month.Name, month.Value.GetDecimal()));
        Assert.Equal(expected, reading.Values.Where(value => value.Series == "china").Select(value => (value.Period.ToString(), value.Value)));
        Assert.Equal(141_003m, Value(reading, "all", "2025-02"));
        Assert.DoesNotContain(reading.Values, value => value.Series == "magnets");
        Assert.Equal(2, reading.Warnings.Count(warning => warning.Reason == "value-missing"));
    }

    [Fact]
    public void The_same_answer_gives_values_in_dollars()
    {
        var dataset = SomeDataset.Trade("us-census", CustomsMeasure.Value, ("magnets", "5700", "USD", ["850511"]), ("europe", "4XXX", "USD", ["2846"]));

        Assert.Equal([("magnets", 30_120_044m), ("europe", 610_040m)], dataset.Read("golden/census_imports_hs10.json", August2025).Values.Select(value => (value.Series, value.Value)));
    }

    [Fact]
    public void Prices_by_code_and_in_ten_thousand_yuan_a_tonne_are_the_same_prices()
    {
        var layouts = Checks.GetProperty("other_layouts").EnumerateArray().ToList();
        var wide = Prices.Read("golden/smm_wide_by_code.csv");
        var chinese = SomeDataset.Fixed("smm", Frequency.BusinessDaily, ("氧化铽", "terbium", "CNY/kg"), ("氧化镝平均价", "dysprosium", "CNY/kg")).Read("golden/cn_wide_low_high_avg_wan_yuan_per_t.csv");

        Assert.Equal(layouts[0].GetProperty("sample").GetProperty("2025-03-24").EnumerateArray().Select(price => price.GetDecimal()), wide.Values.Where(value => value.Period.ToString() == "2025-03-24").Select(value => value.Value));
        Assert.Equal(layouts[0].GetProperty("rows").GetInt32() * 2, wide.Accepted);
        Assert.Equal(layouts[1].GetProperty("sample").GetProperty("2025-03-24").GetProperty("yuan_per_kg").GetDecimal(), Value(chinese, "terbium", "2025-03-24"));
        Assert.Equal((layouts[1].GetProperty("rows").GetInt32() * 2, 0), (chinese.Accepted, chinese.Ignored));
        Assert.Empty(chinese.Warnings);
    }

    [Fact]
    public void A_code_that_no_series_names_is_counted_and_not_guessed()
    {
        var reading = SomeDataset.Fixed("smm", Frequency.BusinessDaily, ("SMM-REO-TXO", "terbium", "CNY/kg")).Read("golden/smm_wide_by_code.csv");

        Assert.Equal((282, 141), (reading.Accepted, reading.Ignored));
    }

    [Fact]
    public void Months_come_before_days_and_volumes_have_their_letters()
    {
        var expected = Checks.GetProperty("other_layouts")[2];
        var reading = SomeDataset.Fixed("investing", Frequency.Daily, ("Price", "price", "CNY/t"), ("Vol.", "volume", "1")).Read("golden/investing_lithium_carbonate.csv");

        foreach (var day in expected.GetProperty("sample").EnumerateObject()) Assert.Equal(day.Value.GetDecimal(), Value(reading, "price", day.Name));
        Assert.Equal(expected.GetProperty("rows").GetInt32(), reading.Values.Count(value => value.Series == "price"));
        Assert.Equal([1230m, 980m, 1_200_000m, 2050m, 640m, 1100m], reading.Values.Where(value => value.Series == "volume").Select(value => value.Value));
        Assert.Empty(reading.SetAside);
    }

    [Theory]
    [InlineData("SMM-REO-TXO")]
    [InlineData("SMM-REO-TXO#MT")]
    [InlineData("SMM-REO-TXO#WAN")]
    [InlineData("SMM-REO-TXO#CNKG")]
    [InlineData("SMM-REO-TXO#CNMT")]
    public void One_price_in_five_units_is_one_price(string key) =>
        Assert.Equal(Checks.GetProperty("unit_conversion").GetProperty("yuan_per_kg").GetDecimal(), Assert.Single(SomeDataset.Fixed("smm", Frequency.BusinessDaily, (key, "terbium", "CNY/kg")).Read("golden/smm_units_mixed.csv").Values).Value);

    [Fact]
    public void Daily_prices_lose_no_Sunday_and_no_flat_run_and_say_what_is_odd()
    {
        var reading = Prices.Read("golden/smm_txo_dxo_daily_2024-09_2025-03.csv");
        var days = reading.Values.Select(value => value.Period.ToString()).ToHashSet(StringComparer.Ordinal);

        foreach (var kept in Checks.GetProperty("must_not_be_rejected").EnumerateArray().Where(kept => kept.TryGetProperty("dates", out _)))
            foreach (var day in kept.GetProperty("dates").EnumerateArray()) Assert.Contains(day.GetString()!, days);
        Assert.Empty(reading.SetAside);
        foreach (var (list, reason) in new[] { ("deduplicate", "duplicate-identical"), ("accept_with_warning", "average-outside-range") })
        {
            foreach (var expected in Checks.GetProperty(list).EnumerateArray())
                Assert.Contains(reading.Warnings, warning => warning.Reason == reason && warning.Line == expected.GetProperty("line").GetInt32());
        }
        Assert.Equal(Checks.GetProperty("row_counts").GetProperty("smm_lines_without_header").GetInt32(), reading.Accepted + 1);
    }

    [Fact]
    public void Months_that_two_vintages_tell_otherwise_are_the_two_that_were_revised()
    {
        var (before, after) = (Customs.Read("golden/gacc_myanmar_re_imports_v1_asof-2025-06-20.csv", August2025), Customs.Read("golden/gacc_myanmar_re_imports_v2_asof-2025-07-20.csv", August2025));

        var changed = after.Values.Where(value => !before.Values.Any(other => (other.Series, other.Period, other.Value) == (value.Series, value.Period, value.Value))).Select(value => value.Period.ToString()).Distinct();
        Assert.Equal(Check("R4").GetProperty("months").EnumerateArray().Select(month => month.GetString()!), changed.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> FilesOf(JsonElement check)
    {
        if (check.TryGetProperty("files", out var files) && check.GetProperty("id").GetString() != "T6") return files.EnumerateArray().Select(file => file.GetString()!);
        return check.GetProperty("id").GetString() is ['R', ..] ? ["gacc_myanmar_re_imports_v2_asof-2025-07-20.csv"] : ["gacc_myanmar_re_imports_v1_asof-2025-06-20.csv"];
    }

    private static JsonElement Check(string id) =>
        new[] { "trade", "revision", "price" }.SelectMany(list => Checks.GetProperty(list).EnumerateArray()).Single(check => check.GetProperty("id").GetString() == id);

    // A side may be a sum of months, and may name the vintage that it is of.
    private static decimal Side(JsonElement side, string series, string file)
    {
        var text = side.GetProperty("period").GetString()!;
        var period = text.Split(' ')[0];
        if (text.EndsWith("(v1)", StringComparison.Ordinal)) file = "gacc_myanmar_re_imports_v1_asof-2025-06-20.csv";
        var reading = (file[0] switch { 'g' => Customs, 'c' => SomeDataset.Trade(file.EndsWith(".json", StringComparison.Ordinal) ? "comtrade" : "comtrade-bulk", CustomsMeasure.NetWeight, (series, "104", "t", ["2846"])), _ => Prices }).Read($"golden/{file}", August2025);
        var value = Period.Parse(period) is { Kind: PeriodKind.Combined } months ? months.EachMonth().Sum(month => Value(reading, series, month.ToString())) : Value(reading, series, period);
        Assert.Equal(side.GetProperty("value").GetDecimal(), value);
        return value;
    }

    private static decimal Value(FileReading reading, string series, string period) =>
        Assert.Single(reading.Values, value => value.Series == series && value.Period.ToString() == period).Value;

    private static IEnumerable<string> Truth(string series) =>
        DataFile.Text("golden/truth.csv").Split('\n').Select(line => line.Trim().Split(',')).Where(fields => fields[0] == series).Select(fields => $"{fields[1]} {fields[2]}");
}
