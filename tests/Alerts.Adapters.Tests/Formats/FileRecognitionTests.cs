using System.Text;
using Alerts.Adapters.Formats;
using Alerts.Core.Datasets.Recognition;
using static Alerts.Adapters.Tests.Formats.SomeWorkbook;

namespace Alerts.Adapters.Tests.Formats;

public sealed class FileRecognitionTests
{
    private static readonly DateOnly Latest = new(2025, 4, 1);

    private static Recognised Of(string file, byte[] bytes) => FileRecognition.Of(file, bytes, Latest);

    private static RecognisedTable Table(byte[] bytes) => Assert.IsType<RecognisedTable>(Of("f.csv", bytes));

    private static byte[] In(string encoding, string text)
    {
        var known = CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding);
        return [.. known.GetPreamble(), .. known.GetBytes(text)];
    }

    [Theory]
    [InlineData("utf-8", "日期,氧化铽(元/公斤)", "utf-8", false)]
    [InlineData("utf-16", "日期,氧化铽(元/公斤)", "utf-16", false)]
    [InlineData("utf-16BE", "日期,氧化铽(元/公斤)", "utf-16", false)]
    [InlineData("gb18030", "日期,氧化铽(元/公斤)", "gb18030", false)]
    [InlineData("gb18030", "镝,铽(CNY/kg)", "gb18030", true)]
    [InlineData("windows-1252", "Datum,Prüfgröße (€/kg)", "windows-1252", true)]
    [InlineData("us-ascii", "Date,Price (EUR/kg)", "utf-8", false)]
    public void The_encoding_is_told_by_the_bytes(string written, string header, string told, bool isUnsure)
    {
        var table = Table(In(written, $"{header}\r\n2025-03-20,5\r\n2025-03-21,6\r\n"));

        Assert.Equal((told, isUnsure), (table.Layout.Encoding, table.Doubts.Any(doubt => doubt.Key == "encoding")));
    }

    [Fact]
    public void A_sheet_that_is_not_the_first_is_named_and_its_dates_are_dates()
    {
        var table = Table(With("Prices", [Text("Our prices")], [Text("Date"), Text("Nickel (USD/t)")], [Date(45740), Number("15000.5")], [Date(45741), Number("15100")]));

        Assert.Equal(("xlsx", "Prices", 2, "yyyy-MM-dd"), (table.Format, table.Layout.Sheet, table.Layout.HeaderRow, table.Layout.DateFormat));
    }

    [Fact]
    public void Text_beside_dates_of_the_workbook_may_have_day_and_month_exchanged()
    {
        var table = Table(With("Prices", [Text("Date"), Text("Nickel (USD/t)")], [Date(45740), Number("15000")], [Text("25/03/2025"), Number("15100")]));

        Assert.Contains(table.Doubts, doubt => doubt is { Key: "date-format" } && doubt.Text.Contains("exchanged", StringComparison.Ordinal));
    }

    [Fact]
    public void A_customs_export_is_told_by_its_columns()
    {
        var customs = Assert.IsType<RecognisedCustoms>(Of("g.csv", DataFile.Bytes("golden/gacc_myanmar_re_imports_v1_usd_reordered.csv")));

        Assert.True(customs.HasMonths);
        Assert.Contains(customs.Baskets, basket => basket is { Partner: 106, PartnerName: "缅甸", Hs: "2846" });
        Assert.False(Assert.IsType<RecognisedCustoms>(Of("g.csv", DataFile.Bytes("golden/gacc_2025-01_2025-02_combined.csv"))).HasMonths);
    }

    [Theory]
    [InlineData("empty.csv", "the file is empty")]
    [InlineData("whitespace_only.csv", "the file is empty")]
    [InlineData("header_only.csv", "there is a header, and no row below it")]
    [InlineData("html_error_page.csv", "the file is a web page, not data")]
    [InlineData("html_login_page.xlsx", "the file is a web page, not data")]
    [InlineData("quote_unclosed.csv", "a quote is opened and never closed")]
    [InlineData("xlsx_not_zip.xlsx", "the file is no workbook")]
    [InlineData("xlsx_truncated.xlsx", "the archive is damaged or cut off")]
    [InlineData("xlsx_zip_bomb.xlsx", "larger than 64 MB when unpacked")]
    [InlineData("xlsx_zip_slip.xlsx", "a path that leads out of it")]
    [InlineData("xlsx_xxe.xlsx", "declares a DTD")]
    [InlineData("xlsx_entity_bomb.xlsx", "declares a DTD")]
    public void A_file_that_is_no_table_is_refused_with_its_reason(string file, string why) =>
        Assert.Contains(why, Assert.IsType<NotRecognised>(Of(file, DataFile.Bytes($"bad/{file}"))).What, StringComparison.Ordinal);

    [Fact]
    public void An_old_workbook_and_one_with_a_password_are_named() =>
        Assert.Contains("save it as .xlsx", Assert.IsType<NotRecognised>(Of("p.xls", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])).What, StringComparison.Ordinal);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Random_bytes_and_mutants_have_an_answer(int seed)
    {
        var random = new Random(seed);
        string[] files = ["bad/utf16le_bom.csv", "bad/gacc_units.csv", "bad/mixed_date_formats.csv", "golden/smm_units_mixed.csv", "bad/xlsx_sheet_missing.xlsx"];
        for (var round = 0; round < 200; round++)
        {
            var bytes = DataFile.Bytes(files[round % files.Length]);
            for (var change = 0; change < 5; change++) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            Assert.NotNull(Of("m.csv", bytes[..random.Next(bytes.Length)]));
        }
    }
}
