using System.Text.Json;

namespace Alerts.AcceptanceTests;

/// <summary>Malformed and hostile files through `alerts ingest`: each has its outcome, and takes no good data with it.</summary>
public sealed class BadFilesTests
{
    // Whether they are believed depends on the values around them: checks that a dataset names.
    private static readonly string[] DoubtfulOnly = ["average_far_outside.csv", "price_1e12.csv"];

    // What only a reader that knows the publisher's columns can see.
    private static readonly string[] OfPrices = ["zero_and_negative_price.csv", "range_inverted.csv"];

    private static readonly JsonElement[] Files =
        [.. JsonDocument.Parse(File.ReadAllText(AlertsCommand.Data("bad/expectations.json"))).RootElement.GetProperty("files").EnumerateArray()
            .Where(file => !DoubtfulOnly.Contains(file.GetProperty("file").GetString()))];

    public static TheoryData<string> Names => [.. Files.Select(file => file.GetProperty("file").GetString()!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_bad_file_has_its_outcome(string name)
    {
        var expected = Files.Single(file => file.GetProperty("file").GetString() == name);
        using var alerts = Workspace();

        var answer = alerts.Run("ingest", alerts.Folder, AlertsCommand.Data("bad/" + name), "--dataset", Dataset(name, expected.GetProperty("format").GetString()!), "--published", "2025-04-01", "--json");

        var read = answer.OfType("file.read").Single();
        if (IsAlsoAllowed(name, read)) return;
        var outcome = expected.GetProperty("outcome").GetString();
        Assert.Equal(outcome switch { "accept" => "accepted", "reject-rows" => "partly", _ => "rejected" }, read.GetProperty("outcome").GetString());
        Assert.Equal(outcome == "accept" ? 0 : 1, answer.ExitCode);
        if (outcome == "reject-file")
        {
            Assert.Equal(expected.GetProperty("reason").GetString(), read.GetProperty("reason").GetString());
            return;
        }
        Assert.Equal(expected.GetProperty("accepted_rows").GetInt32(), read.GetProperty("accepted").GetInt32());
        var rejected = read.TryGetProperty("rejected", out var rows) ? rows.EnumerateArray().ToList() : [];
        Assert.Equal(expected.GetProperty("rejected_lines").EnumerateArray().Select(line => line.GetInt32()), rejected.Select(row => row.GetProperty("line").GetInt32()));
        if (outcome == "reject-rows") Assert.Contains(expected.GetProperty("reason").GetString(), rejected.Select(row => row.GetProperty("reason").GetString()));
        if (expected.TryGetProperty("warning", out var warning)) Assert.Contains(warning.GetString(), read.GetProperty("warnings").EnumerateArray().Select(item => item.GetProperty("reason").GetString()));
    }

    [Fact]
    public void A_bad_file_in_the_inbox_leaves_the_others_of_the_run_alone()
    {
        using var alerts = AlertsCommand.OnSample();
        File.Copy(AlertsCommand.Data("bad/quote_unclosed.csv"), Path.Combine(alerts.In("inbox"), "2025-03-21-smm.csv"));
        File.Copy(AlertsCommand.Data("bad/gacc_mojibake.csv"), Path.Combine(alerts.In("inbox"), "2025-03-21-gacc.csv"));
        File.WriteAllText(Path.Combine(alerts.In("inbox"), "2025-03-21-somebody-else.csv"), "a,b\n1,2\n");

        var run = alerts.Run("run", alerts.Folder, "--once", "--json");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(["rejected", "rejected", "unmatched"], run.OfType("file.read").Select(file => file.GetProperty("outcome").GetString()).Where(outcome => outcome != "accepted").Order(StringComparer.Ordinal));
        Assert.Equal(18, run.OfType("alert.").Count);
    }

    private static string Dataset(string file, string format) => format switch
    {
        "gacc-csv" => "cn-customs",
        "smm-daily-csv" => OfPrices.Contains(file) ? "smm" : "smm-prices",
        _ => format.Split('-')[0],
    };

    // Second behaviours that the expectations allow in words.
    private static bool IsAlsoAllowed(string name, JsonElement read) => (name, read.GetProperty("outcome").GetString()) switch
    {
        ("utf16le_bom.csv", "accepted") => read.GetProperty("accepted").GetInt32() == 3,
        ("cr_only_line_ends.csv", "rejected") => read.GetProperty("reason").GetString() == "header-not-recognised",
        _ => false,
    };

    private static AlertsCommand Workspace()
    {
        var alerts = new AlertsCommand();
        alerts.Write("alerts.yaml", "name: Bad files\ntime-zone: Asia/Shanghai\n");
        alerts.Write("datasets/datasets.yaml", File.ReadAllText(AlertsCommand.Data("bad/datasets.yaml")));
        alerts.Write("datasets/publishers.yaml", """
            datasets:
              - id: smm
                publisher: Shanghai Metals Market
                format: smm
                files: "none"
                series:
                  SMM-REO-TXO: { id: m.terbium, title: Terbium oxide, unit: CNY/kg, basis: "ex works China, incl. VAT" }
              - id: pinksheet
                publisher: World Bank
                format: pink-sheet
                files: "*.xlsx"
                series:
                  COPPER: { id: wb.copper, title: Copper, unit: USD/t, basis: LME }
                  Tin: { id: wb.tin, title: Tin, unit: USD/t, basis: LME }
              - id: comtrade
                publisher: United Nations
                format: comtrade
                files: "json*.json"
                flow: import
                series:
                  un.cn.mm.compounds: { partner: 104, hs: ["2846"], unit: t, title: Compounds }
              - id: census
                publisher: US Census Bureau
                format: us-census
                files: "census*.json"
                flow: import
                series:
                  us.cn.oxides: { partner: "5700", hs: ["2846902090"], unit: t, title: Oxides }
              - id: fred
                publisher: Federal Reserve Bank of St. Louis
                format: fred
                files: "fred*.csv"
                frequency: daily
                series:
                  DCOILWTICO: { id: fred.wti, title: WTI, unit: USD/bbl, basis: Cushing }
                  DCOILBRENTEU: { id: fred.brent, title: Brent, unit: USD/bbl, basis: fob }
              - id: investing
                publisher: Investing.com
                format: investing
                files: "investing*.csv"
                frequency: business-daily
                series:
                  Price: { id: inv.lithium, title: Lithium carbonate, unit: CNY/t, basis: spot }
            """);
        return alerts;
    }
}
