using Alerts.Core.Datasets;
using Alerts.Core.Observations;
using static Alerts.Adapters.Tests.Formats.SomeWorkbook;

namespace Alerts.Adapters.Tests.Formats;

public sealed class XlsxTests
{
    private static readonly Dataset Long = SomeDataset.Of("xlsx", SomeDataset.Long with { Sheet = "Prices", UnitColumn = null }, ("TXO", "terbium", "CNY/kg"), ("DXO", "dysprosium", "CNY/kg"));

    private static readonly Dataset Wide = SomeDataset.Of("xlsx", SomeDataset.Wide with { Sheet = "Prices" }, ("TXO", "terbium", "CNY/kg"), ("DXO", "dysprosium", "CNY/kg"));

    private static readonly string[] LongHeader = [Text("date"), Text("code"), Text("average")];

    [Fact]
    public void A_date_cell_is_the_day_it_shows_and_a_text_is_read_by_the_date_format()
    {
        var reading = Long.Read("p.xlsx", With("Prices", LongHeader, [Date(45740), Text("TXO"), Number("6550")], [Text("2025-03-25"), Text("TXO"), Text("6,560.5")]));

        Assert.Equal(["2025-03-24 6550", "2025-03-25 6560.5"], reading.Values.Select(value => $"{value.Period} {value.Value}"));
        Assert.Equal([2, 3], reading.Values.SelectMany(value => value.Rows));
    }

    [Fact]
    public void A_date_cell_of_a_monthly_dataset_is_its_month()
    {
        var monthly = Long with { Frequency = Frequency.Monthly, Layout = Long.Layout! with { DateFormat = "yyyy-MM" } };

        var reading = monthly.Read("p.xlsx", With("Prices", LongHeader, [Date(45740), Text("TXO"), Number("1")], [Text("2025-01..2025-02"), Text("TXO"), Number("2")]));

        Assert.Equal(["2025-03", "2025-01..2025-02"], reading.Values.Select(value => value.Period.ToString()));
    }

    [Fact]
    public void A_number_is_the_decimal_that_Excel_shows()
    {
        var reading = Long.Read("p.xlsx", With("Prices", LongHeader,
            [Text("2025-03-24"), Text("TXO"), Number("0.30000000000000004")],
            [Text("2025-03-25"), Text("TXO"), Number("72.340000000000003")],
            [Text("2025-03-26"), Text("TXO"), Number("1.5E-5")],
            [Text("2025-03-27"), Text("TXO"), Number("-36.979999999999997")]));

        Assert.Equal([0.3m, 72.34m, 0.000015m, -36.98m], reading.Values.Select(value => value.Value));
    }

    [Fact]
    public void A_decimal_comma_concerns_text_cells_alone()
    {
        var comma = Long with { Layout = Long.Layout! with { Decimal = ',' } };

        var reading = comma.Read("p.xlsx", With("Prices", LongHeader, [Text("2025-03-24"), Text("TXO"), Number("6550.5")], [Text("2025-03-25"), Text("TXO"), Text("6.551,5")]));

        Assert.Equal([6550.5m, 6551.5m], reading.Values.Select(value => value.Value));
    }

    [Fact]
    public void A_wide_sheet_has_a_value_in_each_cell_and_none_in_a_blank_one()
    {
        var reading = Wide.Read("p.xlsx", With("Prices", [Text("Date"), Text("TXO"), Text("DXO"), Text("Remark")], [Date(45740), Number("6550"), Blank(), Text("n/a")], null, [Date(45741), Number("6560"), Number("1665")]));

        Assert.Equal(ReadingOutcome.Accepted, reading.Outcome);
        Assert.Equal(["terbium 6550 2", "terbium 6560 4", "dysprosium 1665 4"], reading.Values.Select(value => $"{value.Series} {value.Value} {value.Rows[0]}"));
        Assert.Equal((4, 1), (reading.Accepted, reading.Ignored));
    }

    [Fact]
    public void A_formula_that_failed_is_no_number()
    {
        var reading = Wide.Read("p.xlsx", With("Prices", [Text("Date"), Text("TXO"), Text("DXO")], [Date(45740), Error("#DIV/0!"), Number("1665")]));

        var row = Assert.Single(reading.SetAside);
        Assert.Equal(("number-format", "TXO", 2, "#DIV/0!"), (row.Reason, row.Column, row.Line, row.Found));
        Assert.Single(reading.Values);
    }

    [Fact]
    public void A_number_that_no_decimal_holds_is_refused()
    {
        var reading = Long.Read("p.xlsx", With("Prices", LongHeader, [Text("2025-03-24"), Text("TXO"), Number("1E+300")]));

        Assert.Equal("number-format", Assert.Single(reading.SetAside).Reason);
    }

    [Fact]
    public void A_sheet_that_is_missing_is_named_with_those_that_are_there()
    {
        var reading = Long.Read("p.xlsx", With("Preise", LongHeader));

        Assert.Equal("sheet-missing", reading.Reason);
        Assert.Contains("\"Prices\"; found \"Notes\", \"Preise\"", reading.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_name_the_first_sheet_is_read()
    {
        var reading = (Long with { Layout = Long.Layout! with { Sheet = null } }).Read("p.xlsx", With("Prices", LongHeader));

        Assert.Equal("header-not-recognised", reading.Reason);
        Assert.Contains("nothing here", reading.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sheet_with_a_header_alone_has_no_data_rows() => Assert.Equal("no-data-rows", Long.Read("p.xlsx", With("Prices", LongHeader)).Reason);

    [Fact]
    public void An_empty_file_is_empty() => Assert.Equal("empty-file", Long.Read("p.xlsx", []).Reason);

    [Fact]
    public void A_web_page_saved_as_a_workbook_is_a_web_page() => Assert.Equal("html-not-data", Long.Read("p.xlsx", "<html><body>Log in</body></html>"u8.ToArray()).Reason);

    [Fact]
    public void A_workbook_that_is_cut_off_at_any_byte_is_refused_and_never_half_read()
    {
        var whole = With("Prices", LongHeader, [Date(45740), Text("TXO"), Number("6550")]);

        for (var length = 1; length < whole.Length; length += 7) Assert.Equal(ReadingOutcome.Rejected, Long.Read("p.xlsx", whole[..length]).Outcome);
    }

    [Theory]
    [InlineData("../evil.txt")]
    [InlineData("/etc/evil.txt")]
    [InlineData("..\\evil.txt")]
    [InlineData("C:\\evil.txt")]
    public void A_path_that_leads_out_of_the_archive_is_refused(string path) =>
        Assert.Equal("archive-entry-path", Long.Read("p.xlsx", Zip((path, "x"))).Reason);

    [Fact]
    public void A_DTD_in_any_part_is_refused() =>
        Assert.Equal("xml-dtd-forbidden", Long.Read("p.xlsx", Zip(("xl/theme/theme9.xml", "<?xml version=\"1.0\"?><!-- so far --><!DOCTYPE a [<!ENTITY b \"c\">]><a/>"))).Reason);

    [Fact]
    public void A_part_that_expands_beyond_the_limit_is_refused() =>
        Assert.Equal("archive-too-large", Long.Read("p.xlsx", Zip(("xl/a.xml", new string(' ', 65 * 1024 * 1024)))).Reason);

    [Fact]
    public void A_size_that_is_told_too_small_is_measured()
    {
        var bomb = Zip(("xl/a.xml", new string(' ', 65 * 1024 * 1024)));
        BitConverter.TryWriteBytes(bomb.AsSpan(bomb.AsSpan().IndexOf("PK\u0001\u0002"u8) + 24), 1000);

        Assert.Equal(ReadingOutcome.Rejected, Long.Read("p.xlsx", bomb).Outcome);
    }

    [Theory]
    [InlineData("<row r=\"2000000000\"><c><v>1</v></c></row>")]
    [InlineData("<row r=\"1\"><c r=\"ZZZZZZ1\"><v>1</v></c></row>")]
    [InlineData("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>")]
    public void A_sheet_that_claims_more_cells_than_there_are_is_refused(string row)
    {
        var workbook = With("Prices", LongHeader, [Text("</t></is></c></row>" + row + "<row r=\"3\"><c t=\"inlineStr\"><is><t>")]);

        Assert.Equal(ReadingOutcome.Rejected, Long.Read("p.xlsx", workbook).Outcome);
    }

    [Fact]
    public void A_bit_flipped_in_a_packed_part_is_no_other_price()
    {
        var workbook = With("Prices", LongHeader, [Date(45740), Text("TXO"), Number("6550")]);
        using var archive = new System.IO.Compression.ZipArchive(new MemoryStream(workbook));
        var checksum = BitConverter.GetBytes(archive.GetEntry("xl/worksheets/sheet2.xml")!.Crc32);
        workbook[workbook.AsSpan().LastIndexOf(checksum)] ^= 1;

        var reading = Long.Read("p.xlsx", workbook);

        Assert.Equal("archive-invalid", reading.Reason);
        Assert.Contains("damaged", reading.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_out_of_order_are_refused_since_no_source_could_be_named()
    {
        var workbook = With("Prices", LongHeader, [Text("</t></is></c></row><row r=\"9\"/><row r=\"3\"><c t=\"inlineStr\"><is><t>")]);

        Assert.Equal("archive-invalid", Long.Read("p.xlsx", workbook).Reason);
    }

    public static TheoryData<string> OddCells => [.. Mutants.WorkbookMutations.Odd];

    [Theory]
    [MemberData(nameof(OddCells))]
    public void A_cell_that_shows_something_is_read_or_told_of(string cell)
    {
        var reading = Long.Read("p.xlsx", With("Prices", LongHeader, [Date(45740), Text("TXO"), cell]));

        Assert.True(reading.Outcome == ReadingOutcome.Rejected || reading.SetAside.Count + reading.Values.Count == 1, $"{reading.Outcome}: {reading.Message}");
    }
}
