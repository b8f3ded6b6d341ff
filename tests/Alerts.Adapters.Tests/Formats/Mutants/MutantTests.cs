using System.Diagnostics;
using System.Globalization;
using System.Text;
using Alerts.Core.Datasets;
using Alerts.Core.Observations;
using static Alerts.Adapters.Tests.Formats.SomeWorkbook;

namespace Alerts.Adapters.Tests.Formats.Mutants;

/// <summary>
/// Files harmed in every way, by fixed seeds: no reader throws, takes long or takes much memory, and what is read is what the file shows.
/// The long set (100,000 files) runs where <c>ALERTS_TEST_CASES</c> is set.
/// </summary>
public sealed class MutantTests
{
    private const int Usual = 100;
    private const int Long = 100_000;
    private const long MostMemory = 256L * 1024 * 1024;
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(2);

    // After the last month and day of every file.
    internal static readonly DateTimeOffset Published = new(2025, 7, 20, 0, 0, 0, TimeSpan.FromHours(8));

    private static readonly Original[] Originals =
    [
        Text("golden/inbox/2025-03-24-smm.csv", SomeDataset.Of("csv", SomeDataset.Long with { UnitColumn = null }, ("SMM-REO-TXO", "terbium", "CNY/kg"), ("SMM-REO-DXO", "dysprosium", "CNY/kg")), TextChecks.Long),
        Text("golden/smm_units_mixed.csv", SomeDataset.Of("csv", SomeDataset.Long, ("SMM-REO-TXO", "terbium", "CNY/kg"), ("SMM-REO-TXO#MT", "by-tonne", "CNY/kg"), ("SMM-REO-TXO#WAN", "by-ten-thousand", "CNY/kg")), TextChecks.Long),
        Text("bad/unit_changes_midfile.csv", SomeDataset.Prices, TextChecks.Long),
        Text("golden/smm_wide_by_code.csv", SomeDataset.Of("csv", SomeDataset.Wide, ("SMM-REO-TXO", "terbium", "CNY/kg"), ("SMM-REO-DXO", "dysprosium", "CNY/kg")), TextChecks.Wide),
        Text("golden/inbox/2025-06-20-gacc.csv", SomeDataset.Customs(("compounds", "t", ["2846"]), ("metals", "t", ["280530"])), TextChecks.Customs),
        Text("golden/gacc_myanmar_re_imports_v1_usd_reordered.csv", SomeDataset.Customs(("compounds", "t", ["2846"]), ("metals", "t", ["280530"])), TextChecks.Customs),
        Text("golden/smm_txo_dxo_daily_2024-09_2025-03.csv", SomeDataset.Fixed("smm", Frequency.BusinessDaily, ("SMM-REO-TXO", "terbium", "CNY/kg"), ("SMM-REO-DXO", "dysprosium", "CNY/kg")), FormatChecks.InItsLine),
        Text("golden/cn_wide_low_high_avg_wan_yuan_per_t.csv", SomeDataset.Fixed("smm", Frequency.BusinessDaily, ("氧化铽", "terbium", "CNY/kg"), ("氧化镝", "dysprosium", "CNY/kg")), FormatChecks.InItsLine),
        Text("golden/investing_lithium_carbonate.csv", SomeDataset.Fixed("investing", Frequency.Daily, ("Price", "price", "CNY/t"), ("High", "high", "CNY/t")), FormatChecks.InItsLine),
        Text("bad/fred_missing_markers.csv", SomeDataset.Fixed("fred", Frequency.Daily, ("DCOILWTICO", "wti", "USD/bbl")), FormatChecks.InItsLine),
        Text("real/census-usatrade-state-imports-excerpt.csv", SomeDataset.Fixed("usa-trade", Frequency.Monthly, ("All States / 212 Minerals & Ores / China", "ores", "USD")), FormatChecks.InItsLine),
        Text("golden/comtrade_bulk_monthly.csv", Comtrade("comtrade-bulk"), FormatChecks.Bulk),
        Text("golden/comtrade_api_monthly.json", Comtrade("comtrade"), FormatChecks.Comtrade),
        Text("golden/census_imports_hs10.json", SomeDataset.Trade("us-census", CustomsMeasure.FirstQuantity, ("china", "5700", "kg", ["2846"]), ("all", "-", "kg", ["2846"])), FormatChecks.Census),
        Text("prices.json", SomeDataset.Of("json", SomeDataset.Long with { UnitColumn = null, Records = "data.items" }, ("TXO", "terbium", "CNY/kg"), ("DXO", "dysprosium", "CNY/kg")), FormatChecks.Records, Json()),
        new("pink.xlsx", SomeDataset.Fixed("pink-sheet", Frequency.Monthly, ("COPPER", "copper", "USD/t"), ("Tin", "tin", "USD/t")), Pink(), WorkbookMutations.All, WorkbookChecks.Prices),
        new("prices.xlsx", Workbook, Prices(), WorkbookMutations.All, WorkbookChecks.Prices),
        new("shared.xlsx", Workbook, Shared(), WorkbookMutations.All, WorkbookChecks.Prices),
    ];

    private static Dataset Workbook => SomeDataset.Of("xlsx", SomeDataset.Long with { Sheet = "Prices", UnitColumn = null }, ("TXO", "terbium", "CNY/kg"), ("DXO", "dysprosium", "CNY/kg"));

    public static TheoryData<string> Names => [.. Originals.Select(original => original.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_harmed_file_is_refused_or_read_as_it_stands(string name)
    {
        var original = Originals.Single(one => one.Name == name);
        var whole = original.Dataset.Read(original.Name, original.Bytes, Published);
        Assert.NotEqual(ReadingOutcome.Rejected, whole.Outcome);
        original.Check(new(original, "nothing", original.Bytes), whole);
        var mutants = (Environment.GetEnvironmentVariable("ALERTS_TEST_CASES") is { Length: > 0 } ? Long : Usual * Originals.Length) / Originals.Length;
        var faults = Enumerable.Range(0, mutants).Select(seed => Fault(original, seed)).OfType<string>().ToList();
        Assert.True(faults.Count == 0, string.Create(CultureInfo.InvariantCulture, $"{faults.Count} of {mutants}:\n{string.Join('\n', faults.Take(12))}"));
    }

    private static string? Fault(Original original, int seed)
    {
        var random = new Random(seed);
        var mutation = original.Mutations[seed % original.Mutations.Length];
        var mutant = new Mutant(original, mutation.Name, mutation.Apply(original.Bytes, random));
        var (watch, before) = (Stopwatch.StartNew(), GC.GetAllocatedBytesForCurrentThread());
        try
        {
            var reading = original.Dataset.Read(original.Name, mutant.Bytes, Published);
            var (took, memory) = (watch.Elapsed, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.True(took < MostTime && memory < MostMemory, string.Create(CultureInfo.InvariantCulture, $"took {took.TotalSeconds:0.0} s and {memory / 1024 / 1024} MB"));
            if (reading.Outcome == ReadingOutcome.Rejected) Assert.True(reading is { Reason.Length: > 0, Message.Length: > 0, Values: [] });
            else Assert.Equal(reading.SetAside.Count == 0, reading.Outcome == ReadingOutcome.Accepted);
            if (reading.Outcome != ReadingOutcome.Rejected) original.Check(mutant, reading);
            return null;
        }
        catch (Exception fault)
        {
            return string.Create(CultureInfo.InvariantCulture, $"seed {seed}, {mutation.Name}: {fault.GetType().Name} {fault.Message.ReplaceLineEndings(" ")} {(fault is Xunit.Sdk.XunitException ? "" : fault.StackTrace)}");
        }
    }

    private static Original Text(string name, Dataset dataset, Action<Mutant, FileReading> check, byte[]? bytes = null) => new(name, dataset, bytes ?? DataFile.Bytes(name), TextMutations.All, check);

    private static Dataset Comtrade(string format) => SomeDataset.Trade(format, CustomsMeasure.NetWeight, ("compounds", "104", "kg", ["2846"]), ("metals", "104", "kg", ["280530"]));

    private static byte[] Json() => Encoding.UTF8.GetBytes("{\"status\":\"ok\",\n\"data\":{\"items\":[" + string.Join(",\n", Enumerable.Range(1, 28).SelectMany(day => new[] { "TXO", "DXO" }.Select(code => $"{{\"date\":\"2025-02-{day:00}\",\"code\":\"{code}\",\"name\":\"x\",\"average\":{6500 + day}.5}}"))) + "]}}\n");

    private static byte[] Prices() => With("Prices",
        [[SomeWorkbook.Text("date"), SomeWorkbook.Text("code"), SomeWorkbook.Text("average")], .. Enumerable.Range(0, 40).Select(day => new[] { Date(45740 + day), SomeWorkbook.Text(day % 2 == 0 ? "TXO" : "DXO"), Number($"{6550 + day}.25") })]);

    private static byte[] Pink() => With("Monthly Prices",
    [
        [SomeWorkbook.Text("World Bank Commodity Price Data (The Pink Sheet)")], null, null, [SomeWorkbook.Text("Updated on March 04, 2025")],
        [Blank(), SomeWorkbook.Text("Copper"), SomeWorkbook.Text("Tin")], [Blank(), SomeWorkbook.Text("($/mt)"), SomeWorkbook.Text("($/mt)")], [Blank(), SomeWorkbook.Text("COPPER"), SomeWorkbook.Text("Tin")],
        .. Enumerable.Range(0, 40).Select(month => new[] { SomeWorkbook.Text($"{2020 + (month / 12)}M{(month % 12) + 1:00}"), Number($"{8900 + month}.25"), month % 7 == 0 ? SomeWorkbook.Text("…") : Number($"{28_000 + month}.5") }),
    ]);

    /// <summary>The same with the texts in a table of their own, as spreadsheets write them.</summary>
    private static byte[] Shared()
    {
        using var archive = new System.IO.Compression.ZipArchive(new MemoryStream(Prices()));
        var parts = archive.Entries.Select(entry => (Name: entry.FullName, Text: new StreamReader(entry.Open()).ReadToEnd())).ToList();
        var texts = new[] { "date", "code", "average", "TXO", "DXO" };
        for (var at = 0; at < parts.Count; at++)
        {
            var text = new StringBuilder(parts[at].Text);
            if (parts[at].Name == "xl/worksheets/sheet2.xml") for (var index = 0; index < texts.Length; index++) text.Replace(SomeWorkbook.Text(texts[index]), $"<c t=\"s\"><v>{index}</v></c>");
            text.Replace("</Relationships>", """<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>""");
            parts[at] = (parts[at].Name, text.ToString());
        }
        return Zip([.. parts, ("xl/sharedStrings.xml", $"<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">{string.Concat(texts.Select(text => $"<si><t>{text}</t></si>"))}</sst>")]);
    }
}
