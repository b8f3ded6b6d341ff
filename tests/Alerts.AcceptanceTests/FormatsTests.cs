using System.Text.Json;

namespace Alerts.AcceptanceTests;

/// <summary>Formats of publishers through the command: what there is, what each row became, which day a file tells, which alerts a revision undoes.</summary>
public sealed class FormatsTests : IDisposable
{
    private const string PinkSheet = """
        datasets:
          - id: pink-sheet
            publisher: World Bank
            format: pink-sheet
            files: "*.xlsx"
            series:
              COPPER: { id: wb.copper, title: Copper, unit: USD/t, basis: LME }
              LAMB: { id: wb.lamb, title: Lamb, unit: USD/kg, basis: New Zealand }
              POTASH: { id: wb.potash, title: Potash, unit: USD/t, basis: fob Vancouver }
              CHICKEN: { id: wb.chicken, title: Chicken, unit: USD/kg, basis: Urner Barry }
        """;

    private static readonly string[] Days = ["2021-09-02", "2022-03-02", "2023-04-04", "2025-12-02"];

    private readonly AlertsCommand _alerts = new();

    public void Dispose() => _alerts.Dispose();

    [Fact]
    public void Every_format_is_listed_with_the_keys_of_its_datasets()
    {
        var formats = _alerts.Run("formats", "--json").OfType("format");

        Assert.Equal(["csv", "xlsx", "json", "gacc", "comtrade", "comtrade-bulk", "us-census", "usa-trade", "pink-sheet", "fred", "smm", "investing"], formats.Select(format => format.GetProperty("name").GetString()!));
        Assert.All(formats, format => Assert.NotEmpty(format.GetProperty("what").GetString()!));
        Assert.Contains("flow", formats[4].GetProperty("keys").EnumerateArray().Select(key => key.GetString()));
        Assert.Contains("pink-sheet     xlsx: the monthly workbook", _alerts.Run("formats").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_row_says_what_it_became_and_why()
    {
        Comtrade();

        var rows = _alerts.Run("ingest", _alerts.Folder, AlertsCommand.Data("golden/comtrade_api_monthly.json"), "--published", "2025-07-01", "--explain", "--json").OfType("row");

        Assert.Equal(97, rows.Where(row => row.TryGetProperty("line", out _)).Select(row => row.GetProperty("line").GetInt32()).Distinct().Count());
        var february = rows.Single(row => Text(row, "outcome") == "new" && Text(row, "period") == "2025-02");
        Assert.Equal(("un.cn.mm.compounds", 311m, "t"), (Text(february, "series"), february.GetProperty("value").GetDecimal(), Text(february, "unit")));
        var lines = february.TryGetProperty("lines", out var several) ? several.EnumerateArray().Select(line => line.GetInt32()).ToList() : [february.GetProperty("line").GetInt32()];
        Assert.Equal(lines, rows.Where(row => Text(row, "outcome") == "summed" && Text(row, "period") == "2025-02").Select(row => row.GetProperty("line").GetInt32()));
        Assert.Contains(rows, row => Text(row, "reason") == "breakdown" && Text(row, "why") == "motCode");
        Assert.Contains(rows, row => Text(row, "reason") == "no-series");
        var again = _alerts.Run("ingest", _alerts.Folder, AlertsCommand.Data("golden/comtrade_api_monthly.json"), "--explain");
        Assert.Contains(" 2025-02 311 t: unchanged", again.Output, StringComparison.Ordinal);
        Assert.Contains("summed into un.cn.mm.compounds", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rejected_a_repeated_and_a_blank_row_are_explained_as_well()
    {
        _alerts.Write("alerts.yaml", "name: Desk\n");
        _alerts.Write("datasets/smm.yaml", "datasets:\n  - { id: smm, publisher: SMM, format: csv, files: \"*.csv\", frequency: daily, columns: { period: date, series: code, value: average }, series: { TXO: { id: smm.terbium, title: Terbium, unit: CNY/kg, basis: spot } } }\n");
        _alerts.Write("p.csv", "date,code,average\n2025-03-20,TXO,6500\n2025-03-20,TXO,6500\n2025-03-21,TXO,\n2025-03-24,TXO,x\n2025-03-24,DXO,1665\n2025-03-25,TXO,6550\n2025-03-26,TXO,6560\n2025-03-26,TXO,6570\n");

        var rows = _alerts.Run("ingest", _alerts.Folder, _alerts.In("p.csv"), "--explain", "--json").OfType("row");

        Assert.Equal(
            [(2, "new"), (3, "repeated"), (4, "no-value"), (5, "rejected"), (6, "ignored"), (7, "new"), (8, "quarantined"), (9, "quarantined")],
            rows.Select(row => (row.GetProperty("line").GetInt32(), Text(row, "outcome")!)));
    }

    [Fact]
    public void A_basket_that_six_digits_cannot_tell_is_refused_with_the_reason()
    {
        Comtrade("[\"28461010\", \"28469011..28469019\", \"280530\"]");

        var check = _alerts.Run("check", _alerts.Folder, "--json");

        Assert.Equal(2, check.ExitCode);
        Assert.Equal(["not-computable", "not-computable"], check.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("code").GetString()!));
        Assert.Contains("do not tell oxides from other compounds", check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_whose_names_tell_no_date_are_read_in_the_order_of_the_days_that_they_tell_themselves()
    {
        PinkSheets("2021-09-01", ["d.xlsx", "c.xlsx", "b.xlsx", "a.xlsx"], "level(wb.copper) > 1 USD/t");

        var read = _alerts.Run("run", _alerts.Folder, "--once", "--json").OfType("file.read");

        Assert.Equal(Days.Select(day => $"{day}T00:00:00+00:00"), read.Select(file => Text(file, "published")));
        Assert.Equal(["d.xlsx", "c.xlsx", "b.xlsx", "a.xlsx"], read.Select(file => Text(file, "file")));
        Assert.Equal(["label-changed"], read.Skip(1).SelectMany(file => file.GetProperty("warnings").EnumerateArray()).Select(warning => Text(warning, "reason")!).Distinct());
    }

    [Fact]
    public void An_old_vintage_that_comes_last_changes_nothing_that_is_known_now()
    {
        PinkSheets("2021-09-01", ["2021-09-02-p.xlsx", "2022-03-02-p.xlsx", "2023-04-04-p.xlsx", "2025-12-02-p.xlsx"], "yoy(wb.potash) > 20%");
        _alerts.Run("run", _alerts.Folder, "--once");
        var before = Current();
        File.Copy(AlertsCommand.Data($"real/worldbank-pinksheet-monthly-{Days[1]}.xlsx"), _alerts.In("inbox/late.xlsx"));
        using (var archive = System.IO.Compression.ZipFile.Open(_alerts.In("inbox/late.xlsx"), System.IO.Compression.ZipArchiveMode.Update)) archive.CreateEntry("docProps/note.xml").Open().Dispose();

        var run = _alerts.Run("run", _alerts.Folder, "--once", "--json");

        Assert.Equal(("2022-03-02T00:00:00+00:00", "accepted"), run.OfType("file.read").Where(file => Text(file, "file") == "late.xlsx").Select(file => (Text(file, "published"), Text(file, "outcome"))).Single());
        Assert.Empty(run.OfType("alert."));
        Assert.Equal(before, Current());
    }

    [Fact]
    public void The_alerts_that_a_revision_of_the_pink_sheet_undoes_are_retracted()
    {
        // As known in March 2022 potash stood below 400 USD/t in each month from September on; as known in April 2023 it stood above 700 in all of them.
        PinkSheets("2021-09-03", ["2021-09-02-p.xlsx", "2022-03-02-p.xlsx", "2023-04-04-p.xlsx", "2025-12-02-p.xlsx"], "level(wb.potash) < 400 USD/t and change(wb.potash, since 2021-08) < 1000%");

        var alerts = _alerts.Run("run", _alerts.Folder, "--once", "--json").OfType("alert.");

        var fired = alerts.Single(alert => Text(alert, "type") == "alert.firing" && Text(alert, "published") == "2022-03-02T00:00:00+00:00");
        var retracted = alerts.Single(alert => Text(alert, "type") == "alert.retracted");
        Assert.Equal(("2023-04-04T00:00:00+00:00", true), (Text(retracted, "published"), retracted.GetProperty("revised").GetBoolean()));
        Assert.Equal([Text(fired, "id")], retracted.GetProperty("amends").EnumerateArray().Select(amended => Text(amended, "id")));
    }

    private void Comtrade(string hs = "[\"2846\"]")
    {
        _alerts.Write("alerts.yaml", "name: Desk\n");
        _alerts.Write("datasets/un.yaml", $"datasets:\n  - {{ id: un, publisher: United Nations, format: comtrade, files: \"*.json\", flow: import, series: {{ un.cn.mm.compounds: {{ partner: 104, hs: {hs}, unit: t, title: Compounds }} }} }}\n");
    }

    private void PinkSheets(string announceFrom, string[] names, string when)
    {
        _alerts.Write("alerts.yaml", $"name: Desk\nannounce-from: {announceFrom}\n");
        _alerts.Write("datasets/wb.yaml", PinkSheet);
        _alerts.Write("rules/r.yaml", $"rules:\n  - {{ id: r, when: \"{when}\" }}\n");
        Directory.CreateDirectory(_alerts.In("inbox"));
        foreach (var (day, name) in Days.Zip(names)) File.Copy(AlertsCommand.Data($"real/worldbank-pinksheet-monthly-{day}.xlsx"), _alerts.In($"inbox/{name}"));
    }

    private List<string> Current() => _alerts.Ask("select series || ' ' || period || ' ' || value from observations_current order by series, period");

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;
}
