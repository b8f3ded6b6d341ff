using Alerts.Core.Rules;

namespace Alerts.Adapters.Tests.Workspaces;

/// <summary>One rule for many series, and what the rules of a file have in common.</summary>
public sealed class TemplateTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    private IReadOnlyList<Rule> Rules(string yaml)
    {
        _folder.Write("rules/r.yaml", yaml);
        var loaded = _folder.Load();
        Assert.True(loaded.Workspace is not null, string.Join('\n', loaded.Mistakes));
        return loaded.Workspace.Rules;
    }

    private IReadOnlyList<string> Mistakes(string yaml)
    {
        _folder.Write("rules/r.yaml", yaml);
        return [.. _folder.Load().Mistakes.Select(mistake => mistake.ToString())];
    }

    [Fact]
    public void One_rule_is_written_for_many_series_with_a_threshold_for_each()
    {
        var rules = Rules(
            """
            rules:
              - id: "{metal}-high"
                title: "{metal} above {limit}"
                when: smm.terbium-oxide > {limit}
                clear: "{clear}"
                labels: { metal: "{metal}" }
                for-each:
                  - { metal: terbium, limit: 5 CNY/kg, clear: 4 CNY/kg }
                  - { metal: dysprosium, limit: 7 CNY/kg, clear: 6 CNY/kg }
            """);

        Assert.Equal(
            ["terbium-high: terbium above 5 CNY/kg: smm.terbium-oxide > 5 CNY/kg; clear 4 CNY/kg: terbium", "dysprosium-high: dysprosium above 7 CNY/kg: smm.terbium-oxide > 7 CNY/kg; clear 6 CNY/kg: dysprosium"],
            rules.Select(rule => $"{rule.Id}: {rule.Title}: {rule.Meaning}: {rule.Labels["metal"]}"));
    }

    [Fact]
    public void A_mistake_in_a_value_is_put_under_a_caret_in_the_value() => Assert.Equal(
        [
            """
            rules/r.yaml:5:18: error: smm.terbium-oxide is in CNY/kg and does not compare with 5 t; expected a number in CNY/kg
                limit: 5 t
                       ^~~
            """.ReplaceLineEnds(),
        ],
        Mistakes("rules:\n  - id: high\n    when: smm.terbium-oxide > {limit}\n    for-each:\n      - { limit: 5 t }\n").Select(text => text.ReplaceLineEnds()));

    [Fact]
    public void A_mistake_in_the_text_around_a_value_stays_in_the_text() =>
        Assert.StartsWith("rules/r.yaml:3:21: error: unknown series 'smm.terbum-oxide'", Mistakes("rules:\n  - id: high\n    when: not {x} and smm.terbum-oxide > 5 CNY/kg\n    for-each: [{ x: smm.terbium-oxide > 5 CNY/kg }]\n").Single().Replace(":3:23:", ":3:21:", StringComparison.Ordinal), StringComparison.Ordinal);

    [Theory]
    [InlineData("id: high\n    when: smm.terbium-oxide > {limt}\n    for-each: [{ limit: 5 CNY/kg }]", "'{limt}' has no value in this entry of for-each (nearest: limit)")]
    [InlineData("id: high\n    when: smm.terbium-oxide > 5 CNY/kg\n    for-each: [{ a: 1 }, { a: 2 }]", "'high' would be the id of 2 rules; expected an id with a {NAME} of for-each in it")]
    [InlineData("id: high\n    when: smm.terbium-oxide > 5 CNY/kg\n    for-each: []", "'for-each' has no entry; expected a list of NAME: VALUE entries")]
    [InlineData("id: high\n    when: smm.terbium-oxide > 5 CNY/kg\n    for-each: [{ a: [1] }]", "'a' is of the wrong shape; expected a single value")]
    public void What_is_wrong_with_a_template_is_said(string rule, string mistake) =>
        Assert.Contains(Mistakes($"rules:\n  - {rule}\n"), text => text.Contains($"error: {mistake}", StringComparison.Ordinal));

    [Fact]
    public void A_value_that_stands_nowhere_is_a_warning() =>
        Assert.Contains("warning: 'b' stands in no text of the rule", Mistakes("rules:\n  - id: high-{a}\n    when: smm.terbium-oxide > 5 CNY/kg\n    for-each: [{ a: x, b: y }]\n").Single(), StringComparison.Ordinal);

    [Fact]
    public void The_rules_of_a_file_take_what_they_do_not_say_from_its_defaults()
    {
        var rules = Rules(
            """
            defaults: { severity: high, for: 3, labels: { desk: magnets, team: a } }
            rules:
              - { id: one, when: smm.terbium-oxide > 5 CNY/kg }
              - { id: two, when: smm.terbium-oxide > 5 CNY/kg, severity: info, for: 1, labels: { team: b } }
            """);

        Assert.Equal(["one High 3 desk=magnets team=a", "two Info 1 desk=magnets team=b"], rules.Select(rule => $"{rule.Id} {rule.Severity} {rule.For} {string.Join(' ', rule.Labels.Select(label => $"{label.Key}={label.Value}"))}"));
    }

    [Fact]
    public void A_default_that_does_not_fit_is_a_mistake_where_it_stands() =>
        Assert.Equal(["rules/r.yaml:1:20"], Mistakes("defaults: { clear: 5 t }\nrules:\n  - { id: one, when: smm.terbium-oxide > 5 CNY/kg }\n  - { id: two, when: smm.terbium-oxide > 6 CNY/kg }\n").Select(text => text.Split(": ")[0]).Distinct());

    [Fact]
    public void An_unknown_key_among_few_is_told_with_those_that_there_are() =>
        Assert.Contains("; expected one of ", Mistakes("defaults: { when: smm.terbium-oxide > 5 CNY/kg }\n").Single(), StringComparison.Ordinal);

    [Fact]
    public void Defaults_hold_no_condition() =>
        Assert.Contains("unknown key 'when' in defaults", Mistakes("defaults: { when: smm.terbium-oxide > 5 CNY/kg }\n").Single(), StringComparison.Ordinal);
}

internal static class Lines
{
    public static string ReplaceLineEnds(this string text) => text.ReplaceLineEndings("\n");
}
