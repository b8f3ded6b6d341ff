using Alerts.Adapters.Formats;
using Alerts.Adapters.Tests.Workspaces;
using Alerts.Adapters.Workspaces;
using Alerts.Core.Datasets;
using Alerts.Core.Datasets.Recognition;
using Alerts.Core.Observations;

namespace Alerts.Adapters.Tests.Formats;

/// <summary>Files of every format are told from each other, and the dataset that is written for one reads it.</summary>
public sealed class FormatRecognitionTests
{
    private static readonly DateOnly Latest = new(2026, 4, 1);

    [Theory]
    [InlineData("golden/comtrade_api_monthly.json", "comtrade")]
    [InlineData("golden/comtrade_api_annual_2024.json", "comtrade")]
    [InlineData("golden/comtrade_bulk_monthly.csv", "comtrade-bulk")]
    [InlineData("golden/census_imports_hs10.json", "us-census")]
    [InlineData("real/census-usatrade-state-imports-excerpt.csv", "usa-trade")]
    [InlineData("real/worldbank-pinksheet-monthly-2021-09-02.xlsx", "pink-sheet")]
    [InlineData("bad/xlsx_minimal_ok.xlsx", "pink-sheet")]
    [InlineData("real/fred-DCOILWTICO-2020-2026.csv", "fred")]
    [InlineData("real/fred-DCOILWTICO-2013-2018-old-header.csv", "fred")]
    [InlineData("golden/smm_txo_dxo_daily_2024-09_2025-03.csv", "smm")]
    [InlineData("golden/smm_wide_by_code.csv", "smm")]
    [InlineData("golden/cn_wide_low_high_avg_wan_yuan_per_t.csv", "smm")]
    [InlineData("golden/investing_lithium_carbonate.csv", "investing")]
    [InlineData("golden/gacc_myanmar_re_imports_v1_asof-2025-06-20.csv", "gacc")]
    public void A_file_is_recognised_and_its_dataset_loads_and_reads_it(string path, string format)
    {
        var (file, bytes) = (Path.GetFileName(path), DataFile.Bytes(path));
        var found = FileRecognition.Of(file, bytes, Latest);

        var draft = WorkspaceDraft.Of(file, found, Unit.Parse("USD/t"));
        var reading = draft.Dataset.Read(file, bytes, new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero));
        using var folder = new Folder();
        File.Delete(Path.Combine(folder.Path, "datasets", "prices.yaml"));
        foreach (var (name, text) in draft.Files) folder.Write(name, text);
        var loaded = folder.Load();

        Assert.Equal(format, draft.Dataset.Format);
        Assert.NotEmpty(reading.Values);
        Assert.DoesNotContain(loaded.Mistakes, mistake => mistake.IsError);
        var written = loaded.Workspace!.Datasets.Single();
        Assert.Equal(reading.Values, written.Read(file, bytes, new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero)).Values);
        Assert.Same(written, DatasetMatch.Of(file, [written]).Dataset);
    }

    [Fact]
    public void Records_of_any_JSON_are_recognised_with_the_way_to_them()
    {
        var json = """{"meta":{"tags":[{"t":1}]},"data":{"items":[{"date":"2025-03-24","code":"TXO","price":6550,"unit":"CNY/kg"},{"date":"2025-03-25","code":"TXO","price":6560,"unit":"CNY/kg"},{"date":"2025-03-24","code":"DXO","price":1665,"unit":"CNY/kg"},{"date":"2025-03-25","code":"DXO","price":1670,"unit":"CNY/kg"}]}}"""u8.ToArray();

        var table = Assert.IsType<RecognisedTable>(FileRecognition.Of("p.json", json, Latest));
        var draft = WorkspaceDraft.Of("p.json", table, null);

        Assert.Equal(("json", "data.items"), (table.Format, table.Layout.Records));
        Assert.Contains("    records: \"data.items\"\n", draft.Files[0].Text, StringComparison.Ordinal);
        Assert.Equal(4, draft.Dataset.Read("p.json", json).Values.Count);
    }

    [Theory]
    [InlineData("{\"a\":")]
    [InlineData("[]")]
    [InlineData("{\"a\":1}")]
    [InlineData("[1,2,3]")]
    [InlineData("[[[[[[]]]]]]")]
    public void JSON_without_records_says_so(string json) =>
        Assert.IsType<NotRecognised>(FileRecognition.Of("p.json", System.Text.Encoding.UTF8.GetBytes(json), Latest));
}
