using System.Text;
using Alerts.Adapters.Formats;
using FsCheck;
using FsCheck.Fluent;

namespace Alerts.Adapters.Tests.Formats;

/// <summary>Records that are like others are told by their bytes. Nobody must be able to tell, so lists of records that nearly are alike are generated.</summary>
public sealed class JsonShapeTests
{
    private static readonly string[] Values =
    [
        "\"a\"", "\"缅甸\"", "\"\"", "\"a\\u0041\"", "\"a\\\"b\"", "\"\\ud800\"", "1", "-0", "0", "01", "1.5", "1.", "-", "1e3", "1E-2", "1.50", "true", "false", "null", "nul", "{}", "{\"x\":1}", "[1,2]", "\"a\tb\"", "\"a\nb\"", " 1 ", "+1", "",
    ];

    [Fact]
    public void A_list_is_read_as_token_by_token_whatever_its_records_are() =>
        Prop.ForAll(Lists(), records => Scanned(Text(records), new JsonShape()) == Scanned(Text(records), null)).QuickCheckThrowOnFailure();

    [Fact]
    public void A_record_gives_the_same_fields_whether_or_not_it_is_like_the_one_before() =>
        Prop.ForAll(Lists(), records => Rows(Text(records)) == Rows(Text([.. records.Select((record, at) => $"{{{new string(' ', at)}{record[1..]}")]))).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("[{\"a\":1},\n{\"a\":2},\n{\"a\":03}]", "line 3, byte 7")]
    [InlineData("[{\"a\":1},\n{\"a\":2},\n{\"a\":3}", "line 3, byte 8")]
    [InlineData("[{\"a\":1},\n{\"a\":2},\n{\"a\":3},]", "line 3, byte 9")]
    public void A_fault_behind_records_that_are_alike_is_told_where_it_is(string json, string place)
    {
        var refused = JsonTable.Open("prices.json", Encoding.UTF8.GetBytes(json), null, areArrays: false, out _);

        Assert.Equal("json-invalid", refused?.Reason);
        Assert.Contains(place, refused!.Message!, StringComparison.Ordinal);
    }

    private static byte[] Text(string[] records) => Encoding.UTF8.GetBytes($"[{string.Join(",\n", records)}]");

    private static string Scanned(byte[] json, JsonShape? shape)
    {
        var scan = new JsonScan([], areArrays: false, shape);
        try
        {
            scan.Read(json);
            return $"{scan.Count} {scan.Fault} {string.Join(',', scan.Names)}";
        }
        catch (Exception fault) when (fault is System.Text.Json.JsonException or InvalidOperationException)
        {
            return fault.GetType().Name;
        }
    }

    private static string Rows(byte[] json)
    {
        if (JsonTable.Open("prices.json", json, null, areArrays: false, out var table) is not null) return "refused";
        var rows = new StringBuilder();
        while (table!.Next()) rows.Append(table.Line).Append(':').AppendJoin('|', Enumerable.Range(0, table.FieldCount).Select(at => table.Field(at).ToString())).Append('\n');
        return rows.ToString();
    }

    private static Arbitrary<string[]> Lists() => Gen.Frequency(
        (9, Record("\"date\":", "\"value\":", "", ",")),
        (1, Record("\"date\" : ", "\"value\":", "", " ,")),
        (1, Record("\"value\":", "\"date\":", "", ",")),
        (1, Record("\"date\":", "\"date\":", "", ",")),
        (1, Record("\"date\":", "\"other\":", ",\"more\":1", ","))).ArrayOf().ToArbitrary();

    private static Gen<string> Record(string first, string second, string rest, string comma) =>
        from one in Plain()
        from other in Plain()
        select $"{{{first}{one}{comma}{second}{other}{rest}}}";

    private static Gen<string> Plain() => Gen.Frequency((12, Gen.Elements("\"a\"", "12.5", "\"2025-01-01\"", "7")), (1, Gen.Elements(Values)));
}
