using System.Text.Json;
using Alerts.Contracts;
using Alerts.Core.Datasets;

namespace Alerts.Adapters.Tests.Formats;

/// <summary>Every malformed or hostile file does what its expectation says, and never more.</summary>
public sealed class BadFileTests
{
    public static TheoryData<string> Files() => [.. Expectations().Keys];

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
        var messages = Expectations().Values.SelectMany(expected => Messages(Dataset(expected).Read($"bad/{expected.Text("file")}")));

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
        foreach (var row in reading.SetAside) Assert.Equal(expected.ReasonAt(row.Line), row.Reason);
        if (expected.Text("warning") is { } warning) Assert.Contains(reading.Warnings, one => one.Reason == warning);
    }

    private static string Shown(ReadValue value) => $"{value.Series} {value.Period} {value.Value} {value.Unit}";

    private static Dataset Dataset(Expectation expected) => expected.Text("format") switch
    {
        "gacc-csv" => SomeDataset.Customs(("cn.imports.mm.re-oxides-and-compounds", "t", ["2846"])),
        "pinksheet-xlsx" => SomeDataset.Of("xlsx", SomeDataset.Long with { Sheet = "Monthly Prices" }, ("COPPER", "copper", "USD/t")),
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

        public string? Text(string name) => Json.TryGetProperty(name, out var value) ? value.GetString() : null;

        public bool Is(string name) => Json.TryGetProperty(name, out _);

        public string ReasonAt(int line) =>
            Json.TryGetProperty("reasons_by_line", out var reasons) && reasons.TryGetProperty($"{line}", out var reason) ? reason.GetString()! : Reason;
    }
}
