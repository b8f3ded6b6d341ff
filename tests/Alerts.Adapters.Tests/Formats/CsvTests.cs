using System.Text;
using Alerts.Adapters.Formats;
using Alerts.Core.Datasets;

namespace Alerts.Adapters.Tests.Formats;

public sealed class CsvTests
{
    private const string Header = "date,code,average,unit\n";

    [Fact]
    public void A_line_number_is_that_of_the_line_on_which_the_record_starts()
    {
        var reading = Read(Header + "\n2025-03-20,\"other\nname\",1,kg\n\r\n2025-03-21,SMM-REO-TXO,x,yuan/kg\r\n2025-03-24,SMM-REO-TXO,6550,yuan/kg");

        Assert.Equal(6, Assert.Single(reading.SetAside, row => row.Reason == "number-format").Line);
        Assert.Equal([7], Assert.Single(reading.Values).Rows);
    }

    [Fact]
    public void An_open_quote_is_told_by_its_own_line_though_the_record_starts_before()
    {
        var reading = Read(Header + "2025-03-20,\"a \"\"b\"\"\nc\",1,\"yuan/kg\n2025-03-21,SMM-REO-TXO,1,yuan/kg\n");

        Assert.Equal("unterminated-quote", reading.Reason);
        Assert.Contains("line 3:", reading.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_open_quote_in_the_header_refuses_the_file()
    {
        var reading = Read("date,\"code,average,unit\n2025-03-20,SMM-REO-TXO,1,yuan/kg\n");

        Assert.Equal("unterminated-quote", reading.Reason);
        Assert.Contains("line 1:", reading.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_behind_a_closing_quote_is_never_glued_to_a_number()
    {
        var reading = Read(Header + "2025-03-20,SMM-REO-TXO,6550,yuan/kg\n2025-03-21,SMM-REO-TXO,\"65\"50,yuan/kg\n2025-03-24,SMM-REO-TXO,6560,yuan/kg\n");

        Assert.Equal([2, 4], reading.Values.SelectMany(value => value.Rows));
        Assert.Equal(3, Assert.Single(reading.SetAside).Line);
    }

    [Fact]
    public void A_quote_inside_an_unquoted_text_is_text()
    {
        var reading = Read("name," + Header + "5\" rod,2025-03-20,SMM-REO-TXO,6550,yuan/kg\n");

        Assert.Equal(ReadingOutcome.Accepted, reading.Outcome);
    }

    [Fact]
    public void A_trailing_delimiter_is_no_field_and_a_last_blank_field_is_one()
    {
        Assert.Equal(ReadingOutcome.Accepted, Read(Header + "2025-03-20,SMM-REO-TXO,6550,yuan/kg,\n").Outcome);
        Assert.Equal("unit-unknown", Assert.Single(Read(Header + "2025-03-20,SMM-REO-TXO,6550,\n").SetAside).Reason);
        Assert.Equal("field-count", Assert.Single(Read(Header + "2025-03-20,SMM-REO-TXO,6550\n").SetAside).Reason);
    }

    [Fact]
    public void Bytes_that_are_no_text_of_their_encoding_are_never_replaced()
    {
        var gbk = SomeDataset.Prices with { Layout = SomeDataset.Long with { Encoding = "gbk" } };

        Assert.Equal("encoding-invalid", gbk.Read("p.csv", [.. Encoding.ASCII.GetBytes(Header), 0x81]).Reason);
        Assert.Equal("encoding-invalid", SomeDataset.Prices.Read("p.csv", [0xFF, 0xFE, 0x64]).Reason);
        Assert.Equal("encoding-unsupported", SomeDataset.Prices.Read("p.csv", Encoding.Unicode.GetBytes(Header)).Reason);
        Assert.Equal("encoding-unsupported", (SomeDataset.Prices with { Layout = SomeDataset.Long with { Encoding = "klingon" } }).Read("p.csv", Encoding.ASCII.GetBytes(Header)).Reason);
    }

    [Fact]
    public void A_customs_header_that_does_not_decode_is_not_recognised()
    {
        var customs = SomeDataset.Customs(("compounds", "t", ["2846"]));
        var header = CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!.GetBytes("数据年月,商品编码,贸易伙伴编码,第一数量,第一计量单位\n");

        Assert.Equal("header-not-recognised", customs.Read("gacc.csv", [0x81, 0x20, (byte)'\n', .. header]).Reason);
        Assert.Equal("encoding-invalid", customs.Read("gacc.csv", [.. header, 0x81, 0x20, (byte)'\n']).Reason);
    }

    [Fact]
    public void A_byte_order_mark_wins_over_the_dataset()
    {
        var gbk = SomeDataset.Prices with { Layout = SomeDataset.Long with { Encoding = "gb18030" } };
        var text = Header + "2025-03-20,SMM-REO-TXO,655,万元/吨\n";

        foreach (var encoding in new[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            Assert.Equal(6550m, Assert.Single(gbk.Read("p.csv", [.. encoding.GetPreamble(), .. encoding.GetBytes(text)]).Values).Value);
        }
    }

    [Fact]
    public void A_semicolon_and_a_decimal_comma_are_read_where_the_dataset_says_so()
    {
        var german = SomeDataset.Prices with { Layout = SomeDataset.Long with { Delimiter = ';', Decimal = ',', DateFormat = "dd.MM.yyyy" } };

        var reading = german.Read("p.csv", "date;code;average;unit\n20.03.2025;SMM-REO-TXO;6.550,5;yuan/kg\n"u8.ToArray());

        Assert.Equal(6550.5m, Assert.Single(reading.Values).Value);
    }

    [Theory]
    [InlineData("2025-03-20,SMM-REO-TXO,6550,yuan/kg", 2)]
    [InlineData("2025-03-20,SMM-REO-TXO,6550,yuan/kg\n2025-03-21,SMM-REO-TXO,,", 3)]
    [InlineData("2025-03-20,SMM-REO-TXO,6550,yuan/kg\n", null)]
    [InlineData("2025-03-20,SMM-REO-TXO,6550,\"yuan/kg\"", null)]
    public void A_last_line_without_an_end_is_read_and_told_of_since_the_file_may_be_cut_off(string rows, int? line)
    {
        var reading = Read(Header + rows);

        Assert.Equal(6550m, Assert.Single(reading.Values).Value);
        Assert.Equal(line is null ? [] : [("line-unfinished", line)], reading.Warnings.Select(warning => (warning.Reason, warning.Line)));
    }

    [Fact]
    public void Formats_are_listed_by_name() => Assert.Equal(["csv", "xlsx", "json", "gacc", "comtrade", "comtrade-bulk", "us-census", "usa-trade", "pink-sheet", "fred", "smm", "investing"], FileReader.Formats);

    private static FileReading Read(string text) => SomeDataset.Prices.Read("p.csv", Encoding.UTF8.GetBytes(text));
}
