using System.Globalization;
using System.IO.Compression;
using System.Text;
using Alerts.Contracts;
using Alerts.Core.Datasets;

namespace Alerts.Adapters.Tests.Formats;

/// <summary>What people, spreadsheets and web servers make of price files and customs exports: each has the outcome that was reviewed once.</summary>
public sealed class OddFileTests
{
    private const string Header = "date,code,name,low,high,average,unit\n";
    private const string Good = "2025-03-24,SMM-REO-TXO,Terbium Oxide,6530,6570,6550,yuan/kg\n";
    private const string CustomsHeader = "\"数据年月\",\"商品编码\",\"商品名称\",\"贸易伙伴编码\",\"贸易伙伴名称\",\"第一数量\",\"第一计量单位\",\"第二数量\",\"第二计量单位\",\"人民币\",\n";

    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!;

    private static readonly (string Name, string Rows)[] PriceRows =
    [
        .. new[] { "1 234,5", "1.234,56", "1,234.56", "12,34", "1'234.5", "1\u00A0234", "(6550)", "¥6550", "6550 yuan/kg", "5%", "+6550", "6550-", "6.55E3", "1e400", "0x1F", "６５５０", "#N/A", "#DIV/0!", "n/a", "-", "..", "…", "NULL", "TRUE", "6550.", ".5", "0006550", "6550\t" }
            .Select(value => ($"value {value}", $"2025-03-25,SMM-REO-TXO,Terbium Oxide,,,\"{value}\",yuan/kg\n")),
        .. new[] { "45740", "2025-3-5", "2025-03-25 00:00:00", "2025-03-25T00:00:00Z", "25.03.2025", "03/25/2025", "2025/03/25", "20250325", "2025-03", "2025年3月25日", "25-Mar-25", "", "2025-02-29", "0000-00-00", "2025-03-25 " }
            .Select(date => ($"date {date}", $"{date},SMM-REO-TXO,Terbium Oxide,,,6560,yuan/kg\n")),
        .. new[] { "", "yuan", "CNY", "USD/kg", "yuan/KG", "元/公斤 ", "yuan/lb", "kg", "万元/吨", "yuan/t" }
            .Select(unit => ($"unit {unit}", $"2025-03-25,SMM-REO-TXO,Terbium Oxide,,,6560,{unit}\n")),
        ("a total", "Total,,,,,13100,yuan/kg\n"),
        ("the header again", Header),
        ("the file twice", Header + Good),
        ("a note at the end", "Source: SMM\n"),
        ("a comma too many", "2025-03-25,SMM-REO-TXO,Terbium Oxide,6530,6570,1,234,yuan/kg\n"),
        ("a BOM in the middle", "\uFEFF2025-03-25,SMM-REO-TXO,Terbium Oxide,,,6560,yuan/kg\n"),
        ("a code in lower case", "2025-03-25,smm-reo-txo,Terbium Oxide,,,6560,yuan/kg\n"),
        ("a code with blanks", "2025-03-25, SMM-REO-TXO ,Terbium Oxide,,,6560,yuan/kg\n"),
        ("a right-to-left mark", "2025-03-25,SMM-REO-TXO\u202E,Terbium Oxide,,,6560,yuan/kg\n"),
        ("line ends of three kinds", "2025-03-25,SMM-REO-TXO,,,,6560,yuan/kg\r\n2025-03-26,SMM-REO-TXO,,,,6570,yuan/kg\r2025-03-27,SMM-REO-TXO,,,,6580,yuan/kg\n"),
        ("a quote within a name", "2025-03-25,SMM-REO-TXO,Oxide 5\" pipe,,,6560,yuan/kg\n"),
        ("text behind a quote", "2025-03-25,SMM-REO-TXO,\"Oxide\" pipe,,,6560,yuan/kg\n"),
        ("a break in a name", "2025-03-25,SMM-REO-TXO,\"Terbium\nOxide\",,,6560,yuan/kg\n2025-03-26,SMM-REO-TXO,,,,x,yuan/kg\n"),
        ("cut within the price", "2025-03-25,SMM-REO-TXO,Terbium Oxide,6530,6570,65"),
        ("cut within the unit", "2025-03-25,SMM-REO-TXO,Terbium Oxide,6530,6570,6560,yuan/k"),
        ("cut before the end of the line", "2025-03-25,SMM-REO-TXO,Terbium Oxide,6530,6570,6560,yuan/kg"),
        ("only commas", ",,,,,,\n"),
    ];

    private static readonly (string Name, byte[] Bytes)[] PriceFiles =
    [
        ("columns in another order", Utf8("unit,average,code,date\nyuan/kg,6550,SMM-REO-TXO,2025-03-24\n")),
        ("blanks around names of columns", Utf8("date , code,average , unit\n2025-03-24,SMM-REO-TXO,6550,yuan/kg\n")),
        ("names of columns in capitals", Utf8("DATE,CODE,AVERAGE,UNIT\n2025-03-24,SMM-REO-TXO,6550,yuan/kg\n")),
        ("quoted names of columns", Utf8("\"date\",\"code\",\"average\",\"unit\"\n" + "2025-03-24,SMM-REO-TXO,6550,yuan/kg\n")),
        ("blank lines before the header", Utf8("\n\n" + Header + Good)),
        ("a title before the header", Utf8("Prices of March\n" + Header + Good)),
        ("sep=,", Utf8("sep=,\n" + Header + Good)),
        ("a pipe between fields", Utf8((Header + Good).Replace(',', '|'))),
        ("UTF-16, big end first", [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(Header + Good)]),
        ("UTF-16 without a mark", Encoding.Unicode.GetBytes(Header + Good)),
        ("UTF-32", [.. Encoding.UTF32.GetPreamble(), .. Encoding.UTF32.GetBytes(Header + Good)]),
        ("GB18030", Gb18030.GetBytes(Header + "2025-03-24,SMM-REO-TXO,氧化铽,,,6550,yuan/kg\n")),
        ("half a character at the end", [.. Utf8(Header + Good), 0xE6, 0xB0]),
        ("zeros at the end", [.. Utf8(Header + Good), .. new byte[64]]),
        ("JSON", Utf8("{\"error\":\"rate limited\"}\n")),
        ("XML", Utf8("<?xml version=\"1.0\"?><error/>\n")),
        ("a web page after blanks", Utf8("\n\n  <HTML><body>Sign in</body></HTML>")),
        ("a web page behind a mark", [.. Encoding.UTF8.GetPreamble(), .. Utf8("<!DOCTYPE html><html></html>")]),
        ("gzip", Packed(Header + Good)),
        ("a workbook", SomeWorkbook.With("Prices", [SomeWorkbook.Text("date")])),
        ("one line without end", Utf8("x")),
        ("a byte order mark alone", Encoding.UTF8.GetPreamble()),
    ];

    private static readonly (string Name, string Rows)[] CustomsRows =
    [
        .. new[] { "202500", "202513", "2025-02", "2025/02", "20250201", "2025", "202502.0", "2.02502E+05", "", "209901", "２０２５０２", "202501-202502" }.Select(month => ($"month {month}", Customs(month: month))),
        .. new[] { "2846", "284690", "28469016 ", "2846901", "284690161", "2.8469E+07", "2846.90", "", "HS28469016", "99999999" }.Select(code => ($"code {code}", Customs(code: code))),
        .. new[] { "1,234", "1234.5", "-5", "", "0", "1e3", "NaN", "99999999999999999999999999", "12 345" }.Select(quantity => ($"quantity {quantity}", Customs(quantity: quantity))),
        .. new[] { "克", "吨", "台", "公斤", "KG", "", "?" }.Select(unit => ($"unit {unit}", Customs(unit: unit))),
        .. new[] { ("104", "缅甸"), ("106", "不丹"), ("106", ""), ("", "缅甸"), ("106.0", "缅甸"), ("0", "总值"), ("119", "老挝") }.Select(partner => ($"partner {partner.Item1} {partner.Item2}", Customs(partner: partner.Item1, name: partner.Item2))),
        ("the header again", CustomsHeader),
        ("the same row again", Customs(month: "202501")),
        ("the same row with another quantity", Customs(month: "202501", quantity: "999")),
        ("a total", "\"合计\",\"\",\"\",\"\",\"\",\"5000\",\"千克\",\"0\",\"?\",\"1\",\n"),
        ("a field too few", "\"202502\",\"28469016\",\"氧化铽\",\"106\",\"缅甸\",\"1000\",\n"),
        ("cut within a quote", "\"202502\",\"28469016\",\"氧化铽\",\"106\",\"缅甸\",\"10"),
        ("cut behind a quote", "\"202502\",\"28469016\",\"氧化铽\",\"106\",\"缅甸\",\"1000\""),
    ];

    [Fact]
    public void Each_odd_file_of_prices_has_its_outcome() => Approved.Matches(string.Concat(
        PriceRows.Select(one => Told(one.Name, SomeDataset.Prices, Utf8(Header + Good + one.Rows)))
            .Concat(PriceFiles.Select(one => Told(one.Name, SomeDataset.Prices, one.Bytes)))), "odd-price-files.txt");

    [Fact]
    public void Each_odd_customs_export_has_its_outcome()
    {
        var dataset = SomeDataset.Customs(("compounds", "t", ["2846"]));
        var files = CustomsRows.Select(one => Told(one.Name, dataset, Gb18030.GetBytes(CustomsHeader + Customs(month: "202501") + one.Rows)))
            .Append(Told("saved as UTF-8 with a mark", dataset, [.. Encoding.UTF8.GetPreamble(), .. Utf8(CustomsHeader + Customs(month: "202501"))]))
            .Append(Told("saved as UTF-8", dataset, Utf8(CustomsHeader + Customs(month: "202501"))))
            .Append(Told("the month under its other name", dataset, Gb18030.GetBytes(CustomsHeader.Replace("数据年月", "月份", StringComparison.Ordinal) + Customs(month: "202501"))))
            .Append(Told("semicolons", dataset, Gb18030.GetBytes((CustomsHeader + Customs(month: "202501")).Replace(',', ';'))));

        Approved.Matches(string.Concat(files), "odd-customs-files.txt");
    }

    private static string Customs(string month = "202502", string code = "28469016", string partner = "106", string name = "缅甸", string quantity = "1000", string unit = "千克") =>
        $"\"{month}\",\"{code}\",\"氧化铽\",\"{partner}\",\"{name}\",\"{quantity}\",\"{unit}\",\"0\",\"?\",\"5,200,000\",\n";

    private static string Told(string name, Dataset dataset, byte[] bytes)
    {
        var reading = dataset.Read("odd.csv", bytes);
        var lines = new List<string> { $"{ReadingMessage.Shown(name)}: {reading.Outcome.ToString().ToLowerInvariant()}, {reading.Accepted} accepted, {reading.Ignored} ignored{(reading.Reason is { } reason ? $", {reason}" : "")}" };
        lines.AddRange(reading.Values.Select(value => string.Create(CultureInfo.InvariantCulture, $"{value.Period} = {value.Value} {value.Unit}")));
        if (reading.Message is { } message) lines.Add(message);
        lines.AddRange(reading.SetAside.Select(row => $"{row.Reason}: {row.Message}"));
        lines.AddRange(reading.Warnings.Select(warning => $"{warning.Reason}: {warning.Message}"));
        return string.Join("\n    ", lines) + "\n";
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Packed(string text)
    {
        using var stream = new MemoryStream();
        using (var packed = new GZipStream(stream, CompressionLevel.Fastest)) packed.Write(Utf8(text));
        return stream.ToArray();
    }
}
