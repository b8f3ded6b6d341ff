using Alerts.Core.Datasets;
using Alerts.Core.Observations;

namespace Alerts.Core.Tests.Datasets;

public sealed class CustomsReadingTests
{
    private static readonly Dataset Oxides = SomeTable.Customs(["2846", "280530"], ("compounds", ["2846"]), ("oxides", ["28461010", "28469011..28469019"]));

    [Fact]
    public void Rows_of_a_basket_are_added_up_and_keep_their_lines()
    {
        var reading = Oxides.ReadCustoms("202501|28469015|106|缅甸|1500|千克|1", "202501|28469099|106|缅甸|0.5|吨|1", "202501|28469019|106|缅甸|250|克|1");

        Assert.Equal(["compounds 2025-01 2.00025", "oxides 2025-01 1.50025"], reading.Told());
        Assert.Equal([2, 3, 4], reading.Values[0].Rows);
    }

    [Fact]
    public void Any_partner_stretches_the_months_in_which_no_row_means_zero()
    {
        var reading = Oxides.ReadCustoms("202501|28469015|106|缅甸|1000|千克|1", "202503|28469015|141|越南|1000|千克|1");

        Assert.Equal(["1", "1", "0", "0", "0", "0"], reading.Told().Select(value => value[^1..]));
        Assert.Empty(reading.Values[2].Rows);
        Assert.Equal((2, 1), (reading.Accepted, reading.Ignored));
    }

    [Fact]
    public void Outside_of_what_was_asked_no_row_means_nothing()
    {
        var reading = SomeTable.Customs(["284610"], ("compounds", ["2846"])).ReadCustoms("202501|28469015|106|缅甸|1000|千克|1", "202502|28469015|141|越南|1000|千克|1");

        Assert.Equal(["compounds 2025-01 1"], reading.Told());
    }

    [Fact]
    public void A_query_may_cover_a_range_by_the_prefixes_that_make_it_up()
    {
        var reading = SomeTable.Customs(["284610", "284690"], ("split", ["284610", "284690"])).ReadCustoms("202501|01012100|141|越南|1|千克|1");

        Assert.Equal(["split 2025-01 0"], reading.Told());
    }

    [Fact]
    public void A_rejected_row_leaves_its_series_without_a_value_for_its_month_and_no_other()
    {
        var reading = Oxides.ReadCustoms(
            "202501|28469015|106|缅甸|1000|千克|1", "202502|28469099|106|缅甸|7|台|1", "202502|28469015|106|缅甸|1000|千克|1", "202503|28469015|106|缅甸|1000|千克|1");

        Assert.Equal(["3 unit-not-weight"], reading.Faults());
        Assert.Equal(["compounds 2025-01 1", "oxides 2025-01 1", "oxides 2025-02 1", "compounds 2025-03 1", "oxides 2025-03 1"], reading.Told());
    }

    [Theory]
    [InlineData("202513|28469015|106|缅甸|1|千克|1", "date-invalid", "")]
    [InlineData("2025-01..2025-02|28469015|106|缅甸|1|千克|1", "date-invalid", "")]
    [InlineData("202501|2846901|106|缅甸|1|千克|1", "hs-code-invalid", "2025-02")]
    [InlineData("202501|2.8469E+07|106|缅甸|1|千克|1", "hs-code-invalid", "2025-02")]
    [InlineData("202501|28469015|MM|缅甸|1|千克|1", "partner-mismatch", "2025-02")]
    [InlineData("202501|28469015|104|缅甸|1|千克|1", "partner-mismatch", "2025-02")]
    [InlineData("202501|28469015|106|缅甸|-1|千克|1", "negative-quantity", "2025-02")]
    [InlineData("202501|28469015|106|缅甸||千克|1", "value-missing", "2025-02")]
    [InlineData("202501|28469015|106|缅甸|1,5|千克|1", "number-format", "2025-02")]
    [InlineData("202501|28469015|106|缅甸|1", "field-count", "")]
    [InlineData("209901|28469015|106|缅甸|1|千克|1", "date-future", "2025-01 2025-02")]
    [InlineData("202501|01012100|119|不丹|1|千克|1", "partner-mismatch", "2025-01 2025-02")]
    public void What_a_rejected_row_may_have_counted_in_is_not_known(string row, string reason, string months)
    {
        var reading = Oxides.ReadCustoms("202501|28469099|106|缅甸|1000|千克|1", row, "202502|28469015|106|缅甸|1000|千克|1");

        Assert.Equal([$"3 {reason}"], reading.Faults());
        Assert.Equal(months, string.Join(' ', reading.Values.Where(value => value.Series == "oxides").Select(value => value.Period)));
        Assert.Equal(2, reading.Accepted);
    }

    [Fact]
    public void A_repeated_row_is_counted_once()
    {
        var reading = Oxides.ReadCustoms("202501|28469015|106|缅甸|1000|千克|1", "202501|28469015|106|缅甸|1|吨|1");

        Assert.Equal(["compounds 2025-01 1", "oxides 2025-01 1"], reading.Told());
        Assert.Equal(("duplicate-identical", 3, 1), (reading.Warnings[0].Reason, reading.Warnings[0].Line, reading.Accepted));
    }

    [Fact]
    public void Rows_that_contradict_each_other_are_quarantined_and_their_month_stays_unknown()
    {
        var reading = Oxides.ReadCustoms("202501|28469099|106|缅甸|1000|千克|1", "202501|28469099|106|缅甸|2000|千克|1", "202501|28469015|106|缅甸|1000|千克|1");

        Assert.Equal(["2 duplicate-conflict", "3 duplicate-conflict"], reading.Faults());
        Assert.Equal(["oxides 2025-01 1"], reading.Told());
        Assert.Equal((1, 2), (reading.Accepted, reading.Quarantined));
    }

    [Fact]
    public void Rows_broken_down_by_trade_mode_add_up()
    {
        var reading = Oxides.ReadCustomsUnder("月份|贸易方式编码|商品编码|贸易伙伴编码|第一数量|第一计量单位", "202501|10|28469015|106|1000|千克", "202501|14|28469015|106|1000|千克", "202501|15|28469015|106|500|千克");

        Assert.Equal(["compounds 2025-01 2.5", "oxides 2025-01 2.5"], reading.Told());
        Assert.Equal(["no-value-column"], reading.Warnings.Select(warning => warning.Reason));
    }

    [Fact]
    public void A_code_and_its_parts_are_never_added_together()
    {
        var reading = SomeTable.Customs(["2846"], ("compounds", ["2846"])).ReadCustoms(
            "202501|2846|106|缅甸|315000|千克|1", "202501|284690|106|缅甸|311000|千克|1", "202501|28469019|106|缅甸|311000|千克|1", "202502|284690|106|缅甸|5000|千克|1");

        Assert.Equal(["compounds 2025-01 315", "compounds 2025-02 5"], reading.Told());
        Assert.Equal([2], reading.Values[0].Rows);
        Assert.Equal(["aggregate-level-mixed"], reading.Warnings.Select(warning => warning.Reason).Distinct());
        Assert.Equal((4, ReadingOutcome.Accepted), (reading.Accepted, reading.Outcome));
    }

    [Fact]
    public void A_code_wider_than_the_basket_makes_it_unknown_and_not_zero()
    {
        var reading = Oxides.ReadCustoms("202501|284690|106|缅甸|1000|千克|1");

        Assert.Equal(["compounds 2025-01 1"], reading.Told());
        Assert.Contains(reading.Warnings, warning => warning.Reason == "aggregate-level-mixed" && warning.Message.Contains("oxides cannot be computed", StringComparison.Ordinal));
    }

    [Fact]
    public void Beside_its_parts_a_code_wider_than_the_basket_is_passed_over()
    {
        var reading = Oxides.ReadCustoms("202501|284690|106|缅甸|3000|千克|1", "202501|28469015|106|缅甸|1000|千克|1", "202501|28469099|106|缅甸|2000|千克|1");

        Assert.Equal(["compounds 2025-01 3", "oxides 2025-01 1"], reading.Told());
    }

    [Fact]
    public void Codes_that_a_basket_names_twice_count_once()
    {
        var reading = SomeTable.Customs(["2846"], ("both", ["2846", "28469015"])).ReadCustoms("202501|28469015|106|缅甸|1000|千克|1");

        Assert.Equal(["both 2025-01 1"], reading.Told());
    }

    [Fact]
    public void Values_are_money_in_the_currency_of_the_header()
    {
        var dataset = Money("CNY");

        var reading = dataset.ReadCustoms("202501|28469015|106|缅甸|1|台|34,240,000", "202501|28461010|106|缅甸|1|千克|10");

        Assert.Equal(["value 2025-01 34240010"], reading.Told());
        Assert.Equal("CNY", reading.Values[0].Unit.Text);
    }

    [Fact]
    public void Values_in_another_currency_than_the_series_are_refused()
    {
        var reading = Money("USD").ReadCustoms("202501|28469015|106|缅甸|1|千克|34,240,000");

        Assert.Equal("no-value-column", reading.Reason);
        Assert.Contains("人民币", reading.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_rows_makes_no_zeros() => Assert.Equal("no-data-rows", Oxides.ReadCustoms().Reason);

    [Theory]
    [InlineData("数据年月|贸易伙伴编码|第一数量|第一计量单位", "missing-column")]
    [InlineData("商品编码|贸易伙伴编码|第一数量|第一计量单位", "missing-column")]
    [InlineData("数据年月|商品编码|商品编码|贸易伙伴编码|第一数量|第一计量单位", "duplicate-column")]
    [InlineData("数据年月|商品编码|贸易伙伴编码|第一数量|第一计量单位|人民币|美元", "currency-ambiguous")]
    [InlineData("month|code", "header-not-recognised")]
    public void A_header_that_does_not_tell_what_its_columns_mean_is_refused(string header, string reason) => Assert.Equal(reason, Oxides.ReadCustomsUnder(header, "1").Reason);

    private static Dataset Money(string currency) => Oxides with
    {
        Customs = Oxides.Customs! with { Measure = CustomsMeasure.Value },
        Series = [SomeTable.Series("value", "value", currency, new("106", [new("2846", "2846")]))],
    };
}
