using Alerts.Adapters.Workspaces;
using Alerts.Contracts;
using Alerts.Core.Datasets;
using Alerts.Core.Rules;

namespace Alerts.Adapters.Tests.Workspaces;

public sealed class WorkspaceLoaderTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    private IEnumerable<string> Mistakes() => _folder.Load().Mistakes.Select(mistake => $"{mistake.File}:{mistake.Line}:{mistake.Column} {mistake.Code}{(mistake.Nearest is null ? "" : $" → {mistake.Nearest}")}");

    private static string Rule(string lines) => "rules:\n  - id: r\n    when: smm.terbium-oxide > 5 CNY/kg\n    " + lines + "\n";

    [Fact]
    public void The_sample_loads_without_a_mistake()
    {
        var sample = WorkspaceLoader.Load(Path.Combine(AppContext.BaseDirectory, "samples", "rare-earths"), _ => null);

        Assert.Empty(sample.Mistakes);
        Assert.Equal(["terbium-spike", "dysprosium-slump", "myanmar-drop", "myanmar-collapse", "myanmar-year", "myanmar-rebound"], sample.Workspace!.Rules.Select(rule => rule.Id));
        Assert.Equal("change(smm.terbium-oxide, 6 months) > 20%; clear 15%; again-every 10%", sample.Workspace.Rules[0].Meaning);
        Assert.Equal(["28461010", "28469011..28469019", "280530"], sample.Workspace.Datasets[0].Series[1].Basket!.Hs.Select(codes => codes.ToString()));
        Assert.Equal("2025-03-20T00:00:00+08:00", sample.Workspace.AnnounceFrom!.Value.ToString("yyyy-MM-ddTHH:mm:sszzz"));
    }

    [Fact]
    public void Defaults_are_those_of_the_reference()
    {
        var workspace = _folder.Load().Workspace!;

        Assert.Equal(("UTC", "sqlite:.alerts/alerts.db", "inbox"), (workspace.TimeZone.Id, workspace.Store, workspace.Inbox));
        Assert.Equal(new TableLayout(false, "Date", "Code", "Average", null, "yyyy-MM-dd", "utf-8", ',', '.', null), workspace.Datasets[0].Layout);
    }

    [Fact]
    public void Seven_mistakes_in_three_files_are_reported_at_once()
    {
        _folder.Write("alerts.yaml", "name: Desk\ntime-zone: Asia/Shanghay\n");
        _folder.Write("datasets/prices.yaml", Folder.Prices.Replace("unit: CNY/kg", "unit: CNY/kq", StringComparison.Ordinal).Replace("publisher:", "publsher:", StringComparison.Ordinal));
        _folder.Write("datasets/more.yaml", "datasets:\n  - { id: more, publisher: P, format: csv, files: \"m*\", columns: { period: D, series: C, value: V }, frequency: monthly, series: { A: { id: cn.imports, title: Imports, unit: t } } }\n");
        _folder.Write("rules/rules.yaml", """
            rules:
              - id: one
                when: change(cn.import, 6 months) > 20%
              - id: two
                when: chnge(cn.imports, 6 months) > 20%
                severity: hihg
              - id: three
                when: 'cn.imports < 5 CNY/kg'

            """);

        var mistakes = _folder.Load().Mistakes;

        Approved.Matches(string.Join('\n', mistakes) + "\n", "seven-mistakes.txt");
        Approved.Matches(string.Join('\n', mistakes.Select(mistake => mistake.ToJson())) + "\n", "seven-mistakes.jsonl");
    }

    [Theory]
    [InlineData("name: Desk\nzone: UTC\n", "alerts.yaml:2:1 unknown-key")]
    [InlineData("time-zone: UTC\n", "alerts.yaml:1:1 missing-key")]
    [InlineData("name: Desk\ntime-zone: Asia/Shangai\n", "alerts.yaml:2:12 unknown-time-zone → Asia/Shanghai")]
    [InlineData("name: Desk\nowner: nobody\n", "alerts.yaml:2:8 wrong-address")]
    [InlineData("name: Desk\nannounce-from: yesterday\n", "alerts.yaml:2:16 wrong-value")]
    [InlineData("name: Desk\nannounce-from: 2025-03-20T09:00\n", "alerts.yaml:2:16 wrong-value")]
    [InlineData("name: Desk\nstore: postgres:x\n", "alerts.yaml:2:8 wrong-value")]
    [InlineData("name: Desk\nstore: azure:desk\n", "alerts.yaml:2:8 other-edition")]
    [InlineData("name: Desk\nemail: { from: a@example.com, via: \"sendgrid:key\" }\n", "alerts.yaml:2:36 other-edition")]
    [InlineData("name: Desk\nemail: { from: a@example.com, via: outbox }\n", "alerts.yaml:2:36 wrong-value")]
    [InlineData("name: Desk\nemail: { from: nobody, via: \"folder:outbox\" }\n", "alerts.yaml:2:16 wrong-address")]
    [InlineData("name: [a, b]\n", "alerts.yaml:1:7 wrong-type")]
    [InlineData("name: Desk\nname: Other\n", "alerts.yaml:2:1 duplicate-key")]
    [InlineData("name: Desk\n---\nname: Other\n", "alerts.yaml:3:1 syntax")]
    [InlineData("name: \"Desk\n", "alerts.yaml:1:7 syntax")]
    [InlineData("", "alerts.yaml:1:1 missing-key")]
    [InlineData("- a\n", "alerts.yaml:1:1 wrong-type")]
    public void Rejects_settings_that_are_wrong(string text, string mistake)
    {
        _folder.Write("alerts.yaml", text);

        Assert.Equal([mistake], Mistakes());
    }

    [Theory]
    [InlineData("name: Desk\nannounce-from: 2025-03-20T09:00:00+08:00\n")]
    [InlineData("name: Desk\nannounce-from: 2025-03-20T09:00:00Z\n")]
    [InlineData("\uFEFFname: Desk\nowner: Desk <desk@example.com>\nallow-hosts: [\"127.0.0.1:*\"]\n")]
    public void Accepts_settings_that_are_right(string text)
    {
        _folder.Write("alerts.yaml", text);

        Assert.Empty(Mistakes());
    }

    [Theory]
    [InlineData("format: csv", "format: cvs", "datasets/prices.yaml:4:13 unknown-format → csv")]
    [InlineData("format: csv", "format: pink-sheets", "datasets/prices.yaml:4:13 unknown-format → pink-sheet")]
    [InlineData("frequency: business-daily", "frequency: buisness-daily", "datasets/prices.yaml:7:16 unknown-frequency → business-daily")]
    [InlineData("frequency: business-daily", "frequency: daily\n    checks: { max-step: 40 }", "datasets/prices.yaml:8:25 wrong-value")]
    [InlineData("frequency: business-daily", "frequency: daily\n    encoding: utf-88", "datasets/prices.yaml:8:15 unknown-encoding → utf-8")]
    [InlineData("frequency: business-daily", "frequency: daily\n    date-format: yyyy-dd", "datasets/prices.yaml:8:18 wrong-value")]
    [InlineData("frequency: business-daily", "frequency: daily\n    delimiter: \";;\"", "datasets/prices.yaml:8:16 wrong-value")]
    [InlineData("frequency: business-daily", "frequency: daily\n    decimal: \"'\"", "datasets/prices.yaml:8:14 unknown-decimal")]
    [InlineData("frequency: business-daily", "frequency: daily\n    sheet: Prices", "datasets/prices.yaml:8:12 wrong-key")]
    [InlineData("frequency: business-daily", "frequency: daily\n    covers: { partners: [106], hs: [\"2846\"] }", "datasets/prices.yaml:8:13 wrong-key")]
    [InlineData("series: Code, ", "", "datasets/prices.yaml:6:14 missing-key")]
    [InlineData("unit: CNY/kg", "unit: USD/oz", "datasets/prices.yaml:9:65 unknown-unit → USD/ozt")]
    [InlineData("unit: CNY/kg", "unit: 元/吨", "datasets/prices.yaml:9:65 unknown-unit")]
    [InlineData("id: smm.terbium-oxide", "id: SMM", "datasets/prices.yaml:9:18 wrong-id")]
    [InlineData("title: Terbium oxide", "title: \"Terbium\\noxide\"", "datasets/prices.yaml:9:44 control-character")]
    public void Rejects_datasets_that_are_wrong(string good, string bad, string mistake)
    {
        _folder.Write("datasets/prices.yaml", Folder.Prices.Replace(good, bad, StringComparison.Ordinal));

        Assert.Equal([mistake], Mistakes());
    }

    [Fact]
    public void A_price_without_a_basis_is_a_warning()
    {
        _folder.Write("datasets/prices.yaml", Folder.Prices.Replace("basis: \"ex works China\", ", "", StringComparison.Ordinal));

        Assert.False(_folder.Load().Mistakes.Single().IsError);
        Assert.NotNull(_folder.Load().Workspace);
    }

    [Fact]
    public void An_id_that_is_there_twice_names_the_other_place()
    {
        _folder.Write("datasets/again.yaml", Folder.Prices.Replace("files: \"*smm*.csv\"", "files: x", StringComparison.Ordinal));

        Assert.Equal(["dataset 'prices' is there twice: first in datasets/again.yaml:2", "series 'smm.terbium-oxide' is there twice: first in datasets/again.yaml:9"], _folder.Load().Mistakes.Select(mistake => mistake.Message));
    }

    [Theory]
    [InlineData("sum: [a, b], unit: t", "")]
    [InlineData("sum: [a, c], unit: t", "datasets/derived.yaml:7:35 unknown-series")]
    [InlineData("sum: [a, p], unit: t", "datasets/derived.yaml:7:35 wrong-unit")]
    [InlineData("sum: [a, b], unit: CNY", "datasets/derived.yaml:7:32 wrong-unit, datasets/derived.yaml:7:35 wrong-unit")]
    [InlineData("sum: [a, s], unit: t", "datasets/derived.yaml:7:31 cycle")]
    public void Derived_series_add_up_what_exists_and_adds_up(string keys, string mistakes)
    {
        _folder.Write("datasets/derived.yaml", $$"""
            datasets:
              - { id: m, publisher: P, format: csv, files: "m*", columns: { period: D, series: C, value: V }, frequency: monthly, series: {
                  A: { id: a, title: A, unit: t }, B: { id: b, title: B, unit: kg }, P: { id: p, title: P, unit: USD/t, basis: fob } } }


            derived:
              - { id: s, title: Sum, {{keys}} }

            """);

        Assert.Equal(mistakes, string.Join(", ", Mistakes()));
    }

    [Theory]
    [InlineData("{ url: \"https://watchdog.example.com/x\" }", "")]
    [InlineData("{ url: \"https://watchdog.example.com/x\", every: 90 days }", "")]
    [InlineData("{ url: \"https://169.254.169.254/x\" }", "alerts.yaml:2:18 refused-address")]
    [InlineData("{ url: \"https://watchdog.example.com/x\", every: 0 minutes }", "alerts.yaml:2:59 wrong-value")]
    [InlineData("{ url: \"https://watchdog.example.com/x\", every: 5 fortnights }", "alerts.yaml:2:59 wrong-value")]
    [InlineData("{ every: 5 minutes }", "alerts.yaml:2:11 missing-key")]
    public void A_watchdog_is_checked_key_by_key(string value, string mistakes)
    {
        _folder.Write("alerts.yaml", $"name: Desk\nwatchdog: {value}\n");

        Assert.Equal(mistakes, string.Join(", ", Mistakes()));
    }

    [Theory]
    [InlineData("severity: high", "")]
    [InlineData("severity: hihg", "rules/r.yaml:4:15 unknown-severity → high")]
    [InlineData("enabled: perhaps", "rules/r.yaml:4:14 unknown-enabled")]
    [InlineData("clear: 9 CNY/kg", "rules/r.yaml:4:12 wrong-value")]
    [InlineData("clear: 1 t", "rules/r.yaml:4:12 wrong-unit")]
    [InlineData("for: never", "rules/r.yaml:4:10 wrong-value")]
    [InlineData("labels: { a: [b] }", "rules/r.yaml:4:18 wrong-type")]
    [InlineData("fro: 2", "rules/r.yaml:4:5 unknown-key → for")]
    [InlineData("unconfirmed: maybe", "rules/r.yaml:4:18 unknown-unconfirmed")]
    public void Rules_are_checked_key_by_key(string line, string mistakes)
    {
        _folder.Write("rules/r.yaml", Rule(line));

        Assert.Equal(mistakes, string.Join(", ", Mistakes()));
    }

    [Fact]
    public void A_mistake_inside_a_quoted_condition_has_its_column()
    {
        _folder.Write("rules/r.yaml", "rules:\n  - id: r\n    when: \"smm.terbum-oxide > 5 CNY/kg\"\n");

        Assert.Equal(["rules/r.yaml:3:12 unknown-series → smm.terbium-oxide"], Mistakes());
    }

    [Fact]
    public void A_rule_that_is_switched_off_is_checked_and_left_out()
    {
        _folder.Write("rules/r.yaml", Rule("enabled: false"));
        Assert.Empty(_folder.Load().Workspace!.Rules);

        _folder.Write("rules/r.yaml", Rule("enabled: false\n    fro: 2"));
        Assert.Null(_folder.Load().Workspace);
    }

    [Fact]
    public void Rules_come_in_order_of_file_name_then_as_written()
    {
        _folder.Write("rules/b.yaml", "rules: [{ id: b1, when: smm.terbium-oxide > 5 CNY/kg }, { id: b2, when: smm.terbium-oxide > 5 CNY/kg }]\n");
        _folder.Write("rules/a.yaml", "rules: [{ id: a1, when: smm.terbium-oxide > 5 CNY/kg }]\n");

        Assert.Equal(["a1", "b1", "b2"], _folder.Load().Workspace!.Rules.OrderBy(rule => rule.Order).Select(rule => rule.Id));
    }

    [Theory]
    [InlineData("min-severity: high, email: [a@example.com, b@example.com], match: { commodity: [terbium, d*], rule: \"r-*\" }", "")]
    [InlineData("email: [nobody]", "subscribers.yaml:2:22 wrong-address")]
    [InlineData("email: [\"a@example.com\\nBcc: b@example.com\"]", "subscribers.yaml:2:22 wrong-address")]
    [InlineData("min-severity: hi", "subscribers.yaml:2:28 unknown-min-severity → high")]
    [InlineData("teams: https://prod-12.westeurope.logic.azure.com:443/workflows/0a1b/triggers/manual/paths/invoke?sig=x", "")]
    [InlineData("teams: http://prod-12.westeurope.logic.azure.com/workflows/0a1b", "subscribers.yaml:2:21 refused-address")]
    [InlineData("teams: https://desk.webhook.office.com/webhookb2/0a1b", "subscribers.yaml:2:21 retired-connector")]
    [InlineData("teams: https://outlook.office.com/webhook/0a1b", "subscribers.yaml:2:21 retired-connector")]
    [InlineData("slack: https://hooks.slack.com/services/T/B/X", "")]
    [InlineData("slack: http://hooks.slack.com/services/T/B/X", "subscribers.yaml:2:21 refused-address")]
    [InlineData("webhook: { url: https://example.com/hook, secret: whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw }", "")]
    [InlineData("webhook: { url: https://example.com/hook, secret: short }", "subscribers.yaml:2:64 wrong-secret")]
    [InlineData("webhook: { url: https://localhost/hook, secret: whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw }", "subscribers.yaml:2:30 refused-address")]
    [InlineData("webhook: { url: https://example.com/hook }", "subscribers.yaml:2:23 missing-key")]
    [InlineData("match: { rule: { a: b } }", "subscribers.yaml:2:29 wrong-type")]
    public void Subscribers_are_checked_key_by_key(string keys, string mistakes)
    {
        _folder.Write("subscribers.yaml", $"subscribers:\n  - {{ id: s, {keys} }}\n");

        Assert.Equal(mistakes, string.Join(", ", Mistakes()));
    }

    [Fact]
    public void An_environment_variable_takes_its_place_and_an_unset_one_is_a_warning_without_its_value()
    {
        _folder.Environment["BUYER"] = "buyer@example.com";
        _folder.Write("subscribers.yaml", "subscribers:\n  - id: s\n    email: [\"${BUYER}\", \"${OTHER}\"]\n");

        var loaded = _folder.Load();

        Assert.Equal(["buyer@example.com"], loaded.Workspace!.Subscribers[0].Email);
        Assert.Equal(["OTHER"], loaded.Unset);
        Assert.Equal("subscribers.yaml:3:25: warning: the environment variable OTHER is not set", loaded.Mistakes.Single().ToString());
    }

    [Fact]
    public void A_wrong_value_from_the_environment_is_never_printed()
    {
        _folder.Environment["SECRET"] = "s3cret";
        _folder.Write("subscribers.yaml", "subscribers:\n  - id: s\n    email: [\"${SECRET}\"]\n");

        Assert.DoesNotContain("s3cret", string.Concat(_folder.Load().Mistakes.Select(mistake => mistake + mistake.ToJson())), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData('[', ']')]
    [InlineData('{', '}')]
    public void Nesting_without_end_is_a_mistake_and_no_crash(char open, char close)
    {
        _folder.Write("rules/deep.yaml", "rules: " + new string(open, 20_000) + new string(close, 20_000) + "\n");

        Assert.Equal("syntax", _folder.Load().Mistakes.Single().Code);
    }

    [Fact]
    public void Aliases_that_multiply_are_refused()
    {
        var bomb = "a: &a [x, x]\n" + string.Concat(Enumerable.Range(0, 20).Select(n => $"b{n}: &b{n} [{string.Join(", ", Enumerable.Repeat(n == 0 ? "*a" : $"*b{n - 1}", 9))}]\n"));
        _folder.Write("rules/bomb.yaml", bomb);

        Assert.Contains(_folder.Load().Mistakes, mistake => mistake.Message.Contains("aliases", StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_without_settings_is_no_workspace()
    {
        File.Delete(Path.Combine(_folder.Path, "alerts.yaml"));

        Assert.Equal("no-workspace", _folder.Load().Mistakes.Single().Code);
    }

    [Fact]
    public void A_severity_is_read_as_written() => Assert.Equal(Severity.Critical, _folder.Write("rules/r.yaml", Rule("severity: critical")).Load().Workspace!.Rules[0].Severity);
}
