using System.Text;
using Alerts.Core.Datasets;
using Alerts.Core.Observations;

namespace Alerts.Adapters.Tests.Formats;

/// <summary>What publishers' real files are known to hold, in constructed ones.</summary>
public sealed class PublisherFileTests
{
    private const string Comtrade = "typeCode,freqCode,refYear,refMonth,period,reporterCode,flowCode,partnerCode,partner2Code,classificationCode,cmdCode,customsCode,mosCode,motCode,qtyUnitAbbr,qty,netWgt,primaryValue\n";
    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!;
    private static readonly DateTimeOffset Published = new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Dataset Weights = SomeDataset.Trade("comtrade-bulk", CustomsMeasure.NetWeight, ("compounds", "104", "kg", ["2846"]));

    [Theory]
    [InlineData("", 1000)]
    [InlineData("C,M,2025,2,202502,156,M,0,0,H6,284690,C00,0,0,kg,5000,5000,1\n", 1000)] // the world
    [InlineData("C,M,2025,2,202502,156,M,104,36,H6,284690,C00,0,0,kg,400,400,1\n", 1000)] // by second partner
    [InlineData("C,M,2025,2,202502,156,M,104,0,H6,284690,C04,0,0,kg,400,400,1\n", 1000)] // by customs procedure
    [InlineData("C,M,2025,2,202502,156,M,104,0,H6,284690,C00,1,0,kg,400,400,1\n", 1000)] // by mode of supply
    [InlineData("C,M,2025,2,202502,156,M,104,0,H6,284690,C00,0,2100,kg,400,400,1\n", 1000)] // by way of transport
    [InlineData("C,M,2025,2,202502,156,X,104,0,H6,284690,C00,0,0,kg,400,400,1\n", 1000)] // exports
    [InlineData("C,M,2025,2,202502,156,M,104,0,H6,TOTAL,C00,0,0,kg,400,400,1\n", 1000)] // all codes
    [InlineData("C,M,2025,2,202502,156,M,104,0,H6,284610,C00,0,0,kg,400,400,1\n", 1400)] // another code of the basket
    [InlineData("C,M,2025,2,202502,156,M,104,0,H6,2846,C00,0,0,kg,1500,1500,1\n", 1500)] // its heading, which holds it all
    public void A_weight_is_counted_once_whatever_stands_beside_it(string more, int kilograms)
    {
        var reading = Read(Weights, Comtrade + "C,M,2025,2,202502,156,M,104,0,H6,284690,C00,0,0,kg,1000,1000,1\n" + more);

        Assert.Equal(kilograms, Assert.Single(reading.Values).Value);
        Assert.Empty(reading.SetAside);
    }

    [Theory]
    [InlineData("C,A,2025,52,2025,156,M,104,0,H6,284690,C00,0,0,kg,1,12000,1\n", "2025-01..2025-12 12000")]
    [InlineData("C,A,2025,2,2025,156,M,104,0,H6,284690,C00,0,0,kg,1,12000,1\n", "")]
    [InlineData("C,M,2025,3,202502,156,M,104,0,H6,284690,C00,0,0,kg,1,12000,1\n", "")]
    [InlineData("C,M,2024,2,202502,156,M,104,0,H6,284690,C00,0,0,kg,1,12000,1\n", "")]
    [InlineData("C,M,2025,13,202513,156,M,104,0,H6,284690,C00,0,0,kg,1,12000,1\n", "")]
    [InlineData("C,M,2099,1,209901,156,M,104,0,H6,284690,C00,0,0,kg,1,12000,1\n", "")]
    public void A_period_is_read_only_where_all_fields_agree_on_it(string row, string expected) =>
        Assert.Equal(expected, string.Join(", ", Read(Weights, Comtrade + row).Values.Select(value => FormattableString.Invariant($"{value.Period} {value.Value}"))));

    [Theory]
    [InlineData(",0,5", true)]
    [InlineData(",,5", true)]
    [InlineData(",0,0", false)]
    [InlineData(",,", true)]
    public void A_weight_of_nothing_is_zero_only_where_the_value_is_nothing_too(string weightAndValue, bool isMissing)
    {
        var reading = Read(Weights, Comtrade + $"C,M,2025,2,202502,156,M,104,0,H6,284690,C00,0,0,kg,1{weightAndValue}\n");

        Assert.Equal(isMissing ? [] : [0m], reading.Values.Select(value => value.Value));
        Assert.Equal(isMissing, reading.Warnings.Any(warning => warning.Reason == "value-missing"));
    }

    [Fact]
    public void Statistics_of_two_countries_are_not_mixed_unless_the_dataset_says_whose_are_read()
    {
        var text = Comtrade + "C,M,2025,2,202502,156,M,104,0,H6,284690,C00,0,0,kg,1,1000,1\nC,M,2025,2,202502,392,M,104,0,H6,284690,C00,0,0,kg,1,70,1\n";

        Assert.Equal("partner-mismatch", Read(Weights, text).Reason);
        Assert.Equal(70m, Assert.Single(Read(Weights with { Customs = Weights.Customs! with { Reporter = "392" } }, text).Values).Value);
    }

    [Fact]
    public void A_code_that_changes_its_edition_is_a_warning()
    {
        var reading = Read(Weights, Comtrade + "C,M,2021,12,202112,156,M,104,0,H5,284690,C00,0,0,kg,1,1000,1\nC,M,2022,1,202201,156,M,104,0,H6,284690,C00,0,0,kg,1,1000,1\n");

        Assert.Equal(("classification-changed", 3), reading.Warnings.Select(warning => (warning.Reason, warning.Line)).Single());
        Assert.Equal(2, reading.Values.Count);
    }

    [Fact]
    public void A_download_may_have_a_comma_more_on_each_line_than_in_its_header_and_names_in_Windows_1252()
    {
        var header = Comtrade.Replace("partner2Code", "partnerDesc,partner2Code", StringComparison.Ordinal);
        const string row = "\"C\",\"M\",\"2025\",\"2\",\"202502\",\"156\",\"M\",\"384\",\"Côte d'Ivoire\",\"0\",\"H6\",\"284690\",\"C00\",\"0\",\"0\",\"kg\",\"1\",\"2715997517\",\"1\",\r\n";
        var dataset = SomeDataset.Trade("comtrade-bulk", CustomsMeasure.NetWeight, ("ci", "384", "t", ["2846"]));

        var reading = dataset.Read("c.csv", Encoding.Latin1.GetBytes(header + row), Published);

        Assert.Equal(2_715_997.517m, Assert.Single(reading.Values).Value);
        Assert.Equal("encoding-windows-1252", Assert.Single(reading.Warnings).Reason);
        Assert.Equal("field-count", Assert.Single(dataset.Read("c.csv", Encoding.Latin1.GetBytes(header + row.Replace(",\r\n", ",\"\",\"x\",\r\n", StringComparison.Ordinal)), Published).SetAside).Reason);
        Assert.DoesNotContain(dataset.Read("c.csv", Encoding.UTF8.GetBytes(header + row), Published).Warnings, warning => warning.Reason.StartsWith("encoding", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(499, true)]
    [InlineData(500, false)]
    [InlineData(501, true)]
    [InlineData(100_000, false)]
    public void An_answer_of_exactly_as_many_records_as_the_service_cuts_at_is_refused_as_incomplete(int records, bool isRead)
    {
        const string one = """{"typeCode":"C","freqCode":"M","period":"202502","reporterCode":156,"flowCode":"M","partnerCode":104,"cmdCode":"284690","netWgt":1000,"primaryValue":1}""";
        var json = $$"""{"count":{{records}},"data":[{{string.Join(',', Enumerable.Repeat(one, records))}}],"error":""}""";

        var reading = SomeDataset.Trade("comtrade", CustomsMeasure.NetWeight, ("compounds", "104", "kg", ["2846"])).Read("c.json", Encoding.UTF8.GetBytes(json), Published);

        Assert.Equal(isRead, reading.Outcome != ReadingOutcome.Rejected);
        if (!isRead) Assert.Contains("incomplete", reading.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[["I_COMMODITY","CTY_CODE","GEN_VAL_MO","GEN_QY1_MO","UNIT_QY1","time","I_COMMODITY"],["2846902090","5460","1","2000","KG","2025-02","2846902090"]]""", "")]
    [InlineData("""[["I_COMMODITY","CTY_CODE","GEN_VAL_MO","GEN_QY1_MO","UNIT_QY1","time","I_COMMODITY"],["2846902090","5460","1","2000","KG","2025-02","2805300000"]]""", "1 duplicate-column")]
    [InlineData("""[["I_COMMODITY","CTY_CODE","GEN_VAL_MO","GEN_QY1_MO","UNIT_QY1","time"],["2846902090","5460","1","2000","NO","2025-02"]]""", "1 unit-not-weight")]
    [InlineData("""[["I_COMMODITY","CTY_CODE","GEN_VAL_MO","GEN_QY1_MO","UNIT_QY1","time"],["284690209","5460","1","2000","KG","2025-02"]]""", "1 hs-code-invalid")]
    [InlineData("""[["I_COMMODITY","CTY_CODE","GEN_VAL_MO","GEN_QY1_MO","UNIT_QY1","time"],["2846902090","5460","1","2000","KG"]]""", "1 field-count")]
    [InlineData("""[["I_COMMODITY","CTY_CODE","GEN_VAL_MO","GEN_QY1_MO","UNIT_QY1","time"],["2846902090","5460","1","2000","KG","2025"]]""", "1 date-format")]
    [InlineData("""[["I_COMMODITY","CTY_CODE","CON_VAL_MO","CON_QY1_MO","UNIT_QY1","time"],["2846902090","5460","1","2000","KG","2025-02"]]""", "missing-column")]
    [InlineData("""[["E_COMMODITY","CTY_CODE","ALL_VAL_MO","QTY_1_MO","UNIT_QY1","time"],["2846902090","5460","1","2000","KG","2025-02"]]""", "header-not-recognised")]
    [InlineData("""{"error":"unknown variable"}""", "api-error")]
    [InlineData("""error: unknown variable 'X'""", "json-invalid")]
    [InlineData("""[{"a":1}]""", "json-shape")]
    [InlineData("""[["I_COMMODITY","CTY_CODE","GEN_VAL_MO","GEN_QY1_MO","UNIT_QY1","time"]]""", "no-data-rows")]
    [InlineData(" \r\n", "empty-file")]
    public void An_answer_of_the_census_is_read_or_refused(string json, string expected)
    {
        var reading = SomeDataset.Trade("us-census", CustomsMeasure.FirstQuantity, ("burma", "5460", "t", ["2846"])).Read("c.json", Encoding.UTF8.GetBytes(json), Published);

        Assert.Equal(expected, reading.Reason ?? string.Join(", ", reading.SetAside.Select(row => $"{row.Line} {row.Reason}")));
        if (expected.Length == 0) Assert.Equal(2m, Assert.Single(reading.Values).Value);
    }

    [Fact]
    public void Imports_for_consumption_and_exports_are_read_where_the_dataset_says_so()
    {
        var imports = SomeDataset.Trade("us-census", CustomsMeasure.FirstQuantity, ("x", "5700", "kg", ["2846"]));
        var consumption = imports with { Customs = imports.Customs! with { IsConsumption = true } };
        var exports = imports with { Customs = imports.Customs! with { Flow = Flow.Export } };
        const string both = """[["I_COMMODITY","CTY_CODE","GEN_VAL_MO","GEN_QY1_MO","CON_VAL_MO","CON_QY1_MO","UNIT_QY1","time"],["2846902090","5700","1","2000","1","1900","KG","2025-02"]]""";
        const string export = """[["E_COMMODITY","CTY_CODE","ALL_VAL_MO","QTY_1_MO","UNIT_QY1","time"],["2846902090","5700","1","70","KG","2025-02"]]""";

        Assert.Equal([2000m, 1900m, 70m], new[] { (imports, both), (consumption, both), (exports, export) }.Select(one => Assert.Single(one.Item1.Read("c.json", Encoding.UTF8.GetBytes(one.Item2), Published).Values).Value));
    }

    [Theory]
    [InlineData("2026 through March", "2026-01..2026-03")]
    [InlineData("2025 through December", "2025-01..2025-12")]
    [InlineData("2024", "2024-01..2024-12")]
    [InlineData("January 2025", "2025-01")]
    [InlineData("2026 through Marchember", "date-format")]
    [InlineData("2026 until March", "date-format")]
    [InlineData("2099", "date-future")]
    [InlineData("", "date-format")]
    public void A_time_of_USA_Trade_is_a_year_a_year_to_date_or_a_month(string time, string expected)
    {
        var text = $"\"State Imports\"\r\n\"Current date: 03/15/2026\"\r\n\"Measures: Customs Value\"\r\n\"Commodity\",\"Country\",\"Time\",\"Customs Value (Gen) ($US)\",\r\n\"2846 Compounds\",\"Burma\",\"{time}\",\"1,234\"\r\n";

        var reading = Read(SomeDataset.Fixed("usa-trade", Frequency.Monthly, ("2846 Compounds / Burma", "x", "USD")), text);

        Assert.Equal(expected, reading.Values.Select(value => value.Period.ToString()).Concat(reading.SetAside.Select(row => row.Reason)).Single());
    }

    [Theory]
    [InlineData("\"Country\",\"Time\",\"Customs Value (Gen) ($US)\",\"Vessel Value (Gen) ($US)\",\r\n\"Burma\",\"2024\",\"1\",\"2\"\r\n", "header-not-recognised")]
    [InlineData("\"Country\",\"Time\",\"Vessel SWT (Gen) (kg)\",\r\n\"Burma\",\"2024\",\"1\"\r\n", "unit-unknown")]
    [InlineData("\"Country\",\"Year\"\r\n\"Burma\",\"2024\"\r\n", "header-not-recognised")]
    public void An_export_of_USA_Trade_with_another_measure_is_refused(string text, string reason) =>
        Assert.Equal(reason, Read(SomeDataset.Fixed("usa-trade", Frequency.Monthly, ("Burma", "x", "USD")), "title\r\n" + text).Reason);

    [Theory]
    [InlineData("observation_date,GDP\n2025-01-01,5\n2025-02-01,6\n", "monthly", "2025-01 5, 2025-02 6", "")]
    [InlineData("DATE,GDP\n2025-01-01,.\n2025-02-01,6\n", "monthly", "2025-02 6", "")]
    [InlineData("observation_date,GDP\n2025-01-01,5\n2025-01-02,6\n", "monthly", "2025-01 5", "3 date-invalid")]
    [InlineData("observation_date,GDP\n2025-01-02,5\n", "daily", "2025-01-02 5", "")]
    [InlineData("observation_date,GDP\n2025-01-02,5,7\n2025-01-03,6\n", "daily", "2025-01-03 6", "2 field-count")]
    public void A_download_of_FRED_may_be_daily_or_monthly(string text, string frequency, string values, string faults)
    {
        var reading = Read(SomeDataset.Fixed("fred", frequency == "daily" ? Frequency.Daily : Frequency.Monthly, ("GDP", "x", "index")), text);

        Assert.Equal(values, string.Join(", ", reading.Values.Select(value => FormattableString.Invariant($"{value.Period} {value.Value}"))));
        Assert.Equal(faults, string.Join(", ", reading.SetAside.Select(row => $"{row.Line} {row.Reason}")));
    }

    [Fact]
    public void Neighbouring_codes_of_one_file_may_have_different_units()
    {
        var dataset = SomeDataset.Fixed("smm", Frequency.BusinessDaily, ("SMM-REM-NDM", "nd", "CNY/kg"), ("SMM-REO-DXO", "dy", "CNY/kg"));
        dataset = dataset with { Series = [dataset.Series[0] with { InFile = FileUnit.Find("yuan/mt") }, dataset.Series[1]] };

        Assert.Equal([640m, 1665m], Read(dataset, "Date,SMM-REM-NDM,SMM-REO-DXO\n2025-03-24,640000,1665\n").Values.Select(value => value.Value));
    }

    [Theory]
    [InlineData("氧化铽最低价,氧化铽最高价,氧化铽平均价", "655,653,654", "range-inverted")]
    [InlineData("氧化铽最低价,氧化铽最高价,氧化铽平均价", "653,655,x", "number-format")]
    [InlineData("氧化铽最低价,氧化铽最高价,氧化铽平均价", "x,655,654", "number-format")]
    [InlineData("氧化铽平均价", "0", "price-not-positive")]
    public void A_range_or_price_that_cannot_be_is_set_aside(string columns, string values, string reason)
    {
        var row = Assert.Single(Read(SomeDataset.Fixed("smm", Frequency.BusinessDaily, ("氧化铽", "tb", "CNY/kg")), $"日期,{columns},年,月,日\n2025-03-24,{values},2025,3,24\n").SetAside);

        Assert.Equal(reason, row.Reason);
    }

    [Theory]
    [InlineData("03/24/2025", "")]
    [InlineData("02/30/2025", "2 date-invalid")]
    [InlineData("24.03.2025", "date-format")]
    [InlineData("24/03/2025", "date-format")]
    [InlineData("2025-03-24", "2 date-format")]
    public void A_day_before_its_month_refuses_the_file_and_no_other_date_does(string day, string expected)
    {
        var reading = Read(SomeDataset.Fixed("investing", Frequency.Daily, ("Price", "x", "USD/t")), $"\uFEFF\"Date\",\"Price\",\"Open\",\"High\",\"Low\",\"Vol.\",\"Change %\"\n\"{day}\",\"1,234.50\",\"1\",\"1\",\"1\",\"\",\"0.1%\"\n\"03/21/2025\",\"1,200.00\",\"1\",\"1\",\"1\",\"-\",\"\"");

        Assert.Equal(expected, reading.Reason ?? string.Join(", ", reading.SetAside.Select(row => $"{row.Line} {row.Reason}")));
    }

    [Fact]
    public void A_customs_export_is_read_by_the_names_of_its_columns_and_sums_over_modes_of_trade()
    {
        var text = "\"第一计量单位\",\"贸易方式编码\",\"贸易方式名称\",\"第一数量\",\"商品编码\",\"注册地编码\",\"注册地名称\",\"贸易伙伴名称\",\"贸易伙伴编码\",\"月份\",\"美元\",\n"
            + "\"千克\",\"10\",\"一般贸易\",\"700\",\"28469015\",\"53\",\"云南省\",\"缅甸\",\"106\",\"202502\",\"1,000\",\n"
            + "\"千克\",\"19\",\"边境小额贸易\",\"300\",\"28469015\",\"53\",\"云南省\",\"缅甸\",\"106\",\"202502\",\"500\",\n";

        var reading = SomeDataset.Customs(("compounds", "t", ["2846"])).Read("g.csv", Gb18030.GetBytes(text), Published);

        Assert.Equal((1m, 2), (Assert.Single(reading.Values).Value, reading.Values[0].Rows.Count));
    }

    [Fact]
    public void A_text_where_a_value_should_stand_sets_its_cell_aside_with_its_address()
    {
        var row = Assert.Single(Pink([SomeWorkbook.Text("2025M01"), SomeWorkbook.Number("9000"), SomeWorkbook.Text("n.q.")], [SomeWorkbook.Text("2025M02"), SomeWorkbook.Number("9100"), SomeWorkbook.Number("30000")]).SetAside);

        Assert.Equal((8, "Tin", "number-format", "n.q."), (row.Line, row.Column, row.Reason, row.Found));
        Assert.Contains("cell C8", row.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_behind_the_last_month_and_months_without_values_are_nothing()
    {
        var reading = Pink([SomeWorkbook.Text("2025M01"), SomeWorkbook.Number("9000"), SomeWorkbook.Text("…")], [SomeWorkbook.Text("2025M02"), SomeWorkbook.Text(".."), SomeWorkbook.Text("...")], [SomeWorkbook.Blank()], null, [SomeWorkbook.Text(" ")]);

        Assert.Equal((ReadingOutcome.Accepted, 1), (reading.Outcome, reading.Accepted));
    }

    [Fact]
    public void A_unit_that_rules_cannot_compare_is_set_aside_unless_the_dataset_says_what_it_counts_as()
    {
        var dataset = SomeDataset.Fixed("pink-sheet", Frequency.Monthly, ("LOGS_CMR", "logs", "USD"), ("COPPER", "copper", "USD/t"));
        var told = dataset with { Series = [dataset.Series[0] with { InFile = FileUnit.Find("USD") }, dataset.Series[1]] };
        var workbook = Workbook("LOGS_CMR", "($/cubic meter)", [SomeWorkbook.Text("2025M01"), SomeWorkbook.Number("9000"), SomeWorkbook.Number("410")]);

        var reading = dataset.Read("p.xlsx", workbook, Published);

        Assert.Equal((6, "LOGS_CMR", "unit-unknown", "($/cubic meter)"), reading.SetAside.Select(row => (row.Line, row.Column, row.Reason, row.Found)).Single());
        Assert.Equal("copper", Assert.Single(reading.Values).Series);
        Assert.Equal(2, told.Read("p.xlsx", workbook, Published).Values.Count);
    }

    private static FileReading Pink(params string[]?[] rows) =>
        SomeDataset.Fixed("pink-sheet", Frequency.Monthly, ("COPPER", "copper", "USD/t"), ("Tin", "tin", "USD/t")).Read("p.xlsx", Workbook("Tin", "($/mt)", rows), Published);

    private static byte[] Workbook(string code, string unit, params string[]?[] rows) => SomeWorkbook.With("Monthly Prices",
    [
        [SomeWorkbook.Text("World Bank Commodity Price Data (The Pink Sheet)")], null, null, [SomeWorkbook.Text("Updated on March 04, 2025")],
        [SomeWorkbook.Blank(), SomeWorkbook.Text("Copper"), SomeWorkbook.Text(code)], [SomeWorkbook.Blank(), SomeWorkbook.Text("($/mt)"), SomeWorkbook.Text(unit)], [SomeWorkbook.Blank(), SomeWorkbook.Text("COPPER"), SomeWorkbook.Text(code)],
        .. rows,
    ]);

    private static FileReading Read(Dataset dataset, string text) => dataset.Read("f.csv", Encoding.UTF8.GetBytes(text), Published);
}
