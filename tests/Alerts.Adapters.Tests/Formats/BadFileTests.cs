using System.Text.Json;
using Alerts.Contracts;
using Alerts.Core.Datasets;
using Alerts.Core.Observations;

namespace Alerts.Adapters.Tests.Formats;

/// <summary>Every malformed or hostile file does what its expectation says, and never more.</summary>
public sealed class BadFileTests
{
    // Whether they are believed depends on the values around them: checks that a dataset names.
    private static readonly string[] DoubtfulOnly = ["average_far_outside.csv", "price_1e12.csv"];

    // What only a reader that knows the columns of the publisher can see.
    private static readonly string[] OfPrices = [.. DoubtfulOnly, "zero_and_negative_price.csv", "range_inverted.csv"];

    public static TheoryData<string> Files() => [.. Expectations().Keys.Except(OfPrices)];

    public static TheoryData<string> Prices() => [.. Expectations().Values.Where(file => file.Text("format") == "smm-daily-csv").Select(file => file.Text("file")!).Except(DoubtfulOnly)];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_malformed_file_is_refused_or_read_as_far_as_it_can_be(string file)
    {
        var expected = Expectations()[file];
        var reading = Dataset(expected).Read($"bad/{file}");
        if (expected.Is("also_allowed") && file == "utf16le_bom.csv") Assert.Equal(Dataset(expected).Read("bad/bom_utf8.csv").Values.Select(Shown), reading.Values.Select(Shown));
        else Check(expected, reading);
    }

    [Theory]
    [MemberData(nameof(Prices))]
    public void A_malformed_price_file_does_the_same_where_its_dataset_only_says_whose_it_is(string file)
    {
        var expected = Expectations()[file];
        var reading = Smm.Read($"bad/{file}");
        if (file == "utf16le_bom.csv") Assert.Equal(Smm.Read("bad/bom_utf8.csv").Values.Select(Shown), reading.Values.Select(Shown));
        else Check(expected, reading);
    }

    [Fact]
    public void An_average_just_outside_its_range_is_kept_with_a_warning()
    {
        var reading = Smm.Read("bad/average_far_outside.csv");

        Assert.Contains(reading.Warnings, warning => warning is { Reason: "average-outside-range", Line: 4 });
        Assert.Contains(reading.Values, value => value.Rows[0] == 4);
    }

    [Theory]
    [InlineData("xlsx_sheet_missing.xlsx", "Monthly Prices", "Prices (monthly)")]
    [InlineData("xlsx_units_row_missing.xlsx", "row 6", "units")]
    [InlineData("json_api_error.json", "Rate limit is exceeded. Try again in 12 seconds.", "service")]
    [InlineData("json_error_field.json", "Invalid period", "service")]
    [InlineData("json_count_mismatch.json", "5 records", "has 1")]
    [InlineData("census_204.json", "not published", "again later")]
    [InlineData("investing_ddmm.csv", "line 2", "31/01/2025")]
    public void A_refusal_of_a_publishers_file_passes_on_what_it_found(string file, params string[] words)
    {
        var reading = Dataset(Expectations()[file]).Read($"bad/{file}");

        foreach (var word in words) Assert.Contains(word, reading.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_bad_record_of_an_answer_is_set_aside_for_its_own_reason()
    {
        var reading = Dataset(Expectations()["json_bad_values.json"]).Read("bad/json_bad_values.json");

        Assert.Equal([(1, "number-format"), (2, "negative-quantity"), (3, "number-not-finite"), (4, "date-invalid")], reading.SetAside.Select(row => (row.Line, row.Reason)));
        Assert.Empty(reading.Values);
    }

    [Fact]
    public void Codes_of_two_levels_side_by_side_are_not_added_up()
    {
        var reading = SomeDataset.Trade("comtrade", CustomsMeasure.NetWeight, ("compounds", "104", "kg", ["2846"])).Read("bad/json_hs4_and_hs6.json");

        Assert.Equal(315_000m, Assert.Single(reading.Values).Value);
    }

    [Theory]
    [InlineData("delimiter_semicolon.csv", "semicolon")]
    [InlineData("delimiter_tab.csv", "tab")]
    [InlineData("html_error_page.csv", "web page")]
    [InlineData("missing_column.csv", "\"unit\"")]
    [InlineData("duplicate_column.csv", "\"average\"")]
    [InlineData("quote_unclosed.csv", "line 3")]
    public void A_refusal_says_what_is_wrong_and_where(string file, string word) =>
        Assert.Contains(word, SomeDataset.Prices.Read($"bad/{file}").Message, StringComparison.Ordinal);

    [Fact]
    public void A_field_that_is_too_long_is_not_echoed()
    {
        var row = Assert.Single(SomeDataset.Prices.Read("bad/field_too_long.csv").SetAside);

        Assert.DoesNotContain("AAA", row.Message, StringComparison.Ordinal);
        Assert.Equal("", row.Found);
    }

    [Fact]
    public void Rows_in_another_unit_are_converted_each_by_its_own()
    {
        var reading = SomeDataset.Prices.Read("bad/unit_changes_midfile.csv");

        Assert.Equal([6500m, 6530m, 6550m], reading.Values.Select(value => value.Value));
        Assert.Equal("unit-changed", Assert.Single(reading.Warnings).Reason);
    }

    [Fact]
    public void A_price_with_a_thousands_separator_is_not_a_hundred_times_as_high() =>
        Assert.Equal(6520m, Assert.Single(SomeDataset.Prices.Read("bad/decimal_comma.csv").Values).Value);

    [Fact]
    public void A_message_of_a_row_names_file_line_column_and_text_and_what_to_do()
    {
        var row = Assert.Single(SomeDataset.Prices.Read("bad/future_date.csv").SetAside);

        Assert.Equal("future_date.csv: line 3, column \"date\": lies after the publication of the file (\"2099-01-05\") - row set aside, correct the date, or say with --published when the file came out", row.Message);
        Assert.Equal("2099-01-05", row.Found);
    }

    [Fact]
    public void A_line_break_in_a_code_reaches_no_message()
    {
        var row = Assert.Single(SomeDataset.Prices.Read("bad/header_injection_code.csv").SetAside);

        Assert.DoesNotContain('\n', row.Message);
        Assert.DoesNotContain('\r', row.Found);
    }

    [Fact]
    public void Conflicting_rows_are_quarantined_and_say_what_they_would_have_become()
    {
        var reading = SomeDataset.Prices.Read("bad/duplicate_conflicting.csv");

        Assert.Equal([6530m, 6350m], reading.SetAside.Select(row => row.Value!.Value.Value));
        Assert.Equal(2, reading.Quarantined);
    }

    [Fact]
    public void A_weight_in_grams_or_tonnes_is_converted()
    {
        var dataset = SomeDataset.Customs(("metals", "kg", ["28053013"]), ("oxide", "kg", ["28469019"]), ("terbium", "kg", ["28469016"]));

        var reading = dataset.Read("bad/gacc_units.csv");

        Assert.Equal([("metals", 900m), ("oxide", 2000m)], reading.Values.Select(value => (value.Series, value.Value)));
    }

    [Fact]
    public void Every_message_about_a_malformed_file_is_one_that_a_person_understands()
    {
        var messages = Expectations().Values.Where(expected => !OfPrices.Contains(expected.Text("file"))).SelectMany(expected => Messages(Dataset(expected).Read($"bad/{expected.Text("file")}")));

        Approved.Matches(string.Concat(messages.Select(message => $"{message}\n")), "messages-of-bad-files.txt");
    }

    private static IEnumerable<string> Messages(FileReading reading) =>
        [.. reading.Message is { } message ? [message] : Array.Empty<string>(), .. reading.SetAside.Select(row => row.Message), .. reading.Warnings.Select(warning => warning.Message)];

    private static void Check(Expectation expected, FileReading reading)
    {
        Assert.Equal(expected.Outcome, reading.Outcome);
        if (reading.Outcome == ReadingOutcome.Rejected)
        {
            Assert.Equal(expected.Reason, reading.Reason);
            Assert.NotEmpty(reading.Message!);
            Assert.Empty(reading.Values);
            return;
        }
        Assert.Equal(expected.Accepted, reading.Accepted);
        Assert.Equal(expected.RejectedLines, reading.SetAside.Select(row => row.Line));
        if (!expected.HasSeveralReasons) foreach (var row in reading.SetAside) Assert.Equal(expected.ReasonAt(row.Line), row.Reason);
        if (expected.Text("warning") is { } warning) Assert.Contains(reading.Warnings, one => one.Reason == warning);
    }

    private static readonly Dataset Smm = SomeDataset.Fixed("smm", Frequency.BusinessDaily,
        ("SMM-REO-TXO", "smm.terbium-oxide", "CNY/kg"), ("SMM-REO-DXO", "smm.dysprosium-oxide", "CNY/kg"), ("SMM-REO-CXO", "smm.cerium-oxide", "CNY/kg"));

    private static string Shown(ReadValue value) => $"{value.Series} {value.Period} {value.Value} {value.Unit}";

    private static Dataset Dataset(Expectation expected) => expected.Text("format") switch
    {
        "gacc-csv" => SomeDataset.Customs(("cn.imports.mm.re-oxides-and-compounds", "t", ["2846"])),
        "pinksheet-xlsx" => SomeDataset.Fixed("pink-sheet", Frequency.Monthly, ("COPPER", "copper", "USD/t"), ("Tin", "tin", "USD/t")),
        "comtrade-json" => SomeDataset.Trade("comtrade", CustomsMeasure.NetWeight, ("compounds", "104", "t", ["2846"])),
        "census-json" => SomeDataset.Trade("us-census", CustomsMeasure.FirstQuantity, ("oxides", "5700", "t", ["2846"])),
        "fred-csv" => SomeDataset.Fixed("fred", Frequency.Daily, ("DCOILWTICO", "wti", "USD/bbl"), ("DCOILBRENTEU", "brent", "USD/bbl")),
        "investing-csv" => SomeDataset.Fixed("investing", Frequency.Daily, ("Price", "lithium", "CNY/t")),
        _ => SomeDataset.Prices,
    };

    private static Dictionary<string, Expectation> Expectations() => JsonDocument.Parse(DataFile.Text("bad/expectations.json")).RootElement
        .GetProperty("files").EnumerateArray().Select(file => new Expectation(file)).ToDictionary(file => file.Text("file")!, StringComparer.Ordinal);

    private sealed record Expectation(JsonElement Json)
    {
        public ReadingOutcome Outcome => Text("outcome") switch
        {
            "accept" => ReadingOutcome.Accepted,
            "reject-rows" => ReadingOutcome.Partly,
            _ => ReadingOutcome.Rejected,
        };

        public string Reason => Text("reason")!;

        public int Accepted => Json.GetProperty("accepted_rows").GetInt32();

        public IEnumerable<int> RejectedLines => Json.GetProperty("rejected_lines").EnumerateArray().Select(line => line.GetInt32());

        // "json_bad_values": its note names a reason for each record.
        public bool HasSeveralReasons => Text("file") == "json_bad_values.json";

        public string? Text(string name) => Json.TryGetProperty(name, out var value) ? value.GetString() : null;

        public bool Is(string name) => Json.TryGetProperty(name, out _);

        public string ReasonAt(int line) =>
            Json.TryGetProperty("reasons_by_line", out var reasons) && reasons.TryGetProperty($"{line}", out var reason) ? reason.GetString()! : Reason;
    }
}
