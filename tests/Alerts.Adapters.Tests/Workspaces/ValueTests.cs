namespace Alerts.Adapters.Tests.Workspaces;

/// <summary>Values that are there, and are not what their key takes.</summary>
public sealed class ValueTests : IDisposable
{
    private const string Gacc = "datasets:\n  - { id: g, publisher: P, format: gacc, files: g*, flow: import, measure: MEASURE, series: { a: { partner: 106, hs: [\"2846\"], unit: UNIT, title: A } } }\n";

    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Mistakes() => string.Join(", ", _folder.Load().Mistakes.Select(mistake => $"{mistake.Line}:{mistake.Column} {mistake.Code}"));

    [Theory]
    [InlineData("name: ~", "1:7 missing-value")]
    [InlineData("name: null", "1:7 missing-value")]
    [InlineData("name: \"\"", "1:7 missing-value")]
    [InlineData("name: \"  \"", "1:7 missing-value")]
    [InlineData("name: \"null\"", "")]
    [InlineData("name: Desk\ninbox: \"a\\0b\"", "2:8 control-character")]
    [InlineData("name: Desk\nstore: \"sqlite:a\\nb\"", "2:8 control-character")]
    [InlineData("name: Desk\nemail: { from: a@example.com, via: \"folder:a\\0b\" }", "2:36 control-character")]
    [InlineData("name: Desk\nemail: { from: a@example.com, via: \"smtps://a:b@mail.example.com:465\" }", "2:36 wrong-value")]
    [InlineData("name: Desk\nemail: { from: a@example.com, via: \"smtps://a:b@mail.example.com:587\" }", "")]
    [InlineData("name: Desk\nallow-hosts: [\"\"]", "2:15 missing-value")]
    [InlineData("name: Desk\nallow-hosts: [{ a: b }]", "2:15 wrong-type")]
    [InlineData("name: Desk\nallow-hosts: [127.0.0.1]", "2:15 wrong-host")]
    [InlineData("name: Desk\nallow-hosts: [\"erp.lan:99999\"]", "2:15 wrong-host")]
    [InlineData("name: Desk\nallow-hosts: [\"http://erp.lan:8080\"]", "2:15 wrong-host")]
    [InlineData("name: Desk\nallow-hosts:", "2:13 missing-value")]
    [InlineData("name: Desk\nemail:", "2:7 missing-value")]
    [InlineData("name: Desk\ninbox: /srv/alerts/inbox\nstore: sqlite:/srv/alerts/a.db", "")]
    public void Settings_take_what_they_can_use(string text, string mistakes)
    {
        _folder.Write("alerts.yaml", text + "\n");

        Assert.Equal(mistakes, Mistakes());
    }

    [Theory]
    [InlineData("labels: { commodity: terbium, year: 2025 }", "")]
    [InlineData("labels: { commodity: }", "9:119 missing-value")]
    [InlineData("labels: { commodity: \"a\\nb\" }", "9:119 control-character")]
    [InlineData("labels: { commodity: [terbium] }", "9:119 wrong-type")]
    [InlineData("labels: [terbium]", "9:106 wrong-type")]
    public void Labels_are_strings(string labels, string mistakes)
    {
        _folder.Write("datasets/prices.yaml", Folder.Prices.Replace("labels: { commodity: terbium }", labels, StringComparison.Ordinal));

        Assert.Equal(mistakes, Mistakes());
    }

    [Theory]
    [InlineData("*smm*.csv", "")]
    [InlineData("inbox/*.csv", "5:12 wrong-value")]
    public void Files_are_named_without_their_folder(string files, string mistakes)
    {
        _folder.Write("datasets/prices.yaml", Folder.Prices.Replace("*smm*.csv", files, StringComparison.Ordinal));

        Assert.Equal(mistakes, Mistakes());
    }

    [Theory]
    [InlineData("first-quantity", "kg", "")]
    [InlineData("value", "CNY", "")]
    [InlineData("first-quantity", "CNY", "2:141 wrong-unit")]
    [InlineData("first-quantity", "bbl", "2:141 wrong-unit")]
    [InlineData("value", "t", "2:132 wrong-unit")]
    [InlineData("value", "CNY/kg", "2:132 wrong-unit")]
    public void A_customs_series_is_in_a_unit_of_what_is_measured(string measure, string unit, string mistakes)
    {
        _folder.Write("datasets/gacc.yaml", Gacc.Replace("MEASURE", measure, StringComparison.Ordinal).Replace("UNIT", unit, StringComparison.Ordinal));

        Assert.Equal(mistakes, string.Join(", ", _folder.Load().Mistakes.Where(mistake => mistake.IsError).Select(mistake => $"{mistake.Line}:{mistake.Column} {mistake.Code}")));
    }

    [Theory]
    [InlineData("[x], title: X, unit: t }", "4:31 cycle")]
    [InlineData("[y], title: X, unit: t }\n  - { id: y, sum: [x], title: Y, unit: t }", "4:31 cycle, 5:19 cycle")]
    [InlineData("[y], title: X, unit: t }\n  - { id: y, sum: [y], title: Y, unit: t }", "5:19 cycle")]
    [InlineData("[a, a], title: X, unit: t }", "4:35 duplicate-part")]
    [InlineData("[a, d], title: X, unit: t }", "4:35 wrong-frequency")]
    [InlineData("[d, b], title: X, unit: t }", "4:35 wrong-frequency")]
    [InlineData("[y, a], title: X, unit: t }\n  - { id: y, sum: [a], title: Y, unit: kg, basis: cif, labels: { k: v } }", "")]
    [InlineData("[], title: X, unit: t }", "4:31 missing-value")]
    public void A_derived_series_is_made_of_other_series_once_each(string sum, string mistakes)
    {
        _folder.Write("datasets/m.yaml", string.Concat(new[] { ("a", "monthly"), ("d", "daily"), ("b", "business-daily") }.Select(item =>
            $"  - {{ id: {item.Item1}, publisher: P, format: csv, files: {item.Item1}*, columns: {{ period: D, series: C, value: V }}, frequency: {item.Item2}, series: {{ K: {{ id: {item.Item1}, title: T, unit: t }} }} }}\n")).Insert(0, "datasets:\n"));
        _folder.Write("datasets/x.yaml", "# one\n# two\nderived:\n  - { id: x,       sum:       " + sum + "\n");

        Assert.Equal(mistakes, Mistakes());
    }

    [Fact]
    public void A_long_chain_of_derived_series_is_read_in_one_pass_whatever_its_order()
    {
        const int Length = 3_000;
        _folder.Write("datasets/m.yaml", "datasets: [{ id: m, publisher: P, format: csv, files: m*, columns: { period: D, series: C, value: V }, frequency: monthly, series: { K: { id: d0, title: T, unit: t } } }]\n");
        _folder.Write("datasets/x.yaml", "derived:\n" + string.Concat(Enumerable.Range(1, Length).Reverse().Select(n => $"  - {{ id: d{n}, sum: [d{n - 1}], title: T, unit: t }}\n")));

        var loaded = _folder.Load();

        Assert.DoesNotContain(loaded.Mistakes, mistake => mistake.IsError);
        Assert.Equal(["d2999"], loaded.Workspace!.Series["d3000"].Parts);
    }
}
