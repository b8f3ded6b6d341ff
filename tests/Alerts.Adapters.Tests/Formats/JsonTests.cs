using System.Text;
using Alerts.Core.Datasets;
using Alerts.Core.Observations;

namespace Alerts.Adapters.Tests.Formats;

/// <summary>Records of any JSON, by the layout of their dataset.</summary>
public sealed class JsonTests
{
    private static readonly TableLayout Long = new(Wide: false, "date", "code", "price", UnitColumn: null, "yyyy-MM-dd", "utf-8", ',', '.', Sheet: null, Records: "data.items");
    private static readonly Dataset Prices = SomeDataset.Of("json", Long, ("TXO", "terbium", "CNY/kg"), ("DXO", "dysprosium", "CNY/kg"));

    [Fact]
    public void Records_are_found_below_their_names_and_counted_from_1()
    {
        var reading = Read(Prices, """{"status":"ok","data":{"page":1,"items":[{"date":"2025-03-24","code":"TXO","price":6550.5},{"code":"DXO","price":"1,665","date":"2025-03-24"},{"date":"2025-03-24","code":"OTHER","price":1}]},"more":[{"x":1}]}""");

        Assert.Equal([("terbium", 6550.5m, 1), ("dysprosium", 1665m, 2)], reading.Values.Select(value => (value.Series, value.Value, value.Rows[0])));
        Assert.Equal((3, 1), (reading.Accepted, reading.Ignored));
    }

    [Theory]
    [InlineData("6550", "6550")]
    [InlineData("6.55e3", "6550")]
    [InlineData("6.5500E+3", "6550")]
    [InlineData("\"6550\"", "6550")]
    [InlineData("null", "")]
    [InlineData("\"\"", "")]
    [InlineData("1e400", "number-not-finite")]
    [InlineData("\"NaN\"", "number-not-finite")]
    [InlineData("1e-60", "number-format")]
    [InlineData("true", "number-format")]
    [InlineData("[1]", "number-format")]
    [InlineData("\"65\\u00350\"", "6550")]
    [InlineData("\"6550\\u0000\"", "control-character")]
    public void A_value_is_a_number_however_JSON_writes_it(string value, string expected)
    {
        var reading = Read(Prices, "{\"data\":{\"items\":[{\"date\":\"2025-03-24\",\"code\":\"TXO\",\"price\":" + value + "}]}}");

        Assert.Equal(expected, reading.Values.Select(read => FormattableString.Invariant($"{read.Value}")).Concat(reading.SetAside.Select(row => row.Reason)).SingleOrDefault(""));
    }

    [Fact]
    public void Names_below_others_are_joined_by_dots()
    {
        var dataset = SomeDataset.Of("json", Long with { Records = null, PeriodColumn = "at.day", SeriesColumn = "what.code", ValueColumn = "price.value", UnitColumn = "price.unit" }, ("TXO", "terbium", "CNY/kg"));

        var reading = Read(dataset, """[{"at":{"day":"2025-03-24"},"what":{"code":"TXO","name":"x"},"price":{"value":655,"unit":"万元/吨"}},{"at":{"day":"2025-03-25"},"what":{"code":"TXO"},"price":{"unit":"yuan/kg","value":6560}}]""");

        Assert.Equal([6550m, 6560m], reading.Values.Select(value => value.Value));
    }

    [Fact]
    public void A_field_for_each_series_is_a_wide_layout()
    {
        var dataset = SomeDataset.Of("json", Long with { Wide = true, Records = null, PeriodColumn = "d", SeriesColumn = null, ValueColumn = null, DateFormat = "yyyyMMdd", Missing = ["-"] }, ("a", "a", "CNY/kg"), ("b", "b", "CNY/kg"));

        Assert.Equal([("a", 1m), ("b", 2m), ("a", 3m)], Read(dataset, """[{"d":"20250324","a":1,"b":2},{"d":20250325,"a":3,"b":"-"}]""").Values.Select(value => (value.Series, value.Value)));
    }

    [Theory]
    [InlineData("", "empty-file")]
    [InlineData("<html><body>Sign in</body></html>", "html-not-data")]
    [InlineData("{\"data\":{\"items\":[{\"date\":\"2025-03-24\"", "json-invalid")]
    [InlineData("{\"data\":{\"items\":[{\"date\":\"2025-03-24\",\"code\":\"TXO\",\"price\":1}]}} x", "json-invalid")]
    [InlineData("{\"data\":{\"items\":[{\"date\":\"2025-03-24\",\"code\":\"TXO\",\"price\":01}]}}", "json-invalid")]
    [InlineData("Service unavailable", "json-invalid")]
    [InlineData("{\"data\":[]}", "json-shape")]
    [InlineData("{\"data\":{\"items\":{\"a\":1}}}", "json-shape")]
    [InlineData("{\"data\":{\"items\":[1,2]}}", "json-shape")]
    [InlineData("{\"message\":\"Invalid API key\",\"code\":401}", "api-error")]
    [InlineData("{\"error\":{\"code\":500,\"text\":\"try later\"}}", "api-error")]
    [InlineData("{\"data\":{\"items\":[]}}", "no-data-rows")]
    [InlineData("{\"data\":{\"items\":[{\"date\":\"2025-03-24\",\"code\":\"TXO\"}]}}", "missing-column")]
    [InlineData("{\"data\":{\"items\":[{\"x\":1}]}}", "header-not-recognised")]
    public void What_is_no_list_of_such_records_is_refused(string json, string reason)
    {
        var reading = Read(Prices, json);

        Assert.Equal((ReadingOutcome.Rejected, reason), (reading.Outcome, reading.Reason));
        Assert.DoesNotContain("line 0", reading.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_is_no_Unicode_is_no_key_and_no_number()
    {
        var reading = Read(Prices, """{"data":{"items":[{"date":"2025-03-24","code":"\ud800","price":1},{"date":"2025-03-24","code":"TXO","price":"\ud800"}]}}""");

        Assert.Equal((1, 1), (reading.Accepted, reading.Ignored));
        Assert.Equal("number-format", Assert.Single(reading.SetAside).Reason);
    }

    [Theory]
    [InlineData(64, false)]
    [InlineData(65, true)]
    public void Sixty_four_levels_are_read_and_no_more(int levels, bool isTooDeep)
    {
        var deep = $"{new string('[', levels - 4)}{new string(']', levels - 4)}";
        var reading = Read(Prices, "{\"data\":{\"items\":[{\"date\":\"2025-03-24\",\"code\":\"TXO\",\"price\":1,\"x\":" + deep + "}]}}");

        Assert.Equal(isTooDeep ? "json-invalid" : null, reading.Reason);
    }

    [Fact]
    public void A_message_names_the_record_and_the_field()
    {
        var row = Assert.Single(Read(Prices, """{"data":{"items":[{"date":"2025-03-24","code":"TXO","price":1},{"date":"24.03.2025","code":"TXO","price":2}]}}""").SetAside);

        Assert.StartsWith("f.json: line 2, column \"date\": is not a date written as yyyy-MM-dd (\"24.03.2025\")", row.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{\"data\":")]
    public void Brackets_without_end_are_followed_no_further_than_to_the_deepest_level(string opening)
    {
        var few = Read(Prices, string.Concat(Enumerable.Repeat(opening, 100)));
        var many = Read(Prices, string.Concat(Enumerable.Repeat(opening, 1_000_000)));

        Assert.Equal(("json-invalid", few.Message), (many.Reason, many.Message));
    }

    private static FileReading Read(Dataset dataset, string json) => dataset.Read("f.json", Encoding.UTF8.GetBytes(json));
}
