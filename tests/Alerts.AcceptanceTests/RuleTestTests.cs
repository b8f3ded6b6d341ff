using System.Text.Json;
using Alerts.Contracts;

namespace Alerts.AcceptanceTests;

/// <summary><c>alerts test</c>: given these publications, exactly these events.</summary>
public sealed class RuleTestTests
{
    private const string Own =
        """
        series: { p: { unit: CNY/kg, frequency: business-daily } }
        rules:
          - { id: high, when: "change(p, 1 day) > 10%" }
        tests:
          - name: A jump fires
            observations: { p: { 2025-03-03: 100, 2025-03-04: 120, 2025-03-05: 121 } }
            expect:

        """;

    [Fact]
    public void The_sample_s_rules_pass_their_tests()
    {
        using var sample = AlertsCommand.OnSample();

        var answer = sample.Run("test", "tests/prices.yaml", "tests/customs.yaml");

        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        Assert.EndsWith("7 passed, 0 failed.\n", answer.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(sample.In(".alerts")), "a rule test writes nothing");
    }

    [Fact]
    public void A_failed_test_shows_what_differed_with_the_arithmetic_of_what_nobody_expected()
    {
        using var command = new AlertsCommand();
        command.Write("t.yaml", Own + "      - { type: firing, rule: high, period: 2025-03-04, value: 19 }\n      - { type: resolved, period: 2025-03-05, value: 0.83 }\n");

        var answer = command.Run("test", "t.yaml");

        Assert.Equal(1, answer.ExitCode);
        Approved.Matches(answer.Output, "rule-test-failed.txt");
    }

    [Fact]
    public void In_JSON_each_test_is_a_line_and_the_last_one_counts()
    {
        using var command = new AlertsCommand();
        command.Write("t.yaml", Own + "      - { type: firing, rule: high, period: 2025-03-04, value: 20 }\n");

        var lines = command.Run("test", "t.yaml", "--json").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();

        Assert.Equal(["test", "summary"], lines.Select(line => line.GetProperty("type").GetString()));
        Assert.Equal("failed", lines[0].GetProperty("outcome").GetString());
        Assert.Equal("alert.resolved", lines[0].GetProperty("unexpected")[0].GetProperty("type").GetString());
        Assert.Equal((0, 1), (lines[1].GetProperty("passed").GetInt32(), lines[1].GetProperty("failed").GetInt32()));
    }

    [Theory] // the day on which the second of both comes is the one on which a spread is there
    [InlineData("observations: { p: { 2025-03-05: 9, 2025-03-03: 5, 2025-03-04: 8 }, q: { 2025-03-04: 2, 2025-03-03: 2 } }", "2025-03-04", "2025-03-04")]
    [InlineData("publications: [{ published: 2025-03-10, values: { q: { 2025-03-04: 2 } } }], observations: { p: { 2025-03-04: 8, 2025-03-03: 7 } }", "2025-03-04", "2025-03-10")]
    public void Observations_of_several_series_are_published_in_order_of_period_however_they_are_written(string given, string period, string published)
    {
        using var command = new AlertsCommand();
        command.Write("t.yaml", $$"""
            series: { p: { unit: CNY/kg, frequency: business-daily }, q: { unit: CNY/kg, frequency: business-daily } }
            rules: [{ id: far, when: "spread(p, q) > 5 CNY/kg" }]
            tests:
              - name: They part
                {{given.Replace("], observations", "]\n    observations", StringComparison.Ordinal)}}
                expect: [{ type: firing, rule: far, period: {{period}}, published: {{published}}, value: 6 }]

            """);

        var answer = command.Run("test", "t.yaml");

        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
    }

    [Theory]
    [InlineData("tests: [{ name: a, expect: [], observations: { q: { 2025-03-03: 1 } } }]", "t.yaml:3:48: error: unknown series 'q'")]
    [InlineData("tests: [{ name: a, expect: [], observations: { p: { 2025-03: 1 } } }]", "t.yaml:3:53: error: '2025-03' is no period of p; expected such as 2025-03-24")]
    [InlineData("tests: [{ name: a, expect: [], observations: { p: { 2025-03-03: many } } }]", "error: the value of 2025-03-03 is no number; expected a number in CNY/kg, such as 6550")]
    [InlineData("tests: [{ name: a, rules: [hihg], expect: [] }]", "error: there is no enabled rule 'hihg' (nearest: high)")]
    [InlineData("tests: [{ name: a, expect: [{ type: fires }] }]", "error: unknown type 'fires'")]
    [InlineData("tests: [{ name: a, expect: [{ type: firing, value: 20% }] }]", "error: '20%' is no number; expected a number without a unit, such as 21.9")]
    [InlineData("tests: [{ name: a, expect: [], publications: [{ file: no.csv }] }]", "error: there is no file 'no.csv'")]
    [InlineData("tests: [{ name: a, expect: [], publications: [{ values: {} }] }]", "error: 'published' is missing in a publication of values")]
    [InlineData("test: []", "error: unknown key 'test' in a file of rule tests (nearest: tests)")]
    public void A_file_with_a_mistake_is_told_with_its_place_and_nothing_runs(string tests, string mistake)
    {
        using var command = new AlertsCommand();
        command.Write("t.yaml", $"series: {{ p: {{ unit: CNY/kg, frequency: business-daily }} }}\nrules: [{{ id: high, when: \"p > 5 CNY/kg\" }}]\n{tests}\n");

        var answer = command.Run("test", "t.yaml");

        Assert.Equal((2, ""), (answer.ExitCode, answer.Output));
        Assert.Contains(mistake, answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_a_wrong_call()
    {
        using var command = new AlertsCommand();

        Assert.Equal((2, "alerts: there is no file 'no.yaml'\n"), (command.Run("test", "no.yaml").ExitCode, command.Run("test", "no.yaml").Error));
    }

    [Fact]
    public void A_test_of_a_folder_without_a_workspace_says_what_is_missing()
    {
        using var command = new AlertsCommand();
        command.Write("t.yaml", "tests: [{ name: a, expect: [] }]\n");

        Assert.Contains("there is no workspace here, and the file has no 'series' and 'rules' of its own", command.Run("test", "t.yaml").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Schemas_are_printed_and_written()
    {
        using var command = new AlertsCommand();

        Assert.StartsWith("{\n  \"$schema\"", command.Run("schema", "rules").Output, StringComparison.Ordinal);
        Assert.Equal(2, command.Run("schema", "rule").ExitCode);
        command.Run("schema", "--into", "schemas");
        Assert.Equal(["alerts.json", "datasets.json", "rules.json", "subscribers.json", "tests.json"], Directory.EnumerateFiles(command.In("schemas")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }
}
