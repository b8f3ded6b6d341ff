using System.Text.Json;
using Alerts.Adapters.Formats;
using Alerts.Adapters.Tests.Workspaces;
using Alerts.Contracts;
using Alerts.Core.Alerting;
using Alerts.Core.Observations;
using Alerts.Core.UseCases;

namespace Alerts.Adapters.Tests.Formats;

/// <summary>What was worked out for the constructed files about alerts: which there are, on which day, and what a revision does to them.</summary>
public sealed class ExpectedEventsTests : IDisposable
{
    private const string Prices = "smm_txo_dxo_daily_2024-09_2025-03.csv";
    private const string Before = "gacc_myanmar_re_imports_v1_asof-2025-06-20.csv";
    private const string After = "gacc_myanmar_re_imports_v2_asof-2025-07-20.csv";

    private static readonly JsonElement Checks = JsonDocument.Parse(DataFile.Text("golden/expected_checks.json")).RootElement;
    private static readonly DateTimeOffset April2025 = new(2025, 4, 1, 0, 0, 0, TimeSpan.FromHours(8));
    private static readonly DateTimeOffset June2025 = new(2025, 6, 20, 0, 0, 0, TimeSpan.FromHours(8));
    private static readonly DateTimeOffset July2025 = new(2025, 7, 20, 0, 0, 0, TimeSpan.FromHours(8));

    private readonly Folder _folder = new();
    private readonly InMemoryStore _store = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task No_price_moves_ten_percent_in_a_day_once_what_is_doubtful_waits()
    {
        var desk = Desk("change(smm.*, 1 day) >= 10%", "change(smm.*, 1 day) <= -10%");

        await Read(desk, Prices, April2025);

        Assert.Equal(Checks.GetProperty("price_no_alert")[0].GetProperty("expect_alerts").GetInt32(), (await Events(desk)).Count);
    }

    [Fact]
    public async Task Without_the_checks_the_same_rules_fire_on_the_spike_and_on_the_slip()
    {
        var desk = Desk(isChecked: false, "change(smm.*, 1 day) >= 10%");

        await Read(desk, Prices, April2025);

        Assert.Equal(["2024-11-17", "2025-01-15"], (await Events(desk)).Where(told => told.Type == EventType.Firing).Select(told => told.Period.ToString()));
    }

    [Fact]
    public async Task The_first_day_at_twenty_percent_begins_the_one_alert_and_nothing_ends_it()
    {
        var desk = Desk("change(smm.txo, since 2024-09-24) >= 20%");

        await Read(desk, Prices, April2025);

        var told = Assert.Single(await Events(desk));
        Assert.Equal((EventType.Firing, Check("price", "P5").GetProperty("current").GetProperty("period").GetString()), (told.Type, told.Period.ToString()));
    }

    [Fact]
    public async Task A_holiday_is_a_gap_between_two_quotations_that_follow_each_other()
    {
        await Read(Desk(), Prices, April2025);

        var days = (await _store.History(["smm.txo"], default)).Select(value => value.Period.ToString()).ToList();
        foreach (var gap in Checks.GetProperty("holiday_gaps").EnumerateArray())
        {
            var (after, next) = (gap.GetProperty("after").GetString()!, gap.GetProperty("next").GetString()!);
            Assert.Equal(next, days[days.IndexOf(after) + 1]);
            Assert.Equal(gap.GetProperty("calendar_days").GetInt32(), Period.Parse(next).First.DayNumber - Period.Parse(after).First.DayNumber);
        }
    }

    [Fact]
    public async Task A_fall_to_nothing_is_minus_a_hundred_percent_and_a_rise_from_nothing_is_undefined()
    {
        var desk = Desk("yoy(metals) <= -100%", "mom(metals) > 0%");

        await Read(desk, Before, June2025);

        var events = await Events(desk);
        Assert.Contains(events, told => told.Rule == "rule-1" && told.Type == EventType.Firing && told.Period.ToString() == "2025-03" && told.Value == -100m);
        var zeros = Check("trade", "T7").GetProperty("zero_months").EnumerateArray().Select(month => Period.Parse(month.GetString()!).AddMonths(1).ToString());
        Assert.DoesNotContain(events, told => told.Rule == "rule-2" && told.Type == EventType.Firing && zeros.Contains(told.Period.ToString()));
    }

    [Fact]
    public async Task An_alert_that_a_revision_undoes_is_retracted_with_both_figures()
    {
        var desk = Desk("yoy(compounds) <= -80%");

        await Read(desk, Before, June2025);
        await Read(desk, After, July2025);

        var told = (await Events(desk)).Where(told => told.Period.ToString() == "2025-02").ToList();
        Assert.Equal([EventType.Firing, EventType.Retracted], told.Select(one => one.Type));
        Assert.Equal(new[] { Check("trade", "T1"), Check("revision", "R1") }.Select(check => check.GetProperty("change_pct").GetDecimal()), told.Select(one => Math.Round(one.Value!.Value, 4)));
    }

    [Fact]
    public async Task An_old_export_that_is_read_after_the_new_one_is_not_what_is_known_now()
    {
        var desk = Desk();
        await Read(desk, After, July2025);
        await Read(desk, Before, June2025);

        var month = (await _store.History(["compounds"], default)).Where(value => value.Period.ToString() == "2025-02");

        Assert.Equal(Check("revision", "R1").GetProperty("current").GetProperty("value").GetDecimal(), Vintages.KnownAt(month, DateTimeOffset.MaxValue)!.Value);
    }

    [Fact]
    public async Task Americas_imports_fell_by_the_percentage_that_was_worked_out()
    {
        var desk = Desk("mom(china) < 0%");

        await Read(desk, "census_imports_hs10.json", June2025);

        var told = Assert.Single(await Events(desk), told => told.Type == EventType.Firing);
        Assert.Equal(Checks.GetProperty("census").GetProperty("china_change_pct_1dp_2025-02_vs_2025-01").GetDecimal(), Math.Round(told.Value!.Value, 1));
    }

    private Workspace Desk(params IReadOnlyList<string> conditions) => Desk(isChecked: true, conditions);

    private Workspace Desk(bool isChecked, params IReadOnlyList<string> conditions)
    {
        _folder.Write("alerts.yaml", "name: Desk\ntime-zone: Asia/Shanghai\n");
        _folder.Write("datasets/prices.yaml", $$"""
            datasets:
              - id: smm
                publisher: Shanghai Metals Market
                format: smm
                files: "smm*.csv"
                frequency: business-daily
                checks: { unit-slip: {{(isChecked ? "true" : "false")}}, spike-reverted: {{(isChecked ? "true" : "false")}} }
                series:
                  SMM-REO-TXO: { id: smm.txo, title: Terbium oxide, unit: CNY/kg, basis: ex works }
                  SMM-REO-DXO: { id: smm.dxo, title: Dysprosium oxide, unit: CNY/kg, basis: ex works }
              - id: customs
                publisher: General Administration of Customs of China
                format: gacc
                files: "gacc*.csv"
                flow: import
                measure: first-quantity
                covers: { partners: [106], hs: ["2846", "280530"] }
                series:
                  compounds: { partner: 106, hs: ["2846"], unit: t, title: Compounds }
                  metals: { partner: 106, hs: ["280530"], unit: t, title: Metals }
              - id: census
                publisher: U.S. Census Bureau
                format: us-census
                files: "census*.json"
                flow: import
                measure: first-quantity
                series:
                  china: { partner: 5700, hs: ["2846"], unit: kg, title: Compounds from China }
            """);
        _folder.Write("rules/all.yaml", $"rules: [{string.Join(", ", conditions.Select((when, at) => $"{{ id: rule-{at + 1}, title: Rule {at + 1}, when: \"{when}\" }}"))}]\n");
        var loaded = _folder.Load();
        Assert.True(loaded.Workspace is not null, string.Join('\n', loaded.Mistakes));
        return loaded.Workspace;
    }

    private async Task Read(Workspace desk, string file, DateTimeOffset published) =>
        Assert.IsType<FileRead>(await new IngestFile(_store, new FileReader(), _store, new FakeClock(published)).Run(desk, file, DataFile.Bytes($"golden/{file}"), new(Published: published), default));

    private async Task<IReadOnlyList<AlertEvent>> Events(Workspace desk) =>
        [.. Backtest.Run(desk, await _store.History([.. desk.Series.Keys], default), await _store.Quarantine(isWaiting: false, default))];

    private static JsonElement Check(string list, string id) => Checks.GetProperty(list).EnumerateArray().Single(check => check.GetProperty("id").GetString() == id);
}
